"""Rules beside other programs, and boxes beside their published table."""

import csv
import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from efqi.stats.spc.limits import ProcessLimits
from efqi.stats.spc.rule_sets import RULE_SETS, rule_signals
from efqi.stats.spc.run_law import crossings_and_longest
from efqi.stats.spc.run_limits import BOX_SHIFT, run_box
from efqi.stats.spc.runs import count_runs

HERE = Path(__file__).parent / "spc"
NELSON = [rule.code for rule in RULE_SETS["nelson"].rules]


def peer_cases():
    with gzip.open(HERE / "peer_rules.json.gz", "rt") as file:
        return json.load(file)


def published_boxes():
    with (HERE / "box_limits.csv").open() as file:
        return list(csv.DictReader(file))


def fired(cases, rule_set):
    values = np.array([case["value"] for case in cases]).T
    line = np.ones(values.shape)
    lines = {
        name: height * line
        for name, height in {
            "centre": 0,
            "lower": -3,
            "upper": 3,
            "lower_warning": -2,
            "upper_warning": 2,
            "lower_inner": -1,
            "upper_inner": 1,
        }.items()
    }
    judged, phases = np.isfinite(values), (slice(0, len(values)),)
    limits = ProcessLimits(
        chart="i", value=values, judged=judged, phases=phases, **lines
    )
    signals = rule_signals(limits, RULE_SETS[rule_set])
    return {
        signal.rule: [np.flatnonzero(side).tolist() for side in signal.side.T]
        for signal in signals
    }


@pytest.mark.parametrize("number", range(8))
def test_nelson_rule_fires_where_clinical_qikit_has_it(number):
    cases = peer_cases()
    expected = [case["qikit_nelson"][number] for case in cases]
    assert any(expected)
    assert fired(cases, "nelson")[NELSON[number]] == expected


@pytest.mark.parametrize(("rule", "number"), [("shift", 0), ("trend", 1)])
def test_ihi_rule_fires_where_clinical_qikit_has_it(rule, number):
    cases = peer_cases()
    expected = [case["qikit_ihi"][number] for case in cases]
    assert any(expected)
    assert fired(cases, "ihi")[rule] == expected


@pytest.mark.parametrize(("rule", "test"), [("beyond_limit", 1), ("shift", 2)])
def test_nelson_rule_fires_where_pycontrolcharts_has_it(rule, test):
    cases = peer_cases()
    expected = [case[f"pycontrolcharts_test{test}"] for case in cases]
    assert any(expected)
    assert fired(cases, "nelson")[rule] == expected


def test_boxes_equal_the_published_table():
    for row in published_boxes():
        box = run_box(int(row["useful"]))
        best = (int(row["crossings"]), int(row["longest"]))
        border = (row["border_crossings"], row["border_longest"])
        assert (box.crossings, box.longest) == best, row
        expected = tuple(map(int, border)) if all(border) else best
        assert (box.border_crossings, box.border_longest) == expected, row


@pytest.mark.parametrize("useful", [10, 15, 24, 26, 83])
@pytest.mark.parametrize(
    ("chance", "figure"), [(0.5, "specificity"), (None, "sensitivity")]
)
def test_box_regions_have_their_published_chance(useful, chance, figure):
    from scipy.stats import norm

    law = crossings_and_longest(useful, chance or norm.cdf(BOX_SHIFT))[useful]
    cells = np.diff(law, axis=1, prepend=0)
    box = run_box(useful)
    crossings, longest = np.indices(cells.shape)
    inside = (crossings >= box.crossings) & (longest <= box.longest)
    cut = (longest == box.longest) & (crossings < box.border_crossings)
    cut |= (crossings == box.crossings) & (longest > box.border_longest)
    row = next(r for r in published_boxes() if int(r["useful"]) == useful)
    for method, region in (("best", inside), ("cut", inside & ~cut)):
        held = cells[region].sum()
        found = held if figure == "specificity" else 1 - held
        assert abs(found - float(row[f"{figure}_{method}"])) < 6e-5


@pytest.mark.parametrize("method", ["bestbox", "cutbox"])
def test_run_test_signals_outside_its_region_only(method):
    rng = np.random.default_rng(5)
    side = rng.choice([-1, 1], p=[0.35, 0.65], size=(15, 4_000)).astype(np.int8)
    runs = count_runs(side, np.ones(side.shape, dtype=bool), method)
    # Published for 15 points: at least 4 crossings, runs of at most 7; the cut box also
    # leaves out 4 and 5 crossings with a run of 7.
    expected = (runs.crossings < 4) | (runs.longest > 7)
    if method == "cutbox":
        expected |= np.isin(runs.crossings, (4, 5)) & (runs.longest == 7)
    assert expected.any()
    np.testing.assert_array_equal(runs.signal, expected)
