"""`efqi serve`: the workbench, on this machine or as a service."""

import webbrowser
from threading import Timer

import typer

from efqi.errors import StorageError
from efqi.web.serve import home, prepare, serve
from efqi.web.working import watch

_SECONDS_UNTIL_IT_ANSWERS = 1.0


def run(host: str, port: int, *, opens_browser: bool) -> None:
    """Bring the tables up to date and answer until Ctrl-C."""
    prepare()
    address = f"http://{'localhost' if host in ('127.0.0.1', '::1') else host}:{port}/"
    typer.echo(f"The workbench is at {address}")
    typer.echo(f"What you write is kept in {home()}. Stop it with Ctrl-C.")
    if opens_browser:
        opening = Timer(_SECONDS_UNTIL_IT_ANSWERS, webbrowser.open, (address,))
        opening.daemon = True
        opening.start()
    try:
        serve(host, port)
    except OSError as error:
        raise StorageError(
            f"The workbench cannot answer at {address}: {error.strerror or error}.",
            fix="Stop what answers there, or choose another with --port.",
        ) from error


def work() -> None:
    """Watch for work beside a server of another kind, until Ctrl-C."""
    prepare()
    watch()
