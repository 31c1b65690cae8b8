"""Peers' points of measures over many groups, from synthetic inputs.

healthequal 1.0.1 and PHEindicatormethods 2.1.0; see inequality/many_groups.json. Their
intervals are no oracle: only that of `bgv` is reproduced, under the peer's name.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

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
    between_group_variance,
    coefficient_of_variation,
    index_of_disparity,
    mean_difference_from_best,
    mean_difference_from_mean,
    mean_difference_from_reference,
    mean_log_deviation,
    theil_index,
)
from efqi.stats.funnel import proportion_signal
from efqi.stats.groups import Groups, proportion_groups
from efqi.stats.healthequal import between_group_variance_limits, without_zeros
from efqi.stats.impact import (
    population_attributable_fraction,
    population_attributable_risk,
)
from efqi.stats.limits import Figures

Case = dict[str, Any]
CASES: list[Case] = json.loads(
    (Path(__file__).parent / "inequality" / "many_groups.json").read_text()
)["cases"]
EACH = pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
PEOPLE = Weight.PEOPLE


def groups_of(case: Case) -> Groups:
    i = case["inputs"]
    return proportion_groups(i["numerator"], i["denominator"])


def best_of(case: Case) -> Best:
    return Best.HIGHEST if case["inputs"]["favourable"] else Best.LOWEST


def reference_of(case: Case) -> int:
    return int(case["inputs"]["reference"].index(1))


def top_of(case: Case) -> int | None:
    """The top rank; `par` and `paf` leave the declared reference aside."""
    rank = case["inputs"]["rank"]
    return None if rank[0] is None else int(np.argmax(rank))


def zeros_as_healthequal_has_them(groups: Groups) -> Groups:
    y = without_zeros(100 * groups.value)
    figures = Figures(y, y, y)
    return Groups(figures, figures, 1.0, groups.share)


MEASURES: dict[str, Callable[[Groups, Case], Figures]] = {
    "par": lambda g, c: population_attributable_risk(g, best_of(c), top_of(c)).scaled(
        100
    ),
    "paf": lambda g, c: population_attributable_fraction(g, best_of(c), top_of(c)),
    "bgv": lambda g, _: between_group_variance(g).scaled(100**2),
    "bgsd": lambda g, _: between_group_deviation(g).scaled(100),
    "cov": lambda g, _: coefficient_of_variation(g),
    "mld": lambda g, _: mean_log_deviation(zeros_as_healthequal_has_them(g)),
    "ti": lambda g, _: theil_index(zeros_as_healthequal_has_them(g)),
    "idisu": lambda g, _: index_of_disparity(g),
    "idisw": lambda g, _: index_of_disparity(g, PEOPLE),
    "mdmu": lambda g, _: mean_difference_from_mean(g).scaled(100),
    "mdmw": lambda g, _: mean_difference_from_mean(g, PEOPLE).scaled(100),
    "mdbu": lambda g, c: mean_difference_from_best(g, best_of(c)).scaled(100),
    "mdbw": lambda g, c: mean_difference_from_best(g, best_of(c), PEOPLE).scaled(100),
    "mdru": lambda g, c: mean_difference_from_reference(g, reference_of(c)).scaled(100),
    "mdrw": lambda g, c: mean_difference_from_reference(
        g, reference_of(c), PEOPLE
    ).scaled(100),
    "aci": lambda g, _: absolute_concentration_index(g).scaled(100),
    "rci": lambda g, _: relative_concentration_index(g),
    "rci_erreygers": lambda g, _: erreygers_index(g),
    "rci_wagstaff": lambda g, _: wagstaff_index(g),
}
PAIRS = [(c, m) for c in CASES for m in MEASURES if m in c["expected"]]


@pytest.mark.parametrize(("case", "measure"), PAIRS, ids=lambda v: v if isinstance(v, str) else v["id"])  # fmt: skip
def test_point_equals_healthequal(case: Case, measure: str) -> None:
    got = MEASURES[measure](groups_of(case), case)
    want = case["expected"][measure]
    np.testing.assert_allclose(got.value, want, rtol=1e-8, atol=1e-9)


@EACH
def test_no_expected_measure_goes_uncompared(case: Case) -> None:
    assert set(case["expected"]) <= {*MEASURES, "classes", "bgv_limits", "logit"}


@pytest.mark.parametrize(
    "case", [c for c in CASES if "bgv_limits" in c["expected"]], ids=lambda c: c["id"]
)
def test_healthequal_limits_of_the_variance_are_reproduced_under_its_name(case):
    groups = groups_of(case)
    got = between_group_variance_limits(
        100 * groups.value, case["inputs"]["se_pct"], groups.share
    )
    np.testing.assert_allclose(
        [got.lower, got.upper], case["expected"]["bgv_limits"], rtol=1e-8
    )


@EACH
def test_funnel_classes_equal_phe(case: Case) -> None:
    names = {
        "Not significant": 0, "High (0.025)": 1, "High (0.001)": 2,
        "Low (0.025)": -1, "Low (0.001)": -2,
    }  # fmt: skip
    i = case["inputs"]
    got = proportion_signal(i["numerator"], i["denominator"])
    assert [names[c] for c in case["expected"]["classes"]] == got.tolist()


@pytest.mark.parametrize(
    "case", [c for c in CASES if "logit" in c["expected"]], ids=lambda c: c["id"]
)
def test_logit_gradient_equals_phe(case: Case) -> None:
    got, want = curved_gradient(groups_of(case), Curve.LOGIT), case["expected"]["logit"]
    values = [got.slope.value, got.relative.value, got.start.value]
    np.testing.assert_allclose(values, list(want.values()), rtol=1e-8, atol=1e-12)
