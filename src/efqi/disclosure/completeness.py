"""How often the group is known, over time, as it may be shown."""

from dataclasses import replace

import numpy as np

from efqi.disclosure.coarsening import Strand, coarsen, may_show
from efqi.disclosure.figure import level
from efqi.disclosure.gap_counts import by_phase
from efqi.disclosure.protect_series import Terms
from efqi.disclosure.release import ReleasedCompleteness, Shown
from efqi.disclosure.rounding import (
    NO_DATA,
    NONE_IN_DENOMINATOR,
    TOO_FEW,
    protect,
)
from efqi.measures.measure import Kind
from efqi.measures.table import Counts


def released_completeness(
    unknown: Strand, total: Strand, terms: Terms
) -> ReleasedCompleteness | None:
    """Release unknown's share of the people (of the events, for a plain count).

    Parameters
    ----------
    unknown, total : Strand
        Exact counts of those whose group is unknown, and of everyone.
    terms : Terms
        What the view is released on.

    Returns
    -------
    ReleasedCompleteness or None
        At the finest unit at which every judged share may be shown, without points where
        there is none; None where the source gives no counts.
    """
    people = _share_of(unknown, total, terms.measure.kind)
    if np.isnan(people.denominator).all():
        return None
    shares = coarsen(people, terms.policy, Kind.PROPORTION)
    phases = by_phase(people)
    before, after = _shares(phases.numerator, phases.denominator, terms)
    if shares is None:
        return ReleasedCompleteness((), terms.units[-1], (), before, after)
    shown = _shares(shares.numerator, shares.denominator, terms)
    return ReleasedCompleteness(shares.starts, shares.interval, shown, before, after)


def _share_of(unknown: Strand, total: Strand, kind: Kind) -> Strand:
    part, whole = (
        (unknown.numerator, total.numerator)
        if kind is Kind.COUNT
        else (unknown.denominator, total.denominator)
    )
    # No row for the unknown, where everyone has one, means that nobody was unknown.
    none = np.isnan(part) & ~np.isnan(whole)
    return replace(
        unknown,
        numerator=np.where(none, 0.0, part),
        denominator=whole,
        variance=None,
        smaller_side=1.0,
    )


def _shares(part: Counts, whole: Counts, terms: Terms) -> tuple[Shown, ...]:
    safe = may_show(part, whole, terms.policy, Kind.PROPORTION)
    shown = (protect(counts, terms.policy).value for counts in (part, whole))
    return tuple(
        _share(float(above), float(below)) if is_safe else Shown(None, TOO_FEW)
        for above, below, is_safe in zip(*shown, safe, strict=True)
    )


def _share(part: float, whole: float) -> Shown:
    if np.isnan(part) or np.isnan(whole):
        return Shown(None, NO_DATA)
    if whole == 0:
        return Shown(None, NONE_IN_DENOMINATOR)
    return Shown(level(100 * part / whole, Kind.PROPORTION))
