"""What a file's columns mean: guessed, shown, confirmed, and made a plan."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - `date` is the name of a column
from pathlib import Path
from typing import Any

from efqi.errors import EfqiError
from efqi.projects.parse import parse
from efqi.store.opening import open_extract
from efqi.store.profile import ColumnProfile, profiles
from efqi.store.propose import propose

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


def look_at(path: Path) -> Columns:
    """Say which columns of a file could be what.

    Raises
    ------
    ExtractError
        Where it cannot be read.
    """
    with open_extract(path) as extract:
        found = profiles(extract)
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


def guess(path: Path) -> dict[str, Any]:
    """Give the plan that efqi would make of a file by itself, as `project.toml` has it.

    Raises
    ------
    ExtractError
        Where no dates or no groups are found.
    """
    return tomllib.loads(propose(path))


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
    )


def _day(value: Day | str) -> Day:
    return value if isinstance(value, Day) else Day.fromisoformat(value)


def plan_of(path: Path, title: str, meaning: Meaning) -> dict[str, Any]:
    """Make the measurement plan of what people said a file means.

    Parameters
    ----------
    path : Path
        The file.
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
    proposed = tomllib.loads(
        propose(
            path,
            date=meaning.date or None,
            numerator=meaning.outcome,
            groups=meaning.groups,
            change_date=meaning.change_date,
            change_label=meaning.change_label,
        )
    )
    proposed["project"]["title"] = title
    (measure, *_) = proposed["measure"]
    measure |= {"title": meaning.title, "of": meaning.of, "better": meaning.better}
    proposed["contrast"] |= {
        "compare": meaning.compare or proposed["contrast"]["compare"],
        "with": meaning.reference or proposed["contrast"]["with"],
        "margin_points": meaning.margin_points,
        "margin_percent": meaning.margin_percent,
    }
    return proposed


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
