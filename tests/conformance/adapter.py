"""Translate the cases of the reference results into efqi's public functions.

Holds no statistics of its own.
"""

from typing import Any

import numpy as np

from efqi.errors import MeasureError
from efqi.stats.gap_model import (
    GAP_PRIOR,
    Calendar,
    Counts,
    Scale,
    Variation,
    contrast_series,
    posterior,
)
from efqi.stats.healthequal import log_normal_ratio, normal_difference
from efqi.stats.inequality import fitted_ends, relative_index, slope_index
from efqi.stats.proportions import proportion, wilson_proportion
from efqi.stats.rates import rate
from efqi.stats.spc.baseline import Baseline
from efqi.stats.spc.limits import process_limits
from efqi.stats.spc.plotthedots import plot_the_dots
from efqi.stats.spc.subgroup import subgroup_points

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


def _part(runs: Any, rows: slice, excluded: np.ndarray) -> dict:
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
        "runs_signal": bool(runs.signal[0]),
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
    parts = [
        _part(runs, rows, baseline.exclude)
        for runs, rows in zip(result.runs(), result.phases, strict=True)
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


def _healthequal(inputs: dict) -> dict:
    x, n = _numbers(inputs["numerator"]), _numbers(inputs["denominator"])
    levels, errors = proportion(x, n), _numbers(inputs["se_pct"])
    pair = _compared(inputs, levels.value)
    first, second = (levels.value[g] * 100 for g in pair)
    both = ((first, second), (errors[pair[0]], errors[pair[1]]))
    measures = {"d": normal_difference(*both), "r": log_normal_ratio(*both)}
    if inputs["rank"][0] is not None:
        measures["sii_linear"] = slope_index(levels, n).scaled(100)
        measures["rii_linear"] = relative_index(levels, n)
    return {
        name: {"estimate": f.value, "lowerci": f.lower, "upperci": f.upper}
        for name, f in measures.items()
    }


def _phe_sii(inputs: dict) -> dict:
    exposure = _numbers(inputs["pop"])
    rates = rate(_numbers(inputs["x"]), exposure).scaled(100_000)
    slope, relative = slope_index(rates, exposure), relative_index(rates, exposure)
    intercept = fitted_ends(rates, exposure)[0].value
    return {
        f"transform=FALSE;multiplier={sign}": {
            "sii": slope.scaled(sign).value,
            "rii": (relative if sign > 0 else relative.inverted()).value,
            "intercept": intercept,
        }
        for sign in (1, -1)
    }


def inequality(family: str, inputs: dict) -> dict:
    given = _lists(inputs)
    if family == "groups":
        counts = _numbers(given["numerator"]), _numbers(given["denominator"])
        return {
            "phe_proportion": _phe(wilson_proportion, *counts, 100),
            "phe_rate_per_100000": _phe(rate, *counts, 100_000),
            "healthequal": _healthequal(given),
        }
    if family in {"proportion", "rate"}:
        counts = _numbers(given["x"]), _numbers(given["n"])
        if family == "proportion":
            return {"phe_proportion": _phe(wilson_proportion, *counts, 1)}
        return {"phe_rate": _phe(rate, *counts, 100_000)}
    if family == "sii":
        return _phe_sii(given)
    return {"error": f"efqi does not give the measures of family '{family}' yet."}


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
