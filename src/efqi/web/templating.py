"""Jinja as the pages need it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    PackageLoader,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

import efqi
from efqi.reports.wording.assessment import spread_sentences
from efqi.reports.wording.burden import burden_name
from efqi.reports.wording.care import care_word, whose_care
from efqi.reports.wording.claim import decision_title
from efqi.reports.wording.dates import beginning, full_date
from efqi.reports.wording.gate import condition_sentence, feature_sentence
from efqi.reports.wording.hours import hours_words
from efqi.reports.wording.mechanism import mechanism_question, risk_scores
from efqi.reports.wording.participation import flag_sentence
from efqi.store.practice_file import load_practice
from efqi.web.workbench.kind_words import kind_words
from efqi.web.workbench.places import needs, place_of


def environment(**options: Any) -> Environment:
    """Make the Jinja environment: ours first, then the NHS components."""
    own = options.pop("loader")
    options.pop("autoescape", None)
    made = Environment(
        **options | {"undefined": ChainableUndefined},
        autoescape=True,
        loader=ChoiceLoader([own, PackageLoader("nhsuk_frontend_jinja")]),
        bytecode_cache=_compiled(),
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
        "efqi_version": efqi.__version__,
        "kind_words": kind_words,
        "needs": needs,
        "place": place_of,
        "practice_sources": load_practice().sources,
    }
    made.filters |= FILTERS
    return made


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates, kept from one start to the next."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one; where the disk is full, it is compiled again at the next start."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled() -> _Compiled | None:
    """Keep them in the temporary folder that is this user's alone; None without such."""
    try:
        return _Compiled()
    except (OSError, RuntimeError):
        return None


def _url(name: str, *arguments: Any) -> str:
    return reverse(name, args=arguments)


def day(value: date | datetime | None) -> str:
    """Write a day as people read it: "3 April 2026"."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return full_date(value)


def month(value: date) -> str:
    """Write a month as people read it: "April 2025"."""
    return beginning(value.replace(day=1))


def clock(value: datetime) -> str:
    """Write the time of a moment: "14:05"."""
    return f"{timezone.localtime(value):%H:%M}"


def on_every_page(request: HttpRequest) -> dict[str, Any]:
    """Give what every page shows."""
    nonce: Callable[[], str] | str = getattr(request, "csp_nonce", "")
    return {
        "is_local": settings.CONFIGURATION.is_local,
        "has_nhs_branding": settings.CONFIGURATION.has_nhs_branding,
        "person": request.user,
        "nonce": nonce,
        "requires_mfa": settings.CONFIGURATION.requires_mfa,
        "path": request.path,
        "today": timezone.localdate(),
    }


def _pair(value: str) -> tuple[str, str]:
    """Give a value that is its own words, as a choice."""
    return value, value


FILTERS: dict[str, Callable[..., Any]] = {
    "burden": burden_name,
    "care": care_word,
    "clock": clock,
    "condition": condition_sentence,
    "day": day,
    "decided": decision_title,
    "hours": hours_words,
    "feature": feature_sentence,
    "flag": flag_sentence,
    "harm": mechanism_question,
    "month": month,
    "pair": _pair,
    "scores": risk_scores,
    "spread": spread_sentences,
    "svg": Markup,
    "whose": whose_care,
}
"""What templates write after a bar."""
