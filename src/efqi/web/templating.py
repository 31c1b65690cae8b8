"""Jinja as the pages need it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

import efqi
from efqi.reports.wording.dates import full_date
from efqi.reports.wording.gate import condition_sentence, feature_sentence
from efqi.store.practice_file import load_practice
from efqi.web.workbench.places import place_of


def environment(**options: Any) -> Environment:
    """Make the Jinja environment: ours first, then the NHS components."""
    own = options.pop("loader")
    options.pop("autoescape", None)
    made = Environment(
        **options | {"undefined": ChainableUndefined},
        autoescape=True,
        loader=ChoiceLoader([own, PackageLoader("nhsuk_frontend_jinja")]),
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True
    )
    made.globals |= {
        "static": static,
        "url": _url,
        "place": place_of,
        "efqi_version": efqi.__version__,
        "practice_sources": load_practice().sources,
    }
    made.filters |= {
        "day": day,
        "svg": Markup,
        "condition": condition_sentence,
        "feature": feature_sentence,
    }
    return made


def _url(name: str, *arguments: Any) -> str:
    return reverse(name, args=arguments)


def day(value: date | datetime | None) -> str:
    """Write a day as people read it: "3 April 2026"."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return full_date(value)


def on_every_page(request: HttpRequest) -> dict[str, Any]:
    """Give what every page shows."""
    nonce: Callable[[], str] | str = getattr(request, "csp_nonce", "")
    return {
        "is_local": settings.CONFIGURATION.is_local,
        "has_nhs_branding": settings.CONFIGURATION.has_nhs_branding,
        "person": request.user,
        "nonce": nonce,
        "path": request.path,
    }
