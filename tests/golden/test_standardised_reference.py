"""PHEindicatormethods 2.1.0 on synthetic inputs; see inequality/standardised.json."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from efqi.stats.curved_gradient import Curve, curved_gradient
from efqi.stats.funnel import proportion_signal, ratio_signal
from efqi.stats.groups import rate_groups
from efqi.stats.limits import Figures
from efqi.stats.means import mean, standard_deviation
from efqi.stats.quantiles import quantile_groups
from efqi.stats.standardisation import (
    directly_standardised_rate,
    indirectly_standardised_rate,
    indirectly_standardised_ratio,
)

Case = dict[str, Any]
CASES: list[Case] = json.loads(
    (Path(__file__).parent / "inequality" / "standardised.json").read_text()
)["cases"]
CLOSE = {"rtol": 1e-8, "atol": 1e-12}
LEVELS = pytest.mark.parametrize(
    ("confidence", "level"), [(0.95, "95_0"), (0.998, "99_8")]
)
PER = 100_000


def family(name: str) -> Any:
    chosen = [c for c in CASES if c["family"] == name]
    assert chosen
    return pytest.mark.parametrize("case", chosen, ids=lambda c: c["id"])


def assert_equal(got: Figures, want: Case, level: str) -> None:
    np.testing.assert_allclose(got.value, want["value"], **CLOSE)
    np.testing.assert_allclose(got.lower, want[f"lower{level}cl"], **CLOSE)
    np.testing.assert_allclose(got.upper, want[f"upper{level}cl"], **CLOSE)


@LEVELS
@family("dsr")
def test_standardised_rates_equal_phe(
    case: Case, confidence: float, level: str
) -> None:
    i, want = case["inputs"], case["expected"]
    direct = directly_standardised_rate(i["x"], i["n"], i["stdpop"], confidence)
    against = (i["x"], i["n"], i["x_ref"], i["n_ref"], confidence)
    assert_equal(direct.scaled(PER), want["calculate_dsr"], level)
    ratio, per = (
        indirectly_standardised_ratio(*against),
        indirectly_standardised_rate(*against),
    )
    assert_equal(ratio, want["calculate_ISRatio"], level)
    assert_equal(per.scaled(PER), want["calculate_ISRate"], level)


@LEVELS
@family("mean")
def test_means_equal_phe(case: Case, confidence: float, level: str) -> None:
    group, x = np.array(case["inputs"]["group"]), np.array(case["inputs"]["x"])
    want = case["expected"]["phe_mean"]
    for i, name in enumerate(sorted(set(group))):
        one = {key: value[i] for key, value in want.items()}
        assert_equal(mean(x[group == name], confidence), one, level)
        got = standard_deviation(x[group == name])
        np.testing.assert_allclose(got, one["stdev"], **CLOSE)


@family("funnel")
def test_funnel_classes_equal_phe(case: Case) -> None:
    i = case["inputs"]
    signal = (
        ratio_signal(i["obs"], i["ex"])
        if "obs" in i
        else proportion_signal(i["x"], i["n"])
    )
    names = {0: "Not significant", 1: "High (0.025)", 2: "High (0.001)",
             -1: "Low (0.025)", -2: "Low (0.001)"}  # fmt: skip
    got = [names[int(code)] for code in signal]
    assert got == case["expected"]["significance"]["significance"]


@family("quantile")
def test_quantiles_equal_phe(case: Case) -> None:
    v, want = case["inputs"]["v"], case["expected"]
    deciles = quantile_groups(v, 10, highest_first=True)
    quintiles = quantile_groups(v, 5, highest_first=False)
    assert deciles.tolist() == want["dec"]["quantile"]
    assert quintiles.tolist() == want["quint"]["quantile"]


@family("sii")
def test_log_gradient_equals_phe(case: Case) -> None:
    i, want = case["inputs"], case["expected"]["transform=TRUE;multiplier=1"]
    got = curved_gradient(rate_groups(i["x"], i["pop"]), Curve.LOG)
    np.testing.assert_allclose(got.slope.value * PER, want["sii"], **CLOSE)
    np.testing.assert_allclose(got.relative.value, want["rii"], **CLOSE)
    np.testing.assert_allclose(got.start.value * PER, want["intercept"], **CLOSE)
