"""Translate the cases of the reference results into efqi's public functions.

Holds no statistics of its own.
"""

from typing import Any

import numpy as np

from efqi.errors import MeasureError
from efqi.stats.concentration import (
    absolute_concentration_index,
    erreygers_index,
    relative_concentration_index,
    wagstaff_index,
)
from efqi.stats.curved_gradient import Curve, curved_gradient
from efqi.stats.dispersion import (
    Best,
    Weight,
    between_group_deviation,
    coefficient_of_variation,
    index_of_disparity,
    mean_difference_from_best,
    mean_difference_from_mean,
    mean_difference_from_reference,
    mean_log_deviation,
    theil_index,
)
from efqi.stats.funnel import proportion_signal, rate_signal, ratio_signal
from efqi.stats.gap_model import (
    GAP_PRIOR,
    Calendar,
    Counts,
    Scale,
    Variation,
    contrast_series,
    posterior,
)
from efqi.stats.groups import Groups, proportion_groups, rate_groups
from efqi.stats.healthequal import (
    between_group_variance_limits,
    log_normal_ratio,
    normal_difference,
    without_zeros,
)
from efqi.stats.impact import (
    population_attributable_fraction,
    population_attributable_risk,
)
from efqi.stats.inequality import fitted_ends, relative_index, slope_index
from efqi.stats.limits import Figures
from efqi.stats.means import mean, standard_deviation
from efqi.stats.proportions import wilson_proportion
from efqi.stats.quantiles import quantile_groups
from efqi.stats.rates import rate
from efqi.stats.spc.baseline import Baseline
from efqi.stats.spc.limits import process_limits
from efqi.stats.spc.plotthedots import plot_the_dots
from efqi.stats.spc.subgroup import subgroup_points
from efqi.stats.standardisation import (
    directly_standardised_rate,
    directly_standardised_repeats,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
)

PER = 100_000

SIGNIFICANCE = {
    0: "Not significant",
    1: "High (0.025)",
    2: "High (0.001)",
    -1: "Low (0.025)",
    -2: "Low (0.001)",
}

SPECIAL_CAUSES = {
    0: "Common Cause",
    1: "Above UCL",
    -1: "Below LCL",
    2: "7 Point Trend (Increasing)",
    -2: "7 Point Trend (Decreasing)",
    3: "2 in 3 Above CL",
    -3: "2 in 3 Below CL",
    4: "7 Points Above CL",
    -4: "7 Points Below CL",
}


def _list(value: Any) -> list:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _numbers(value: Any) -> np.ndarray:
    return np.array([np.nan if v is None else v for v in _list(value)], dtype=float)


def _points(case: dict) -> Any:
    given = case["input"]
    y = _numbers(given["y"])
    if case["chart"] in {"xbar", "s"}:
        return subgroup_points(y, np.array(_list(given["x"])))
    return y


def _baseline(given: dict, rows: int, *, screened: bool) -> Baseline:
    exclude = np.zeros(rows, dtype=bool)
    exclude[[i - 1 for i in _list(given.get("exclude"))]] = True
    parts = tuple(int(i) for i in _list(given.get("part")))
    return Baseline(
        phase_starts=parts,
        freeze=None if parts else given.get("freeze"),
        exclude=exclude,
        centre=given.get("cl"),
        is_screened=screened,
        allows_negative=given.get("y_neg") is not False,
    )


def _part(runs: Any, signal: Any, rows: slice, excluded: np.ndarray) -> dict:
    n_obs = int((~excluded[rows]).sum())
    useful = int(runs.useful[0])
    counts = {
        "longest_run": runs.longest,
        "longest_run_max": runs.longest_allowed,
        "n_crossings": runs.crossings,
        "n_crossings_min": runs.crossings_needed,
    }
    return {
        "n_obs": n_obs,
        "n_useful": useful,
        **{k: int(v[0]) if useful else None for k, v in counts.items()},
        "runs_signal": bool(signal[0]),
    }


def spc(case: dict, *, screened: bool) -> dict:
    given, chart = case["input"], case["chart"]
    points = _points(case)
    rows = len(points if isinstance(points, np.ndarray) else points.numerator)
    baseline = _baseline(given, rows, screened=screened)
    denominator = _numbers(given.get("n")) if given.get("n") is not None else 1.0
    try:
        result = process_limits(
            chart,
            points,
            denominator,
            baseline=baseline,
            multiply=given.get("multiply") or 1.0,
        )
    except MeasureError as error:
        return {"error": str(error)}
    # The reference always tells Anhoej's limits; its method changes the signal only.
    judged = result.runs(given.get("method") or "anhoej")
    parts = [
        _part(runs, by_method.signal, rows, baseline.exclude)
        for runs, by_method, rows in zip(
            result.runs(), judged, result.phases, strict=True
        )
    ]
    return {
        "points": {
            "y": result.value[:, 0],
            "cl": result.centre[:, 0],
            "lcl": result.lower[:, 0],
            "ucl": result.upper[:, 0],
            "lcl95": result.lower_warning[:, 0],
            "ucl95": result.upper_warning[:, 0],
            "sigma_signal": result.beyond[:, 0] != 0,
        },
        "parts": parts,
    }


def plotthedots(case: dict, options: dict) -> dict:
    given = case["input"]
    y = _numbers(given["y"])
    if given.get("n") is not None:
        y = y / _numbers(given["n"])
    dates = _list(given.get("x"))
    baseline = Baseline(
        phase_starts=tuple(
            sum(x < date for x in dates) for date in _list(options.get("rebase"))
        ),
        freeze=options.get("fix_after_n_points"),
        is_screened=options.get("screen_outliers", True),
    )
    result = plot_the_dots(
        y,
        options["improvement_direction"],
        target=options.get("target"),
        baseline=baseline,
    )
    return {
        "points": {
            "mean": result.limits.centre[:, 0],
            "lpl": result.limits.lower[:, 0],
            "upl": result.limits.upper[:, 0],
            "special_cause_type": [
                SPECIAL_CAUSES[c] for c in result.special_cause[:, 0]
            ],
            "point_type": result.point_type[:, 0],
        },
        "variation_icon": result.variation_icon[0],
        "assurance_icon": result.assurance_icon[0] or None,
    }


def _lists(inputs: dict) -> dict:
    return {name: _list(value) for name, value in inputs.items()}


def _phe(limits: Any, numerator: Any, denominator: Any, per: float) -> dict:
    answer = {}
    for confidence, level in ((0.95, "95_0"), (0.998, "99_8")):
        figures = limits(numerator, denominator, confidence).scaled(per)
        answer["value"] = figures.value
        answer[f"lower{level}cl"] = figures.lower
        answer[f"upper{level}cl"] = figures.upper
    return answer


def _compared(inputs: dict, share: np.ndarray) -> tuple[int, int]:
    """Which two groups healthequal compares: ends of the rank, reference or extremes."""
    is_favourable = bool(inputs["favourable"][0])
    best, worst = int(share.argmax()), int(share.argmin())
    if inputs["rank"][0] is not None:
        rank = np.array(inputs["rank"])
        top, bottom = int(rank.argmax()), int(rank.argmin())
        return (top, bottom) if is_favourable else (bottom, top)
    if 1 in inputs["reference"]:
        reference = inputs["reference"].index(1)
        others = np.where(np.arange(len(share)) == reference, np.nan, share)
        if len(share) == 1:
            return 0, 0
        if is_favourable:
            return reference, int(np.nanargmin(others))
        return int(np.nanargmax(others)), reference
    return best, worst


def _in_order(inputs: dict) -> dict:
    """Groups in the order of their ranks, where they have one."""
    if inputs["rank"][0] is None:
        return inputs
    order = np.argsort(inputs["rank"])
    groups = len(order)
    return {
        name: [values[i] for i in order] if len(values) == groups > 1 else values
        for name, values in inputs.items()
    }


def _measures(inputs: dict) -> dict:
    x, n = _numbers(inputs["numerator"]), _numbers(inputs["denominator"])
    groups = proportion_groups(x, n)
    no_zeros = _figures_only(without_zeros(groups.value * 100), groups)
    best = Best.HIGHEST if inputs["favourable"][0] else Best.LOWEST
    ordered = inputs["rank"][0] is not None
    last = len(x) - 1 if ordered else None
    people = Weight.PEOPLE
    measures = {
        "par": population_attributable_risk(groups, best, last).scaled(100),
        "paf": population_attributable_fraction(groups, best, last),
        "bgsd": between_group_deviation(groups).scaled(100),
        "cov": coefficient_of_variation(groups),
        "mld": mean_log_deviation(no_zeros),
        "ti": theil_index(no_zeros),
        "idisu": index_of_disparity(groups),
        "idisw": index_of_disparity(groups, people),
        "mdmu": mean_difference_from_mean(groups).scaled(100),
        "mdmw": mean_difference_from_mean(groups, people).scaled(100),
        "mdbu": mean_difference_from_best(groups, best).scaled(100),
        "mdbw": mean_difference_from_best(groups, best, people).scaled(100),
    }
    if 1 in inputs["reference"]:
        at = inputs["reference"].index(1)
        both = (mean_difference_from_reference(groups, at, w) for w in Weight)
        measures |= zip(("mdrw", "mdru"), (f.scaled(100) for f in both), strict=True)
    if ordered:
        measures |= {
            "sii_linear": slope_index(groups.near, n).scaled(100),
            "rii_linear": relative_index(groups.near, n),
            "aci": absolute_concentration_index(groups).scaled(100),
            "rci": relative_concentration_index(groups),
            "rci_erreygers": erreygers_index(groups),
            "rci_wagstaff": wagstaff_index(groups),
        }
    return measures


def _figures_only(values: np.ndarray, groups: Groups) -> Groups:
    """Groups of other figures; their limits are not compared."""
    figures = Figures(values, values, values)
    return Groups(figures, figures, 1.0, groups.share)


def _healthequal(inputs: dict) -> dict:
    inputs = _in_order(inputs)
    share = _numbers(inputs["numerator"]) / _numbers(inputs["denominator"])
    errors = _numbers(inputs["se_pct"])
    pair = _compared(inputs, share)
    first, second = (share[g] * 100 for g in pair)
    both = ((first, second), (errors[pair[0]], errors[pair[1]]))
    people = _numbers(inputs["denominator"]) / _numbers(inputs["denominator"]).sum()
    measures = {
        "d": normal_difference(*both),
        "r": log_normal_ratio(*both),
        "bgv": between_group_variance_limits(share * 100, errors, people),
        **_measures(inputs),
    }
    return {
        name: {"estimate": f.value, "lowerci": f.lower, "upperci": f.upper}
        for name, f in measures.items()
    }


def _ordered_groups(inputs: dict) -> tuple[Groups, float, Curve | None]:
    """Groups of a gradient, the multiplier of their unit and the curve that suits it."""
    if "x" in inputs:
        counts = _numbers(inputs["x"]), _numbers(inputs["pop"])
        return rate_groups(*counts), PER, Curve.LOG
    if "numerator" in inputs:
        counts = _numbers(inputs["numerator"]), _numbers(inputs["denominator"])
        return proportion_groups(*counts), 1, Curve.LOGIT
    size, value = _numbers(inputs["pop"]), _numbers(inputs["v"])
    figures = Figures(value, value, value)
    return Groups(figures, figures, 1.0, size / size.sum()), 1, None


def _phe_sii(inputs: dict) -> dict:
    groups, per, curve = _ordered_groups(inputs)
    ends = fitted_ends(groups.near, groups.share)
    slope = slope_index(groups.near, groups.share)
    fits = {"FALSE": (slope, relative_index(groups.near, groups.share), ends[0])}
    if curve is not None:
        curved = curved_gradient(groups, curve)
        fits["TRUE"] = curved.slope, curved.relative, curved.start
    return {
        f"transform={name};multiplier={sign}": {
            "sii": slope.scaled(sign * per).value,
            "rii": (relative if sign > 0 else relative.inverted()).value,
            # The untransformed intercept of the reference is not scaled.
            "intercept": start.scaled(per * (abs(sign) if name == "TRUE" else 1)).value,
        }
        for name, (slope, relative, start) in fits.items()
        for sign in (1, -1, 100, -100)
    }


def _standardised(inputs: dict) -> dict:
    if "f" in inputs:
        return {"calculate_dsr": _both_levels(_repeats, inputs)}
    counts = _numbers(inputs["x"]), _numbers(inputs["n"])
    against = _numbers(inputs["x_ref"]), _numbers(inputs["n_ref"])
    standard = _numbers(inputs["stdpop"])
    return {
        "calculate_dsr": _both_levels(
            lambda _, c: directly_standardised_rate(*counts, standard, c).scaled(PER),
            inputs,
        ),
        "calculate_ISRatio": _both_levels(
            lambda _, c: indirectly_standardised_ratio(*counts, *against, c), inputs
        ),
        "calculate_ISRate": _both_levels(
            lambda _, c: indirectly_standardised_rate(*counts, *against, c).scaled(PER),
            inputs,
        ),
    }


def _repeats(inputs: dict, confidence: float) -> Figures:
    bands = list(dict.fromkeys(inputs["ageband"]))
    times = sorted(set(inputs["f"]))
    people = np.zeros((len(times), len(bands)))
    size, standard = np.zeros(len(bands)), np.zeros(len(bands))
    columns = ("ageband", "f", "x", "n", "std")
    for band, f, x, n, std in zip(*(inputs[c] for c in columns), strict=True):
        people[times.index(f), bands.index(band)] = x
        size[bands.index(band)], standard[bands.index(band)] = n, std
    return directly_standardised_repeats(
        people, times, size, standard, confidence
    ).scaled(PER)


def _both_levels(measure: Any, inputs: dict) -> dict:
    usual, wide = measure(inputs, 0.95), measure(inputs, 0.998)
    return {
        "value": usual.value,
        "lowercl": usual.lower,
        "uppercl": usual.upper,
        "lower95_0cl": usual.lower,
        "upper95_0cl": usual.upper,
        "lower99_8cl": wide.lower,
        "upper99_8cl": wide.upper,
    }


def _mean(inputs: dict) -> dict:
    names = sorted(set(inputs["group"]))
    rows = np.full((len(names), len(inputs["x"])), np.nan)
    for i, (group, x) in enumerate(zip(inputs["group"], inputs["x"], strict=True)):
        rows[names.index(group), i] = np.nan if x is None else x
    levels = _both_levels(mean, rows)
    return {"phe_mean": {**levels, "stdev": standard_deviation(rows)}}


def _classes(signal: np.ndarray) -> list[str]:
    return [SIGNIFICANCE[int(code)] for code in signal]


def _funnel(inputs: dict) -> dict:
    if "obs" in inputs:
        signal = ratio_signal(_numbers(inputs["obs"]), _numbers(inputs["ex"]))
    else:
        judge = rate_signal if "rate" in inputs else proportion_signal
        signal = judge(_numbers(inputs["x"]), _numbers(inputs["n"]))
    return {"significance": _classes(signal)}


def _quantiles(inputs: dict) -> dict:
    values = _numbers(inputs["v"])
    deciles = quantile_groups(values, 10, highest_first=True)
    quintiles = quantile_groups(values, 5, highest_first=False)
    return {"dec": {"quantile": deciles}, "quint": {"quantile": quintiles}}


def _groups(inputs: dict) -> dict:
    counts = _numbers(inputs["numerator"]), _numbers(inputs["denominator"])
    return {
        "phe_proportion": _phe(wilson_proportion, *counts, 100),
        "phe_rate_per_100000": _phe(rate, *counts, PER),
        "funnel_proportion": _classes(proportion_signal(*counts)),
        "healthequal": _healthequal(inputs),
    }


def _single(limits: Any, name: str, per: float) -> Any:
    return lambda inputs: {
        name: _phe(limits, _numbers(inputs["x"]), _numbers(inputs["n"]), per)
    }


FAMILIES = {
    "groups": _groups,
    "proportion": _single(wilson_proportion, "phe_proportion", 1),
    "rate": _single(rate, "phe_rate", PER),
    "sii": _phe_sii,
    "dsr": _standardised,
    "mean": _mean,
    "funnel": _funnel,
    "quantile": _quantiles,
}


def inequality(family: str, inputs: dict) -> dict:
    if family not in FAMILIES:
        return {"error": f"efqi does not give the measures of family '{family}'."}
    return FAMILIES[family](_lists(inputs))


def gap_verdict(
    numerator: Any, denominator: Any, months_before: int, contrast: Any, scale: str
) -> dict:
    events, people = np.asarray(numerator, float), np.asarray(denominator, float)
    is_after = np.arange(events.shape[1]) >= months_before
    counts = Counts(events, people, Variation.PROPORTION)
    weights = np.asarray(contrast, float)
    series = contrast_series(counts, is_after, weights, Scale(scale))
    change = posterior(series, Calendar(is_after, 12), GAP_PRIOR).change
    return {
        "probability_widened": change.above_zero,
        "estimate": change.mean,
        "lower90": change.quantile(0.05),
        "upper90": change.quantile(0.95),
    }
