"""What a file's columns mean: guessed, shown, confirmed, and made a plan."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - `date` is the name of a column
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from efqi.errors import EfqiError
from efqi.projects.parse import parse
from efqi.store.profile import ColumnProfile
from efqi.store.propose import propose, propose_and_profile
from efqi.web.workbench.more_measures import MoreMeasure, with_measures

LOOKED = Path(".looked") / "look.json"
"""Beside a file: what was found in it."""
_MOST_VALUES = 12
"""Values of a column that a page offers to count."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What a page offers to choose from.

    Attributes
    ----------
    dates, groups : tuple of str
        Columns that hold dates, and those that hold groups.
    outcomes : tuple of (str, str)
        Column and value of what could be counted.
    """

    dates: tuple[str, ...]
    groups: tuple[str, ...]
    outcomes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What people say that a file means.

    Attributes
    ----------
    date : str
        Column that dates a record; blank for counts already made.
    outcome : tuple of (str, str) or None
        Column and value that is counted; None for counts already made.
    title, of, better : str
        What is counted, among what, which way is better.
    groups : tuple of str
        Columns that say who people are, the one of the declared gap first.
    compare, reference : str
        Whom the change should reach, and whom they are compared with.
    change_date, change_label
        When care changed, and what changed.
    margin_points, margin_percent : float
        Smallest change of the gap that matters.
    more : tuple of MoreMeasure
        Other outcomes of the same records.
    """

    date: str
    outcome: tuple[str, str] | None
    title: str
    of: str
    better: str
    groups: tuple[str, ...]
    compare: str
    reference: str
    change_date: Day
    change_label: str
    margin_points: float
    margin_percent: float
    more: tuple[MoreMeasure, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What was found in a file at a first look, which takes a while for a large one.

    Attributes
    ----------
    columns : Columns
        What can be chosen.
    plan : dict
        What efqi takes the file to mean by itself, as `project.toml` has it.
    """

    columns: Columns
    plan: dict[str, Any]


def look_at(path: Path) -> Look:
    """Look at a file, or remember what was found in it.

    Raises
    ------
    ExtractError
        Where it cannot be read, or no dates or no groups are found.
    """
    remembered = path.parent / LOOKED
    if remembered.exists():
        return TypeAdapter(Look).validate_json(remembered.read_bytes())
    text, found = propose_and_profile(path)
    look = Look(_columns(found), tomllib.loads(text))
    remembered.parent.mkdir(exist_ok=True)
    remembered.write_bytes(TypeAdapter(Look).dump_json(look))
    return look


def _columns(found: Mapping[str, ColumnProfile]) -> Columns:
    return Columns(
        tuple(name for name, column in found.items() if column.is_date),
        tuple(name for name, column in found.items() if column.is_groups),
        tuple(
            (name, value)
            for name, column in found.items()
            if _could_be_counted(column)
            for value in column.known
        ),
    )


def _could_be_counted(column: ColumnProfile) -> bool:
    return column.is_groups and len(column.known) <= _MOST_VALUES


def meaning_of(plan: Mapping[str, Any]) -> Meaning:
    """Say what a plan takes a file to mean."""
    (measure, *_), (change, *_) = plan["measure"], plan["change"]
    contrast = plan["contrast"]
    counted = measure.get("numerator")
    return Meaning(
        plan["data"].get("date", ""),
        (counted[0]["column"], counted[0]["is_in"][0]) if counted else None,
        measure["title"],
        measure["of"],
        measure["better"],
        tuple(group.get("column", group["name"]) for group in plan["group"]),
        str(contrast["compare"]),
        str(contrast["with"]),
        _day(change["date"]),
        change["label"],
        contrast["margin_points"],
        contrast["margin_percent"],
        tuple(_more(each) for each in plan["measure"][1:] if each.get("numerator")),
    )


def _more(measure: Mapping[str, Any]) -> MoreMeasure:
    (counted, *_) = measure["numerator"]
    outcome = (counted["column"], counted["is_in"][0])
    return MoreMeasure(outcome, measure["title"], measure["better"])


def _day(value: Day | str) -> Day:
    return value if isinstance(value, Day) else Day.fromisoformat(value)


def plan_of(path: Path, title: str, meaning: Meaning) -> dict[str, Any]:
    """Make the measurement plan of what people said a file means.

    Parameters
    ----------
    path : Path
        The file; it is looked at again only where they chose other columns.
    title : str
        Name of the project.
    meaning : Meaning
        As confirmed.

    Returns
    -------
    dict
        As `project.toml` holds it.

    Raises
    ------
    ExtractError
        A column that the file does not have.
    """
    content = _with_other_columns(path, meaning)
    sides = content["contrast"]
    content["project"]["title"] = title
    content["change"] = [{"date": meaning.change_date, "label": meaning.change_label}]
    (measure, *_) = content["measure"] = content["measure"][:1]
    measure |= {"title": meaning.title, "of": meaning.of, "better": meaning.better}
    content["contrast"] |= {
        "compare": meaning.compare or sides["compare"],
        "with": meaning.reference or sides["with"],
        "margin_points": meaning.margin_points,
        "margin_percent": meaning.margin_percent,
    }
    return with_measures(content, meaning.more)


def _with_other_columns(path: Path, meaning: Meaning) -> dict[str, Any]:
    """Give the guessed plan with the columns that were chosen."""
    guessed = look_at(path).plan
    before = meaning_of(guessed)
    counted, counted_before = (m.outcome or ("", "") for m in (meaning, before))
    is_same = (meaning.date, counted[0]) == (before.date, counted_before[0])
    has_same_gap = meaning.groups[0] == before.groups[0]
    if not (is_same and has_same_gap and set(meaning.groups) <= set(before.groups)):
        return tomllib.loads(
            propose(
                path,
                date=meaning.date or None,
                numerator=meaning.outcome,
                groups=meaning.groups,
            )
        )
    guessed["group"] = [
        group
        for group, column in zip(guessed["group"], before.groups, strict=True)
        if column in meaning.groups
    ]
    if meaning.outcome:
        column, value = meaning.outcome
        guessed["measure"][0]["numerator"] = [{"column": column, "is_in": [value]}]
    return guessed


def sides_of(path: Path, title: str, meaning: Meaning) -> tuple[tuple[str, str], ...]:
    """Give the groups of the column that the gap is first looked at in: value and words.

    Empty where the file cannot be read so; what is wrong is then said by its field.
    """
    try:
        content = plan_of(path, title, meaning)
        dimension = parse(content).dimensions[0].dimension
    except EfqiError:
        return ()
    return tuple((value, dimension.label(value)) for value in dimension.order)
