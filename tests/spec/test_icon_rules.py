"""What icons say: the tables of docs/reference/spc.md are the rules."""

from pathlib import Path

import numpy as np
import pytest

from efqi.stats.spc.icon import assurance, variation

SIDES = {"none": 0, "low": -1, "high": 1, "either": 0}


PAGE = Path(__file__).parents[2] / "docs" / "reference" / "spc.md"


def rows(name):
    lines = PAGE.read_text(encoding="utf-8").split(f"<!-- table: {name} -->\n")[1]
    body = lines.split("\n\n")[0].splitlines()[2:]
    return [[cell.strip(" `") for cell in row.strip("|").split("|")] for row in body]


@pytest.mark.parametrize(("cause", "points", "better", "icon"), rows("variation"))
def test_variation_follows_the_last_point(cause, points, better, icon):
    last = np.array([SIDES[cause]], dtype=np.int8)
    assert variation(last, np.array([int(points)]), SIDES[better]) == (icon,)


@pytest.mark.parametrize(("limits", "target", "better", "icon"), rows("assurance"))
def test_assurance_follows_the_limits(limits, target, better, icon):
    ends = [np.nan, np.nan] if limits == "none" else map(float, limits.split(" to "))
    lower, upper = (np.array([end]) for end in ends)
    goal = None if target == "none" else float(target)
    assert assurance(lower, upper, goal, SIDES[better]) == (icon,)


def test_many_series_are_read_at_once():
    last = np.array([0, 1, -1, 1], dtype=np.int8)
    assert variation(last, np.array([20, 20, 20, 3]), 1) == (
        "common_cause",
        "improvement",
        "concern",
        "cannot_tell",
    )
