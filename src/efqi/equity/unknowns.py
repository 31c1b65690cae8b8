"""What people of unknown group could change."""

from dataclasses import replace

import numpy as np

from efqi.equity.contrast import Contrast
from efqi.equity.judge import Setting, judge
from efqi.equity.outcome import adverse_outcome
from efqi.equity.verdict import UnknownBound
from efqi.equity.weights import ends
from efqi.measures.dimension import UNKNOWN
from efqi.measures.measure import Kind, Measure
from efqi.measures.table import Counts, GroupSeries
from efqi.stats.pooled_value import pooled_variance


def unknown_bounds(
    setting: Setting, contrast: Contrast, series: GroupSeries, measure: Measure
) -> tuple[UnknownBound, ...]:
    """Ask again with all unknown counted in the contrast's group, then its reference.

    Parameters
    ----------
    setting : Setting
        As the contrast was judged.
    contrast : Contrast
        Main contrast; for the gradient the unknown go to the worst-off, then the best-off
        end.
    series : GroupSeries
        Exact counts, as counted.
    measure : Measure
        What is counted.

    Returns
    -------
    tuple of UnknownBound
        Empty where nobody is unknown, or the source gives no counts; a percentile cannot
        be made of two.
    """
    if UNKNOWN not in series.groups or measure.kind is Kind.PERCENTILE:
        return ()
    at = series.groups.index(UNKNOWN)
    people = np.fmax(series.numerator[:, at], series.denominator[:, at])
    if not np.nansum(people) > 0:
        return ()

    def bound(group: str) -> UnknownBound:
        moved = adverse_outcome(
            _with_unknown_in(series, group), measure, setting.timeline.phases
        )
        verdict = judge(replace(setting, outcome=moved), [contrast])[0].verdict
        return UnknownBound(group, verdict.absolute.change, verdict.category)

    return tuple(bound(group) for group in ends(contrast, setting.outcome))


def _with_unknown_in(series: GroupSeries, group: str) -> GroupSeries:
    to, unknown = series.groups.index(group), series.groups.index(UNKNOWN)

    def added(counts: Counts) -> Counts:
        both = counts.copy()
        both[:, to] += np.nan_to_num(counts[:, unknown])
        return both

    with_unknown = replace(
        series,
        numerator=added(series.numerator),
        denominator=added(series.denominator),
    )
    if series.variance is None:
        return with_unknown
    ratio, variance = series.ratio.copy(), series.variance.copy()
    with np.errstate(invalid="ignore"):
        ratio[:, to] = with_unknown.numerator[:, to] / with_unknown.denominator[:, to]
    both = [to, unknown]
    variance[:, to] = pooled_variance(
        series.variance[:, both].T, series.denominator[:, both].T
    )
    return replace(with_unknown, ratio=ratio, variance=variance)
