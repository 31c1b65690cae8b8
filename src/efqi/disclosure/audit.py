"""The self-check of a Release: whether all that it shows obeys its policy."""

import math
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from efqi.disclosure.attack import is_uncertain, what_is_known
from efqi.disclosure.figure import level, probability, ratio
from efqi.disclosure.policy import Policy, Rounding, policy
from efqi.disclosure.protect_inequality import rounded
from efqi.disclosure.protect_series import shown_value
from efqi.disclosure.reading import possible
from efqi.disclosure.release import (
    Check,
    Contrast,
    Margin,
    Measure,
    Release,
    Shown,
    View,
)
from efqi.disclosure.released_inequality import ReleasedInequality
from efqi.disclosure.rounding import NOT_GIVEN
from efqi.measures.measure import Kind

_DECLARED = (Measure, Margin, Contrast, Check)
"""Parts that hold what the team declared, and checks, whose figures have a room."""


def audit(release: Release) -> tuple[Check, ...]:
    """Check a Release against its own policy, from nothing but what it shows.

    Parameters
    ----------
    release : Release
        What would be published.

    Returns
    -------
    tuple of Check
        "counts_obey_policy", "values_follow_from_counts", "no_exact_figures" (figures:
        how many break the rule) and "small_counts_uncertain" (how many could be worked
        out, and the fewest values that any small count could still have; where that is
        three or more, as far as one sum at a time tells). Under a policy
        that is not for sharing, nothing is protected and the last one is left out.
    """
    terms = policy(release.policy)
    told = (
        _none("counts_obey_policy", _counts_against(release, terms)),
        _none("values_follow_from_counts", _values_against(release, terms)),
        _none("no_exact_figures", _exact_figures(release)),
    )
    return (*told, _uncertain(release, terms)) if terms.is_for_sharing else told


def obeys(count: Shown, terms: Policy) -> bool:
    """Say whether a count is written as its policy wants it."""
    value = count.value
    if value is None:
        return bool(count.reason)
    if value == 0:
        return not terms.zero_is_disclosive
    if terms.rounding is Rounding.NEAREST_5:
        return value >= terms.smallest_shown and value % 5 == 0
    if terms.rounding is Rounding.MIDPOINT_6:
        return value % 6 == 3
    return value >= terms.smallest_shown or not terms.is_for_sharing


def _none(code: str, broken: Iterator[str]) -> Check:
    return Check(code, not (number := len(list(broken))), {"broken": number})


def _uncertain(release: Release, terms: Policy) -> Check:
    known = what_is_known(release, terms).ranges.values()
    widths = [
        int(high - low) + 1
        for low, high in known
        if low < terms.small_below and high > 0
    ]
    exposed = sum(not is_uncertain(each, terms) for each in known)
    figures: dict[str, int | float | str] = {"broken": exposed}
    if widths:
        figures["narrowest"] = min(widths)
    return Check("small_counts_uncertain", not exposed, figures)


def _counts(view: View) -> Iterator[tuple[Shown, Shown, Shown]]:
    """Numerator, denominator and value wherever they stand."""
    for series in view.series:
        for point in series.points:
            yield point.numerator, point.denominator, point.value
    for row in view.groups:
        yield row.before_numerator, row.before_denominator, row.before
        yield row.after_numerator, row.after_denominator, row.after


def _counts_against(release: Release, terms: Policy) -> Iterator[str]:
    for view in release.views:
        for numerator, denominator, _ in _counts(view):
            for count in (numerator, denominator):
                if not obeys(count, terms):
                    yield view.dimension
    cells = (cell for table in release.tables for cell in table.cells)
    for cell in cells:
        if not (obeys(cell.numerator, terms) and obeys(cell.denominator, terms)):
            yield cell.part


def _values_against(release: Release, terms: Policy) -> Iterator[str]:
    for view in release.views:
        # The level of a plain count is per interval, which the counts do not say.
        if view.measure.kind is Kind.COUNT:
            continue
        if view.measure.kind.is_measured:
            yield from _values_of_few(view, terms)
            continue
        for numerator, denominator, value in _counts(view):
            has_counts = numerator.value is not None and denominator.value is not None
            made = shown_value(numerator, denominator, view.measure)
            is_published = numerator.reason == denominator.reason == NOT_GIVEN
            is_made = has_counts or (value.value is not None and not is_published)
            if is_made and made.value != value.value:
                yield view.dimension


def _values_of_few(view: View, terms: Policy) -> Iterator[str]:
    """Find means and percentiles of fewer people than their policy asks for."""
    needed = max(terms.smallest_shown, terms.small_below) / view.measure.smaller_side
    for _, people, value in _counts(view):
        if value.value is None or people.reason == NOT_GIVEN:
            continue
        if people.value is None or possible(people, terms)[1] < needed:
            yield view.dimension


def _exact_figures(release: Release) -> Iterator[str]:
    for view in release.views:
        kind = view.measure.kind
        found = replace(view, inequality=ReleasedInequality())
        for path, figure in _floats(found, ""):
            written = _rounding(path, kind)
            if math.isfinite(figure) and written(figure) != figure:
                yield path
        yield from _exact_inequality(view.inequality)


def _exact_inequality(shown: ReleasedInequality) -> Iterator[str]:
    over_time = (shown.over_time,) if shown.over_time else ()
    for measure in (*shown.measures, *over_time):
        for path, figure in _floats(measure, "inequality"):
            if rounded(figure, measure.unit) != figure:
                yield path


def _rounding(path: str, kind: Kind) -> Callable[[float], float]:
    name = path.rsplit(".", 1)[-1]
    if name.startswith("probability"):
        return probability
    if "relative" in path or "ratio" in path:
        return ratio
    return lambda figure: level(figure, kind)


def _floats(part: Any, path: str) -> Iterator[tuple[str, float]]:
    """Walk every number of a Release with the path that leads to it."""
    if isinstance(part, _DECLARED):
        return
    if is_dataclass(part):
        for each in fields(part):
            yield from _floats(getattr(part, each.name), f"{path}.{each.name}")
    elif isinstance(part, tuple):
        for each in part:
            yield from _floats(each, path)
    elif isinstance(part, float):
        yield path, part
