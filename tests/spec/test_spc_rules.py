"""The tables of docs/reference/spc/rules/ are the rules."""

from pathlib import Path

import numpy as np
import pytest

from efqi.stats.spc.limits import ProcessLimits
from efqi.stats.spc.rule_sets import RULE_SETS, rule_signals
from efqi.stats.spc.run_limits import exact_limits, run_box
from efqi.stats.spc.runs import anhoej_runs

PAGES = Path(__file__).parents[2] / "docs" / "reference" / "spc" / "rules"
LETTERS = {
    "beyond_limit": "L",
    "trend": "T",
    "two_of_three": "W",
    "shift": "S",
    "four_of_five": "F",
    "inner_third": "I",
    "alternating": "A",
    "outside_inner_third": "O",
}
BY_VALUES = ("mdc", "nhsrplotthedots-0.2.2", "ihi", "nelson")


def table(name, page=""):
    page = (PAGES / f"{page or name}.md").read_text(encoding="utf-8")
    lines = page.split(f"<!-- table: {name} -->\n")[1]
    body = lines.split("\n\n")[0].splitlines()[2:]
    return [[cell.strip(" `") for cell in row.strip("|").split("|")] for row in body]


def limits_around_zero(values):
    shape = (len(values), 1)
    return ProcessLimits(
        chart="i",
        value=values[:, None],
        centre=np.zeros(shape),
        lower=np.full(shape, -3.0),
        upper=np.full(shape, 3.0),
        lower_warning=np.full(shape, -2.0),
        upper_warning=np.full(shape, 2.0),
        judged=np.isfinite(values)[:, None],
        phases=(slice(0, len(values)),),
        lower_inner=np.full(shape, -1.0),
        upper_inner=np.full(shape, 1.0),
    )


@pytest.mark.parametrize("row", table("anhoej"), ids=lambda row: row[0])
def test_anhoej_rule_is_as_documented(row):
    pattern, *counts, signal = row
    side = np.array([[{"+": 1, "-": -1, "0": 0}[c]] for c in pattern], dtype=np.int8)
    runs = anhoej_runs(side, np.ones(side.shape, dtype=bool))
    found = (
        runs.useful,
        runs.longest,
        runs.longest_allowed,
        runs.crossings,
        runs.crossings_needed,
    )
    assert [int(v[0]) for v in found] == [int(v) for v in counts]
    assert bool(runs.signal[0]) is (signal == "yes")


def letters(values, rule_set):
    """The first rule that fits each point, small on the low side."""
    shown = ["."] * len(values)
    for signal in reversed(
        rule_signals(limits_around_zero(values), RULE_SETS[rule_set])
    ):
        letter = LETTERS[signal.rule]
        for i, side in enumerate(signal.side[:, 0]):
            if side:
                shown[i] = letter.lower() if side < 0 else letter
    return "".join(shown)


@pytest.mark.parametrize(
    ("rule_set", "values", "signals"),
    [(rule_set, *row) for rule_set in BY_VALUES for row in table(rule_set)],
)
def test_rule_set_is_as_documented(rule_set, values, signals):
    assert letters(np.array([float(v) for v in values.split()]), rule_set) == signals


@pytest.mark.parametrize("row", table("exact"), ids=lambda row: " ".join(row))
def test_exact_limits_are_as_documented(row):
    above, below, *expected = (int(cell) for cell in row)
    limits = exact_limits(np.array([above]), np.array([below]), np.array([0]))
    found = (limits.above, limits.below, limits.crossings)
    assert [int(limit[0]) for limit in found] == expected


@pytest.mark.parametrize("row", table("boxes"), ids=lambda row: row[0])
def test_boxes_are_as_documented(row):
    box = run_box(int(row[0]))
    best = f"{box.crossings}, {box.longest}"
    is_cut = box.border_longest < box.longest
    cut = [str(box.border_crossings), str(box.border_longest)] if is_cut else ["", ""]
    assert row[1:] == [best, *cut]
