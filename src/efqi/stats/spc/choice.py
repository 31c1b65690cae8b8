"""Which chart suits a measure, from its kind and its baseline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from efqi.stats.check import Check
from efqi.stats.spc.attribute import binomial_sigma, observed_sigma, poisson_sigma
from efqi.stats.spc.average import Floats, mean_where
from efqi.stats.spc.baseline import Baseline, Phase, as_points, phases
from efqi.stats.spc.moving_range import moving_ranges
from efqi.stats.spc.subgroup import measured_phase, subgroup_mean

MINIMUM_POINTS = 12
"""Points that limits need ("Making data count", NHS England)."""
MINIMUM_COUNT = 5
"""Mean events, and mean non-events, that normal limits need (Montgomery, ch. 7: np >= 5).

From a Poisson mean of 5 a point falls outside three sigma by chance at most 0.7 % of the
time; below 1 up to 4 %, where normal theory says 0.3 %.
"""
OVERDISPERSED = 1.2
"""Sigma of z above which counts vary clearly more than by chance (Laney 2002).

Chance alone exceeds it in 14 % of baselines of 24 points; the wider limits then cost little.
"""

MEASURED = ("mean", "percentile")
"""Kinds whose records carry a value."""
AS_ASSUMED = ("as_counted", "as_measured", "percentile")
"""Reasons that speak of no departure from what the plain chart assumes."""


@dataclass(frozen=True, slots=True)
class _Family:
    chart: str
    overdispersed: str
    sigma: Callable[[Phase, Floats], Floats]
    uses_denominator: bool = True
    has_nonevents: bool = False


_FAMILIES: Mapping[str, _Family] = {
    "proportion": _Family("p", "pp", binomial_sigma, has_nonevents=True),
    "rate": _Family("u", "up", poisson_sigma),
    "count": _Family("c", "i", poisson_sigma, uses_denominator=False),
}

SUITED: Mapping[str, tuple[str, ...]] = {
    "proportion": ("p", "pp", "i", "ip", "run"),
    "rate": ("u", "up", "i", "ip", "run"),
    "count": ("c", "i", "run"),
    "mean": ("xbar", "ip", "i", "run"),
    "percentile": ("i", "run"),
}
"""Charts that can show each kind of measure over time."""
FEWEST_POINTS = 6
"""Points below which no limits are drawn, whatever chart was asked for."""
_WITHOUT_COUNTS = ("i", "run")


def choose_chart(
    kind: str,
    numerator: Floats,
    denominator: Floats | float,
    baseline: slice,
    deviation: Floats | None = None,
) -> tuple[str, Check]:
    """Choose the chart of one series.

    In this order: fewer than 12 known points in the baseline, a run chart ("few_points"); no
    denominators (a ratio alone, given as numerator), an I chart ("ratio_only"); fewer than 5
    events, or for a proportion non-events, a point on average, a run chart
    ("small_counts"); sigma of z above 1.2, the chart that widens its limits to match
    ("overdispersed"): p prime, u prime, or an I chart for counts; else p, u or c
    ("as_counted").

    A mean of subgroups with known deviations has an Xbar chart ("as_measured"), or an I
    prime chart where subgroups vary by more than the values within them explain
    ("overdispersed") or the deviations are not known ("no_deviations"). A percentile has an
    I chart ("percentile"), or a run chart where half of its moves are none ("tied").

    Parameters
    ----------
    kind : str
        "proportion", "rate", "count", "mean" or "percentile".
    numerator : ndarray of float, shape (T,) or (T, 1)
        Events; NaN where missing.
    denominator : ndarray of float, shape (T,) or (T, 1), or float
        What they are counted among; not read for counts.
    baseline : slice
        Rows that limits will come from.
    deviation : ndarray of float, shape (T,), optional
        For a mean: standard deviation within each subgroup.

    Returns
    -------
    str
        Key of `efqi.stats.spc.limits.CHARTS`.
    Check
        Code "chart_choice"; passed where the data behave as the plain chart assumes. Figures:
        chart, reason, points, points_needed and, where worked out, sigma_z (two decimals)
        and sigma_z_allowed, or mean_count_needed. Counts themselves are not among them.

    Raises
    ------
    KeyError
        If the kind is none of these.
    """
    if kind in MEASURED:
        return _of_values(kind, numerator, denominator, baseline, deviation)
    family = _FAMILIES[kind]
    phase = _baseline_phase(family, numerator, denominator, baseline)
    if phase is None:
        return _ratio_only(numerator, baseline)
    points = int(phase.used.sum())
    if points < MINIMUM_POINTS:
        return _chosen("run", "few_points", points)
    if _mean_count(family, phase) < MINIMUM_COUNT:
        return _chosen("run", "small_counts", points, mean_count_needed=MINIMUM_COUNT)
    centre = phase.pooled_level()
    sigma_z = float(observed_sigma(phase, centre, family.sigma(phase, centre))[0])
    is_wide = sigma_z > OVERDISPERSED
    chart = family.overdispersed if is_wide else family.chart
    reason = "overdispersed" if is_wide else "as_counted"
    shown = {} if np.isnan(sigma_z) else {"sigma_z": round(sigma_z, 2)}
    return _chosen(chart, reason, points, **shown, sigma_z_allowed=OVERDISPERSED)


def asked_chart(
    kind: str,
    numerator: Floats,
    denominator: Floats | float,
    baseline: slice,
    asked: str,
    deviation: Floats | None = None,
) -> tuple[str, Check]:
    """Take the chart that was asked for, unless it cannot be drawn.

    Parameters
    ----------
    kind, numerator, denominator, baseline, deviation
        As in `choose_chart`.
    asked : str
        One of the kind's `SUITED` charts; empty to choose.

    Returns
    -------
    str
        The chart asked for; that of `choose_chart` where limits would have fewer than
        `FEWEST_POINTS` points, or the chart needs counts and there are none.
    Check
        "chart_choice" with reason "asked_for" and figures would_choose and because: the
        chart and reason of `choose_chart`. Where it cannot be drawn, the choice's own check
        with the figure asked.
    """
    chart, check = choose_chart(kind, numerator, denominator, baseline, deviation)
    if asked in ("", chart):
        return chart, check
    is_short = int(check.figures["points"]) < FEWEST_POINTS and asked != "run"
    lacks_counts = asked not in _WITHOUT_COUNTS and (
        _lacks_spread(asked, deviation)
        if kind in MEASURED
        else _baseline_phase(_FAMILIES[kind], numerator, denominator, baseline) is None
    )
    if is_short or lacks_counts:
        return chart, replace(check, figures={**check.figures, "asked": asked})
    figures = {
        **check.figures,
        "chart": asked,
        "reason": "asked_for",
        "would_choose": chart,
        "because": check.figures["reason"],
    }
    return asked, Check("chart_choice", check.passed, figures)


def _lacks_spread(asked: str, deviation: Floats | None) -> bool:
    """Say whether a chart of means needs deviations that the source does not give."""
    return asked == "xbar" and (deviation is None or not np.isfinite(deviation).any())


def _baseline_phase(
    family: _Family,
    numerator: Floats,
    denominator: Floats | float,
    baseline: slice,
) -> Phase | None:
    """Baseline of the series; None where only a ratio is known."""
    points = as_points(numerator, denominator if family.uses_denominator else 1.0)
    points = points.rows(baseline)
    if not np.isfinite(points.denominator).any():
        return None
    return next(phases(points, Baseline()))


def _ratio_only(numerator: Floats, baseline: slice) -> tuple[str, Check]:
    points = int(np.isfinite(np.asarray(numerator)[baseline]).sum())
    if points < MINIMUM_POINTS:
        return _chosen("run", "few_points", points)
    return _chosen("i", "ratio_only", points)


def _of_values(
    kind: str,
    numerator: Floats,
    denominator: Floats | float,
    baseline: slice,
    deviation: Floats | None,
) -> tuple[str, Check]:
    phase = measured_phase(numerator, denominator, baseline, deviation)
    points = int(phase.used.sum())
    if points < MINIMUM_POINTS:
        return _chosen("run", "few_points", points)
    if kind == "percentile":
        ranges = moving_ranges(phase.value, phase.included)[phase.used]
        # Half of the moves are none where values are whole days: no spread to go by.
        if np.nanmedian(ranges) == 0:
            return _chosen("run", "tied", points)
        return _chosen("i", "percentile", points)
    if not np.isfinite(phase.points.deviation).any():
        is_bare = bool((phase.points.denominator[phase.used] == 1).all())
        chart, reason = ("i", "ratio_only") if is_bare else ("ip", "no_deviations")
        return _chosen(chart, reason, points)
    spread = subgroup_mean(phase)
    sigma_z = float(observed_sigma(phase, spread.centre, spread.sigma)[0])
    is_wide = sigma_z > OVERDISPERSED
    shown = {} if np.isnan(sigma_z) else {"sigma_z": round(sigma_z, 2)}
    chart, reason = ("ip", "overdispersed") if is_wide else ("xbar", "as_measured")
    return _chosen(chart, reason, points, **shown, sigma_z_allowed=OVERDISPERSED)


def _mean_count(family: _Family, phase: Phase) -> float:
    events = phase.points.numerator
    fewest = mean_where(events, phase.used)
    if family.has_nonevents:
        others = mean_where(phase.points.denominator - events, phase.used)
        fewest = np.minimum(fewest, others)
    return float(fewest[0])


def _chosen(
    chart: str, reason: str, points: int, **figures: float
) -> tuple[str, Check]:
    told: dict[str, int | float | str] = {
        "chart": chart,
        "reason": reason,
        "points": points,
        "points_needed": MINIMUM_POINTS,
        **figures,
    }
    return chart, Check("chart_choice", reason in AS_ASSUMED, told)
