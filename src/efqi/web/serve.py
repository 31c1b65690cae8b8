"""Start the workbench: bring its tables up to date, then answer."""

import os
from pathlib import Path


def prepare() -> None:
    """Load Django and bring the tables up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "efqi.web.settings")
    import django
    from django.core.management import call_command

    home().joinpath("static").mkdir(parents=True, exist_ok=True)
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    from efqi.web.workbench.summarising import summarise_outdated

    summarise_outdated()


def serve(host: str, port: int) -> None:
    """Answer until stopped.

    Parameters
    ----------
    host : str
        Address to listen on; local mode answers to this machine only, wherever it listens.
    port : int
        Port to listen on.
    """
    import waitress

    from efqi.web.wsgi import application

    waitress.serve(application, host=host, port=port, threads=8, ident="efqi")


def home() -> Path:
    """Give the folder in which the workbench keeps what it has."""
    from django.conf import settings

    folder: Path = settings.CONFIGURATION.home
    return folder
