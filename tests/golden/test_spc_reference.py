import csv
import gzip
import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

from efqi.stats.spc.run_limits import crossings_needed, longest_run_allowed
from efqi.stats.spc.subgroup import mean_of_deviation

HERE = Path(__file__).parent / "spc"
LINES = ("y", "cl", "lcl", "ucl", "lcl95", "ucl95")
MODES = ("screened", "unscreened")
CASES = {path.stem: json.loads(path.read_text()) for path in HERE.glob("syn_*.json")}


def load_adapter():
    path = Path(__file__).parents[1] / "conformance" / "adapter.py"
    spec = importlib.util.spec_from_file_location("spc_reference_adapter", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ADAPTER = load_adapter()


def battery(name):
    with gzip.open(HERE / f"{name}.json.gz", "rt") as file:
        return json.load(file)


def listed(values):
    return values if isinstance(values, list) else [values]


def assert_lines(want, got, names):
    for name in set(names) & set(want):
        expected = [np.nan if v is None else v for v in listed(want[name])]
        np.testing.assert_allclose(
            got[name][: len(expected)], expected, rtol=1e-9, atol=1e-9, err_msg=name
        )


def copies_sigma_defect(case):
    given = case["input"]
    return case["chart"] == "ip" and bool(given.get("freeze") or given.get("exclude"))


def qicharts2_cases():
    return [
        (name, mode)
        for name, case in sorted(CASES.items())
        for mode in MODES
        if f"qicharts2_{mode}" in case and name != "syn_t_zero_error"
    ]


def plotthedots_cases():
    return [
        (name, mode)
        for name, case in sorted(CASES.items())
        for mode in MODES
        if f"NHSRplotthedots_{mode}" in case
    ]


@pytest.mark.parametrize(("name", "mode"), qicharts2_cases())
def test_chart_equals_qicharts2(name, mode):
    case = CASES[name]
    want = case[f"qicharts2_{mode}"]
    got = ADAPTER.spc(case, screened=mode == "screened")
    names = LINES[:2] if copies_sigma_defect(case) else LINES
    assert_lines(want["points"], got["points"], names)
    if not copies_sigma_defect(case):
        signals = listed(want["points"]["sigma_signal"])
        assert got["points"]["sigma_signal"].tolist() == signals
    for expected, found in zip(want["parts"], got["parts"], strict=True):
        assert found == {key: expected[key] for key in found}


def test_times_of_zero_are_refused_as_the_reference_does():
    case = CASES["syn_t_zero_error"]
    assert "above zero" in ADAPTER.spc(case, screened=True)["error"]


@pytest.mark.parametrize(("name", "mode"), plotthedots_cases())
def test_rules_and_icons_equal_nhsrplotthedots(name, mode):
    case = CASES[name]
    want = case[f"NHSRplotthedots_{mode}"]
    got = ADAPTER.plotthedots(case, want["options"])
    assert_lines(want["points"], got["points"], ("mean", "lpl", "upl"))
    for field in ("special_cause_type", "point_type"):
        assert list(got["points"][field]) == listed(want["points"][field])
    for field in ("variation_icon", "assurance_icon"):
        assert got[field] == want[field]


@pytest.mark.parametrize("chart", ["p", "pp", "u", "up", "c", "g", "t", "ip"])
def test_random_counts_equal_qicharts2(chart):
    rows = [row for row in battery("battery_attribute") if row["chart"] == chart]
    compared = 0
    for row in rows:
        given = {key: row.get(key) for key in ("y", "n", "part", "freeze")}
        case = {"chart": chart, "input": given}
        names = ("cl",) if copies_sigma_defect(case) else ("cl", "lcl", "ucl")
        for mode in MODES:
            if row.get(mode):
                got = ADAPTER.spc(case, screened=mode == "screened")
                assert_lines(row[mode], got["points"], names)
                compared += 1
    assert compared >= 20


def test_random_run_charts_equal_qicharts2():
    for row in battery("battery_run_i_ptd"):
        case = {"chart": "run", "input": {"y": row["y"]}}
        part = ADAPTER.spc(case, screened=True)["parts"][0]
        assert part == {key: row["run"][key] for key in part}, row["id"]


def test_random_individuals_equal_qicharts2():
    for row in battery("battery_run_i_ptd"):
        case = {"chart": "i", "input": {"y": row["y"]}}
        for mode in MODES:
            got = ADAPTER.spc(case, screened=mode == "screened")["points"]
            assert_lines(row[f"i_{mode}"], got, ("cl", "lcl", "ucl"))
        signals = np.flatnonzero(
            ADAPTER.spc(case, screened=True)["points"]["sigma_signal"]
        )
        assert (signals + 1).tolist() == listed(row["i_screened"]["sigma_signal_at"])


def test_random_series_equal_nhsrplotthedots():
    for row in battery("battery_run_i_ptd"):
        options = {
            "improvement_direction": row["direction"],
            "target": row.get("target"),
        }
        got = ADAPTER.plotthedots({"input": {"y": row["y"]}}, options)["points"]
        assert_lines(row["ptd"], got, ("mean", "lpl", "upl"))
        for field in ("special_cause_type", "point_type"):
            assert list(got[field]) == row["ptd"][field], row["id"]


def test_run_limits_equal_the_published_table():
    with (HERE / "anhoej_limits.csv").open() as file:
        rows = np.array([[int(v) for v in row] for row in list(csv.reader(file))[1:]])
    useful, longest, crossings = rows.T
    assert longest_run_allowed(useful).tolist() == longest.tolist()
    assert crossings_needed(useful).tolist() == crossings.tolist()


def test_constants_of_the_standard_deviation_equal_the_reference():
    with (HERE / "constants_s.csv").open() as file:
        rows = [[float(v) for v in row] for row in list(csv.reader(file))[1:]]
    size, c4, c5, a3, b3, b4 = np.array(rows).T
    got = mean_of_deviation(size)
    spread = 3 * np.sqrt(1 - got**2) / got
    np.testing.assert_allclose(got, c4, rtol=1e-9)
    np.testing.assert_allclose(np.sqrt(1 - got**2), c5, rtol=1e-9)
    np.testing.assert_allclose(3 / (got * np.sqrt(size)), a3, rtol=1e-9)
    np.testing.assert_allclose(np.maximum(0, 1 - spread), b3, rtol=1e-9)
    np.testing.assert_allclose(1 + spread, b4, rtol=1e-9)
