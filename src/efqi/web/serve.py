"""Start the workbench: bring its tables up to date, then answer."""

import gc
import os
from pathlib import Path
from typing import Any

from efqi.web.configuration import Configuration

_LARGEST_BODY = 1024**3
"""Bytes that waitress takes unless told otherwise."""
_REST_OF_A_FORM = 1024**2


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
    from django.conf import settings

    from efqi.web.working import start_beside
    from efqi.web.wsgi import application

    warm_up()
    # What is there now stays. Without this, each full collection looks at all of it again,
    # and whoever clicks at that moment waits a tenth of a second.
    gc.collect()
    gc.freeze()
    start_beside()
    given = server_settings(settings.CONFIGURATION)
    waitress.serve(application, host=host, port=port, threads=8, ident="efqi", **given)


def warm_up() -> None:
    """Read and compile what every page needs, so that the first visitor does not wait."""
    from django.template import engines
    from django.urls import get_resolver

    from efqi.store.practice_file import load_practice
    from efqi.web.workbench.answering import get_ready

    load_practice()
    get_ready()
    get_resolver().url_patterns  # noqa: B018 - read once, and kept
    made = engines["jinja2"].env  # type: ignore[attr-defined]
    for name in made.list_templates(extensions=["html", "jinja"]):
        made.get_template(name)


def server_settings(configured: Configuration) -> dict[str, Any]:
    """Give waitress's settings: what may be sent, and whose word it takes.

    The largest file that may be sent fits, and one somewhat larger is refused by a page
    that says why. Behind a proxy that ends TLS, its word is taken for who asks and whether
    by TLS. Anyone else who says so is not heard: attempts to sign in are counted by that
    address.

    Parameters
    ----------
    configured : Configuration
        What the environment says.
    """
    most = max(_LARGEST_BODY, configured.largest_upload + _REST_OF_A_FORM)
    return {"max_request_body_size": most} | _proxy_settings(configured)


def _proxy_settings(configured: Configuration) -> dict[str, Any]:
    if not configured.is_https:
        return {}
    return {
        "trusted_proxy": configured.proxy,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


def home() -> Path:
    """Give the folder in which the workbench keeps what it has."""
    from django.conf import settings

    folder: Path = settings.CONFIGURATION.home
    return folder
