"""The process that counts beside the server, and the thread of the server that starts it.

It is a process of its own so that a large file neither slows the pages nor leaves its
memory behind: it starts when something waits, and each hour for the chores, and ends when
nothing is left to do. One at a time
works on a data folder; the lock is the operating system's, so that it falls with the
process however that ends. It ends by itself when the server does.
"""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SECONDS_BETWEEN_LOOKS = 0.5
_SECONDS_AFTER_A_FAILURE = 10.0
_SECONDS_BETWEEN_CHORES = 3600.0
_SECONDS_TO_FIRST_CHORES = 30.0
"""The first pages after a start come before the first chores."""
_LOG = logging.getLogger(__name__)


def start_beside() -> threading.Thread:
    """Watch for work in a thread, and start a process while there is some."""
    thread = threading.Thread(target=watch, name="efqi-work", daemon=True)
    thread.start()
    return thread


def watch() -> None:
    """Start a process whenever something is to be done; without end.

    Django is loaded already: `efqi serve` runs this in a thread, `efqi work` alone. A look
    that fails is in the log, and the next one comes as if it had not.
    """
    from django.db import close_old_connections

    watcher = _Watcher()
    while True:
        try:
            close_old_connections()
            watcher.look()
        except Exception:
            _LOG.exception("could not look for work")
            time.sleep(_SECONDS_AFTER_A_FAILURE)
        time.sleep(_SECONDS_BETWEEN_LOOKS)


class _Watcher:
    """What is remembered from one look for work to the next."""

    def __init__(self) -> None:
        self.working: subprocess.Popen[bytes] | None = None
        self.chores_at = time.monotonic() + _SECONDS_TO_FIRST_CHORES
        self.has_asked_for_answers = False

    def look(self) -> None:
        """Start a process if something is to be done and none is at it."""
        from django.conf import settings
        from django.utils import timezone

        from efqi.web.accounts.letters import due_letters
        from efqi.web.workbench.jobs import answer_again, has_work, outdated

        if not self.has_asked_for_answers:
            for project in outdated():
                answer_again(project, None)
            self.has_asked_for_answers = True
        is_idle = self.working is None or self.working.poll() is not None
        is_due = (
            time.monotonic() >= self.chores_at
            or due_letters(timezone.now()).exists()
            or (not settings.CONFIGURATION.counts_at_once and has_work())
        )
        if is_idle and is_due:
            self.working = subprocess.Popen(
                [sys.executable, "-m", "efqi.web.working"], stdin=subprocess.PIPE
            )
            self.chores_at = time.monotonic() + _SECONDS_BETWEEN_CHORES


def work() -> None:
    """Do what waits, then end; nothing is done where another process works already.

    Where files are counted within the request, only the chores are left for it.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "efqi.web.settings")
    import django
    from django.conf import settings

    django.setup()
    from efqi.web.workbench.chores import do_chores
    from efqi.web.workbench.jobs import take_up_again, work_until_done

    with only_one(settings.CONFIGURATION.home / "working.lock") as is_only:
        if is_only:
            do_chores()
            if not settings.CONFIGURATION.counts_at_once:
                take_up_again()
                work_until_done()


@contextmanager
def only_one(path: Path) -> Iterator[bool]:
    """Hold a lock that ends with the process; False where another holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        yield _is_locked(file.fileno())


def _is_locked(number: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _end_with_the_server() -> None:
    """End at once when the server's end of the pipe is closed, as its death closes it."""
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    work()
