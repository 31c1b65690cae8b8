"""Figures of checks as they may be shown."""

import math
from collections.abc import Iterable

from efqi.disclosure.figure import significant
from efqi.disclosure.policy import Policy
from efqi.disclosure.rounding import protect
from efqi.stats.check import Check

COUNTS_NOBODY = frozenset(
    {
        "cells",
        "contrasts",
        "found",
        "groups",
        "intervals",
        "looked_at",
        "mean_count_needed",
        "missing",
        "narrowest",
        "needed",
        "phases_with_few",
        "points",
        "points_needed",
        "smallest_shown",
        "unjudged",
        "used",
        "views",
    }
)
"""Figures of checks that count intervals, points, cells or groups, never people or events."""


def shown_checks(checks: Iterable[Check], policy: Policy) -> tuple[Check, ...]:
    """Protect the figures of checks.

    A whole number might count people, so it is protected as a count (and left out where
    hidden) unless its name is in `COUNTS_NOBODY`; other numbers keep two significant
    figures. Words stay.
    """
    return tuple(_shown(check, policy) for check in checks)


def _shown(check: Check, policy: Policy) -> Check:
    figures = {
        name: _figure(name, figure, policy) for name, figure in check.figures.items()
    }
    kept = {name: figure for name, figure in figures.items() if figure is not None}
    return Check(check.code, check.passed, kept)


def _figure(
    name: str, figure: float | int | str, policy: Policy
) -> float | int | str | None:
    if isinstance(figure, str) or name in COUNTS_NOBODY:
        return figure
    if isinstance(figure, float) and not figure.is_integer():
        return significant(figure, 2)
    count = float(protect(figure, policy).value)
    return None if math.isnan(count) else int(count)
