"""Peers' points and single-figure limits, from synthetic inputs.

PHEindicatormethods 2.1.0 and healthequal 1.0.1; see inequality/measures.json. A peer's
interval for a gradient is no oracle and is not compared (docs/reference/inequality.md).
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from efqi.stats.healthequal import log_normal_ratio, normal_difference
from efqi.stats.inequality import (
    difference,
    fitted_ends,
    ratio,
    relative_index,
    slope_index,
)
from efqi.stats.limits import Figures
from efqi.stats.proportions import proportion, wilson_proportion
from efqi.stats.rates import rate

Case = dict[str, Any]
CASES: list[Case] = json.loads(
    (Path(__file__).parent / "inequality" / "measures.json").read_text()
)["cases"]
CLOSE = {"rtol": 1e-9, "atol": 1e-12}


def having(*measures: str) -> Any:
    chosen = [c for c in CASES if set(measures) <= set(c["expected"])]
    assert chosen
    return pytest.mark.parametrize("case", chosen, ids=lambda c: c["id"])


def counts(case: Case) -> tuple[np.ndarray, np.ndarray]:
    i = case["inputs"]
    x, n = i.get("numerator", i.get("x")), i.get("denominator", i.get("n"))
    return np.array(x, float), np.array(n, float)


def compared(case: Case) -> tuple[int, int]:
    """Which two groups healthequal compares (rank ends, reference, or extremes)."""
    i = case["inputs"]
    share = np.divide(*counts(case))
    best, worst = int(share.argmax()), int(share.argmin())
    ends = (best, worst)
    if i["rank"][0] is not None:
        ends = (int(np.argmax(i["rank"])), int(np.argmin(i["rank"])))
        return ends if i["favourable"] else ends[::-1]
    if 1 in i["reference"]:
        at = i["reference"].index(1)
        others = np.delete(np.arange(len(share)), at)
        if i["favourable"]:
            return at, int(others[share[others].argmin()])
        return int(others[share[others].argmax()]), at
    return ends


def assert_limits(figures: Figures, want: Case, level: str) -> None:
    np.testing.assert_allclose(figures.value, want["value"], **CLOSE)
    np.testing.assert_allclose(figures.lower, want[f"lower{level}cl"], **CLOSE)
    np.testing.assert_allclose(figures.upper, want[f"upper{level}cl"], **CLOSE)


@pytest.mark.parametrize(("confidence", "level"), [(0.95, "95_0"), (0.998, "99_8")])
@having("phe_proportion")
def test_wilson_proportion_equals_phe(
    case: Case, confidence: float, level: str
) -> None:
    per = 100 if case["family"] == "groups" else 1
    got = wilson_proportion(*counts(case), confidence).scaled(per)
    assert_limits(got, case["expected"]["phe_proportion"], level)


@pytest.mark.parametrize(("confidence", "level"), [(0.95, "95_0"), (0.998, "99_8")])
@having("phe_rate_per_100000")
def test_rate_of_groups_equals_phe(case: Case, confidence: float, level: str) -> None:
    got = rate(*counts(case), confidence).scaled(100_000)
    assert_limits(got, case["expected"]["phe_rate_per_100000"], level)


@pytest.mark.parametrize(("confidence", "level"), [(0.95, "95_0"), (0.998, "99_8")])
@having("phe_rate")
def test_rate_around_ten_events_equals_phe(
    case: Case, confidence: float, level: str
) -> None:
    got = rate(*counts(case), confidence).scaled(100_000)
    assert_limits(got, case["expected"]["phe_rate"], level)


@having("d")
def test_difference_equals_healthequal(case: Case) -> None:
    x, n = counts(case)
    a, b = compared(case)
    got = difference(proportion(x[a], n[a]), proportion(x[b], n[b])).scaled(100)
    np.testing.assert_allclose(got.value, case["expected"]["d"]["estimate"], **CLOSE)


@having("r")
def test_ratio_equals_healthequal(case: Case) -> None:
    x, n = counts(case)
    a, b = compared(case)
    got = ratio(proportion(x[a], n[a]), proportion(x[b], n[b]))
    np.testing.assert_allclose(got.value, case["expected"]["r"]["estimate"], **CLOSE)


@having("d", "r")
def test_healthequal_limits_are_reproduced_under_its_name(case: Case) -> None:
    percent = 100 * np.divide(*counts(case))
    errors = case["inputs"]["se_pct"]
    a, b = compared(case)
    for measure, method in (("d", normal_difference), ("r", log_normal_ratio)):
        got = method((percent[a], percent[b]), (errors[a], errors[b]))
        want = case["expected"][measure]
        if want["lowerci"] is not None and 0 not in (errors[a], errors[b]):
            np.testing.assert_allclose(got.lower, want["lowerci"], **CLOSE)
            np.testing.assert_allclose(got.upper, want["upperci"], **CLOSE)


@having("sii_linear")
def test_slope_index_equals_healthequal(case: Case) -> None:
    x, n = counts(case)
    got = slope_index(proportion(x, n), n).scaled(100).value
    want = case["expected"]["sii_linear"]["estimate"]
    np.testing.assert_allclose(got, want, rtol=1e-9)


@having("rii_linear")
def test_relative_index_equals_healthequal(case: Case) -> None:
    x, n = counts(case)
    got = relative_index(proportion(x, n), n).value
    want = case["expected"]["rii_linear"]["estimate"]
    np.testing.assert_allclose(got, want, rtol=1e-9)


@having("phe_sii")
def test_slope_and_relative_index_of_rates_equal_phe(case: Case) -> None:
    exposure = np.array(case["inputs"]["pop"], float)
    rates = rate(np.array(case["inputs"]["x"], float), exposure).scaled(100_000)
    want = case["expected"]["phe_sii"]
    got = {
        "sii": slope_index(rates, exposure).value,
        "rii": relative_index(rates, exposure).value,
        "intercept": fitted_ends(rates, exposure)[0].value,
    }
    for name, value in got.items():
        np.testing.assert_allclose(value, want[name], rtol=1e-9)
