"""Other outcomes of the same records: counted beside the first, in the same plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _

from efqi.projects.document.measurement import MeasureRole
from efqi.store.guess import slug

MOST_MORE = 3
"""Measures beside the first that one page asks for."""


class Posted(Protocol):
    """What a browser sent: Django's `QueryDict`."""

    def get(self, key: str, default: str, /) -> str:
        """Give the last value of a name."""


@dataclass(frozen=True, slots=True)
class MoreMeasure:
    """Another outcome that is counted among the same records.

    Attributes
    ----------
    outcome : tuple of (str, str)
        Column, and the value in it that is counted; blank where none is asked for.
    title, better, role : str
        What it is called, which way is better, what it is for.
    """

    outcome: tuple[str, str] = ("", "")
    title: str = ""
    better: str = ""
    role: str = MeasureRole.BALANCING.value


def read_more(posted: Posted, place: str, errors: dict[str, str]) -> MoreMeasure | None:
    """Read what was asked for of one more measure; None where nothing was.

    Parameters
    ----------
    posted : Posted
        What the browser sent.
    place : str
        What the names of its fields begin with.
    errors : dict of str to str
        Gets one sentence for each field that is wrong.
    """
    column, _equals, value = posted.get(f"{place}outcome", "").partition("=")
    title = posted.get(f"{place}title", "").strip()
    if not column and not title:
        return None
    better, role = posted.get(f"{place}better", ""), posted.get(f"{place}role", "")
    if not column:
        errors[f"{place}outcome"] = _("Choose which records count")
    if not title:
        errors[f"{place}title"] = _("Say what is counted")
    if better not in ("lower", "higher"):
        errors[f"{place}better"] = _("Choose which way is better")
    if role not in set(MeasureRole):
        errors[f"{place}role"] = _("Choose what it is for")
    return MoreMeasure((column, value), title, better, role)


def section_of(
    more: MoreMeasure, first: Mapping[str, Any], taken: set[str]
) -> dict[str, Any]:
    """Write a measure as `project.toml` holds it, among the records of the first.

    Parameters
    ----------
    more : MoreMeasure
        What is counted.
    first : mapping
        The first measure of the plan: among whom, and which records are left out.
    taken : set of str
        Names of measures that are there.
    """
    column, value = more.outcome
    return {
        "name": _new_name(slug(f"{column}_{value}"), taken),
        "title": more.title,
        "of": first["of"],
        "kind": "proportion",
        "better": more.better,
        "numerator": [{"column": column, "is_in": [value]}],
        "denominator": list(_among(first.get("denominator", ()), column, value)),
    }


def _among(
    conditions: Iterable[Mapping[str, Any]], column: str, value: str
) -> Iterator[Mapping[str, Any]]:
    """Give the records of the first measure, with those that this one counts."""
    for condition in conditions:
        left_out = condition.get("is_not_in", ())
        if condition["column"] != column or value not in left_out:
            yield condition
        elif others := [each for each in left_out if each != value]:
            yield {**condition, "is_not_in": others}


def _new_name(name: str, taken: set[str]) -> str:
    number = 2
    found = name or "measure"
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found


def with_measures(
    content: Mapping[str, Any], more: Iterable[MoreMeasure]
) -> dict[str, Any]:
    """Give a plan with more measures."""
    measures = list(content["measure"])
    for each in more:
        taken = {measure["name"] for measure in measures}
        measures.append(section_of(each, measures[0], taken))
    return {**content, "measure": measures}


def counted_already(content: Mapping[str, Any], outcome: tuple[str, str]) -> bool:
    """Say whether a plan counts a value of a column already."""
    column, value = outcome
    wanted = [{"column": column, "is_in": [value]}]
    return any(measure.get("numerator") == wanted for measure in content["measure"])
