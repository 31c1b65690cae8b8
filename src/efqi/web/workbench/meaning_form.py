"""What people confirm or correct of a file's meaning, read from the form."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import isfinite, nan
from typing import Protocol

from django.utils.translation import gettext as _

from efqi.web.workbench.mapping import Meaning
from efqi.web.workbench.more_measures import MOST_MORE, MoreMeasure, read_more


class Posted(Protocol):
    """What a browser sent: Django's `QueryDict`."""

    def get(self, key: str, default: str, /) -> str:
        """Give the last value of a name."""

    def getlist(self, key: str, /) -> list[str]:
        """Give every value of a name."""

    def __contains__(self, key: str, /) -> bool:
        """Say whether a name was sent."""


_LONGEST = 300
"""Characters of a name."""


def read_meaning(posted: Posted, before: Meaning) -> tuple[Meaning, dict[str, str]]:
    """Read what was confirmed: a meaning, and one sentence for each field that is wrong.

    Parameters
    ----------
    posted : Posted
        What the browser sent.
    before : Meaning
        As it was guessed; stands where the form does not ask.
    """
    errors: dict[str, str] = {}

    def text(name: str, complaint: str) -> str:
        value = posted.get(name, "").strip()
        if not value:
            errors[name] = complaint
        elif len(value) > _LONGEST:
            errors[name] = _("Use 300 characters or fewer")
        return value

    def number(name: str) -> float:
        try:
            value = float(posted.get(name, ""))
        except ValueError:
            value = nan
        if not isfinite(value):
            errors[name] = _("Write a number, such as 2")
            return 0.0
        return value

    # Counts already made have neither: what a record counts as was settled before.
    are_records = before.outcome is not None
    column, _equals, value = posted.get("outcome", "").partition("=")
    meaning = Meaning(
        posted.get("date", before.date) if are_records else before.date,
        (column, value) if column and are_records else None,
        text("title", _("Say what is counted")),
        text("of", _("Say among what it is counted")),
        text("better", _("Choose which way is better")),
        before.groups,
        before.compare,
        before.reference,
        _day(posted, before.change_date, errors),
        text("change_label", _("Say what changed")),
        number("margin_points"),
        number("margin_percent"),
        _more(posted, (column, value), errors),
    )
    return _with_sides(meaning, posted, errors), errors


def texts_of(posted: Posted, meaning: Meaning) -> dict[str, str]:
    """Give what the fields of days and numbers show: as it was typed, wrong or not.

    Parameters
    ----------
    posted : Posted
        What the browser sent; empty before the first time.
    meaning : Meaning
        What they show until then.
    """
    day = meaning.change_date
    meant = {
        "change_date[day]": str(day.day),
        "change_date[month]": str(day.month),
        "change_date[year]": str(day.year),
        "margin_points": str(meaning.margin_points),
        "margin_percent": str(meaning.margin_percent),
    }
    return {name: posted.get(name, text) for name, text in meant.items()}


def blocks_of(posted: Posted, meaning: Meaning) -> tuple[MoreMeasure, ...]:
    """Give what the blocks of further measures show, each where it was typed."""
    if "more0_outcome" not in posted:
        return (*meaning.more, *[MoreMeasure()] * MOST_MORE)[:MOST_MORE]
    blocks = (read_more(posted, f"more{n}_", {}) for n in range(MOST_MORE))
    return tuple(block or MoreMeasure() for block in blocks)


def _more(
    posted: Posted, first: tuple[str, str], errors: dict[str, str]
) -> tuple[MoreMeasure, ...]:
    """Read the other outcomes; each is counted once."""
    found: list[MoreMeasure] = []
    for number in range(MOST_MORE):
        more = read_more(posted, f"more{number}_", errors)
        if more is None:
            continue
        if more.outcome in (first, *(each.outcome for each in found)):
            errors[f"more{number}_outcome"] = _("This is counted already")
        found.append(more)
    return tuple(found)


def _with_sides(meaning: Meaning, posted: Posted, errors: dict[str, str]) -> Meaning:
    """Take over who is compared with whom, or ask again where the column changed."""
    groups = posted.getlist("groups")
    if not groups:
        errors["groups"] = _("Choose at least one column that says who people are")
        return meaning
    first = posted.get("first", "")
    if first not in groups:
        was_first = posted.get("compared_in", meaning.groups[0])
        first = was_first if was_first in groups else groups[0]
    ordered = (first, *(name for name in groups if name != first))
    if first != posted.get("compared_in", first):
        errors["compare"] = _(
            "You chose another column: say whom the change should reach"
        )
        return replace(meaning, groups=ordered, compare="", reference="")
    if "compare" not in posted:
        is_same = ordered == meaning.groups
        keeps = (meaning.compare, meaning.reference) if is_same else ("", "")
        return replace(meaning, groups=ordered, compare=keeps[0], reference=keeps[1])
    compare, reference = posted.get("compare", ""), posted.get("reference", "")
    if compare and compare == reference:
        errors["reference"] = _("Choose two different groups")
    return replace(meaning, groups=ordered, compare=compare, reference=reference)


def _day(posted: Posted, before: date, errors: dict[str, str]) -> date:
    parts: Mapping[str, str] = {
        part: posted.get(f"change_date[{part}]", "")
        for part in ("year", "month", "day")
    }
    try:
        year, month, day = map(int, parts.values())
        return date(year, month, day)
    except (ValueError, OverflowError):
        errors["change_date"] = _("Write a real date, such as 1 4 2025")
        return before
