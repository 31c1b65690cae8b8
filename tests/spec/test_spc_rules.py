"""The tables of docs/reference/spc.md are the rules."""

from pathlib import Path

import numpy as np
import pytest

from efqi.stats.spc.limits import ProcessLimits
from efqi.stats.spc.plotthedots import special_causes
from efqi.stats.spc.runs import anhoej_runs

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "spc.md"
LETTERS = ".LTWS"


def table(name):
    lines = PAGE.read_text(encoding="utf-8").split(f"<!-- table: {name} -->\n")[1]
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


@pytest.mark.parametrize("row", table("nhsrplotthedots-0.2.2"), ids=lambda row: row[0])
def test_plot_the_dots_rule_is_as_documented(row):
    values, signals = row
    limits = limits_around_zero(np.array([float(v) for v in values.split()]))
    causes = special_causes(limits)[:, 0]
    letters = [LETTERS[abs(c)] for c in causes]
    shown = [a if c >= 0 else a.lower() for a, c in zip(letters, causes, strict=True)]
    assert "".join(shown) == signals
