"""From the spellings of a source to the groups of the plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from efqi.measures.dimension import UNKNOWN
from efqi.projects.plan import PlannedDimension

TOTAL = ""
"""Stands for "everyone" among group values until the table is made."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """What each spelling means.

    Attributes
    ----------
    groups : mapping of str to str
        Spelling in the source to group, `UNKNOWN` or `TOTAL`.
    unlisted : tuple of str
        Spellings that the plan does not know.
    """

    groups: Mapping[str, str]
    unlisted: tuple[str, ...]


def grouping(planned: PlannedDimension, spellings: Iterable[str]) -> Grouping:
    """Map spellings to groups: exactly, else without regard to case and ".0".

    Parameters
    ----------
    planned : PlannedDimension
        Order, declared spellings, unknown spellings and total.
    spellings : iterable of str
        As they stand in the source; blank means unknown.
    """
    exact = _declared(planned)
    loose = {folded(spelling): group for spelling, group in exact.items()}
    groups: dict[str, str] = {}
    unlisted = []
    for spelling in spellings:
        trimmed = spelling.strip()
        group = exact.get(trimmed, loose.get(folded(trimmed)))
        if group is None:
            unlisted.append(spelling)
        else:
            groups[spelling] = group
    return Grouping(groups, tuple(sorted(unlisted)))


@dataclass(frozen=True, slots=True)
class Meanings:
    """Which groups each value of a tally belongs to.

    Attributes
    ----------
    groups : mapping of str to tuple of str
        Value to its groups: one, or several where rules overlap.
    unlisted : tuple of str
        Values that the plan does not know.
    """

    groups: Mapping[str, tuple[str, ...]]
    unlisted: tuple[str, ...] = ()


def meanings(planned: PlannedDimension, values: Iterable[str]) -> Meanings:
    """Map the values of a tallied group column to groups.

    Parameters
    ----------
    planned : PlannedDimension
        The dimension.
    values : iterable of str
        As `group_sql` makes them.
    """
    if not planned.rules:
        found = grouping(planned, values)
        alone = {value: (group,) for value, group in found.groups.items()}
        return Meanings(alone, found.unlisted)
    order = planned.dimension.order
    return Meanings(
        {
            value: tuple(order[int(position)] for position in value.split(","))
            if value
            else (UNKNOWN,)
            for value in values
        }
    )


def nearest_group(planned: PlannedDimension, spelling: str) -> str:
    """Say what to do about a spelling that the plan does not know."""
    close = get_close_matches(spelling, _declared(planned), n=1)
    hint = f"Did you mean '{close[0]}'? " if close else ""
    title = planned.dimension.name
    return (
        f"{hint}Add it to the order of the group '{title}' in project.toml, list it under "
        "values as another spelling of a group, or under unknown."
    )


def _declared(planned: PlannedDimension) -> dict[str, str]:
    declared = {"": UNKNOWN, UNKNOWN: UNKNOWN}
    declared |= dict.fromkeys(planned.unknown, UNKNOWN)
    declared |= {group: group for group in planned.dimension.order}
    for group, spellings in planned.values:
        declared |= dict.fromkeys(spellings, group)
    if planned.total is not None:
        declared[planned.total] = TOTAL
    return declared


def folded(spelling: str) -> str:
    """Write a spelling without regard to case, spaces and ".0"."""
    whole = spelling.removesuffix(".0")
    return " ".join((whole if whole.isdigit() else spelling).casefold().split())
