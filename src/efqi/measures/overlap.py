"""Whether two sets of conditions can hold for one record."""

from collections.abc import Iterable
from itertools import combinations

from efqi.measures.tally import Condition


def can_overlap(groups: Iterable[tuple[str, tuple[Condition, ...]]]) -> bool:
    """Say whether a record could meet the conditions of two groups at once.

    Parameters
    ----------
    groups : iterable of (str, tuple of Condition)
        Group and its conditions, joined by "and"; a group may stand several times.

    Returns
    -------
    bool
        False only where the conditions of every pair exclude each other, whatever the data.
    """
    return any(
        not any(_exclude(a, b) for a in one for b in other)
        for (group, one), (another, other) in combinations(groups, 2)
        if group != another
    )


def _exclude(a: Condition, b: Condition) -> bool:
    if a.column != b.column:
        return False
    return (
        _no_value_meets_both(a, b)
        or _no_value_meets_both(b, a)
        or _below(a, b)
        or _below(b, a)
    )


def _no_value_meets_both(a: Condition, b: Condition) -> bool:
    if not a.is_in:
        return False
    left = set(a.is_in) - set(b.is_not_in)
    return not (left & set(b.is_in) if b.is_in else left)


def _below(a: Condition, b: Condition) -> bool:
    return a.at_most is not None and b.at_least is not None and a.at_most < b.at_least
