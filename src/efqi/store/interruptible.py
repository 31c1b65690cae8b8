"""Work in a thread of its own, so that Ctrl-C stops it at once."""

from collections.abc import Callable
from threading import Event, Thread
from typing import TypeVar

Answer = TypeVar("Answer")

_SECONDS_BETWEEN_REPORTS = 0.1


def interruptible(
    work: Callable[[], Answer],
    stop: Callable[[], object],
    while_waiting: Callable[[], None] = lambda: None,
) -> Answer:
    """Do work, and stop it where the user presses Ctrl-C.

    Parameters
    ----------
    work : callable
        Runs in a thread of its own.
    stop : callable
        Makes `work` end soon.
    while_waiting : callable
        Called a few times a second.

    Returns
    -------
    What `work` returns.

    Raises
    ------
    Exception
        What `work` raises.
    KeyboardInterrupt
        Where the user stops it; by then the work has ended.
    """
    answer: list[Answer] = []
    failure: list[BaseException] = []
    finished = Event()

    def run() -> None:
        try:
            answer.append(work())
        except BaseException as error:
            failure.append(error)
        finally:
            finished.set()

    thread = Thread(target=run, daemon=True)
    try:
        # Ctrl-C may come while the thread starts: it is then stopped like any other.
        thread.start()
        while not finished.wait(_SECONDS_BETWEEN_REPORTS):
            while_waiting()
    except BaseException:
        # Work that has not begun hears no call to stop, so it is called until it ends.
        while thread.ident is not None and not finished.wait(_SECONDS_BETWEEN_REPORTS):
            stop()
        raise
    if failure:
        raise failure[0]
    return answer[0]
