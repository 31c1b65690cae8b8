"""Try to carry exact counts out of a Release by walking every field of it."""

import re
from dataclasses import fields, is_dataclass
from datetime import date

import numpy as np
import polars as pl
import pytest

from efqi.disclosure.make import release
from efqi.disclosure.policy import policy
from efqi.equity.analysis import Question, analyse
from efqi.equity.contrast import Contrast, Margin
from efqi.measures.dimension import Dimension
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind, Measure
from efqi.measures.table import MeasureTable

SHARING = ["nhs-england", "opensafely-midpoint6", "opensafely-round5"]
GROUPS = ("g0", "g1", "unknown")
MODEL = {
    # Results of a model, and of charts that judge exact counts: rounded, not counted.
    "change",
    "probability_widened",
    "probability_improved",
    "largest_widening_not_ruled_out",
    "drift_to_overturn",
    "intervals_to_see_change",
    "intervals_to_clear",
    "matched_months",
    "centres",
    "lowers",
    "uppers",
    "signal",
    "signals_before",
    "signals_after",
}


def analysis_of(numerator, denominator):
    starts = Interval.MONTH.sequence(date(2023, 4, 1), date(2026, 3, 1))
    rows = []
    for t, start in enumerate(starts):
        counts = [*zip(numerator[t], denominator[t], GROUPS, strict=True)]
        counts.append((numerator[t].sum(), denominator[t].sum(), None))
        rows += [
            ("missed", start, Interval.MONTH.next(start), y / n, float(y), float(n), g)
            for y, n, g in counts
        ]
    names = ("measure", "interval_start", "interval_end", "ratio")
    schema = [*names, "numerator", "denominator", "area"]
    cells = pl.DataFrame(rows, schema=schema, orient="row")
    question = Question(
        Measure("missed", "missed", "visits", Kind.PROPORTION, Direction.LOWER),
        Dimension("area", "area", GROUPS[:2], "g1", is_ordered=True),
        Contrast("missed", "area", "g0", "g1", is_primary=True),
        Margin(1, 10),
        (date(2025, 4, 1),),
    )
    return analyse(MeasureTable(cells, Interval.MONTH, ("area",)), question)


def leaves(part, path=""):
    if is_dataclass(part):
        for each in fields(part):
            yield from leaves(getattr(part, each.name), f"{path}.{each.name}")
    elif isinstance(part, tuple):
        for at, each in enumerate(part):
            yield from leaves(each, f"{path}[{at}]")
    elif isinstance(part, dict):
        for key, each in part.items():
            yield from leaves(each, f"{path}.{key}")
    else:
        yield path, part


@pytest.fixture(scope="module")
def counts():
    """Counts one more or fewer of which every policy for sharing shows alike."""
    rng = np.random.default_rng(8)
    denominator = 30 * rng.integers(28, 33, (36, 3)) + 4
    numerator = 30 * rng.choice([5, 6, 7], (36, 3), p=[0.04, 0.92, 0.04]) + 4
    return numerator, denominator


@pytest.fixture(scope="module")
def released(counts):
    return {name: release([analysis_of(*counts)], policy(name)) for name in SHARING}


@pytest.mark.parametrize("name", SHARING)
def test_no_field_holds_an_exact_count(counts, released, name):
    exact = set()
    for cells in counts:
        for months in (slice(0, 24), slice(24, 36), slice(0, 36)):
            exact |= {*cells[months].sum(axis=0), cells[months].sum()}
        exact |= {*cells.ravel(), *cells.sum(axis=1)}
    told = {float(x) for x in exact if x % 5 and x % 6 != 3}
    assert len(told) > 20
    held = {
        float(leaf)
        for _, leaf in leaves(released[name])
        if isinstance(leaf, int | float)
    }
    assert held & told == set()


def swapped(cells, months):
    """Move one person from the first group to the second in each month, or back."""
    moved = cells.copy()
    for month, people in months.items():
        moved[month, 0] -= people
        moved[month, 1] += people
    return moved


@pytest.mark.parametrize(
    ("name", "months"),
    [
        ("nhs-england", {3: 1}),
        ("opensafely-round5", {3: 1}),
        *((name, {3: 1, 17: -1, 25: 1, 30: -1}) for name in SHARING),
    ],
)
def test_only_model_results_move_with_counts_that_show_alike(
    counts, released, name, months
):
    # Every count, pooled count and total shows as before, so what moves all the same
    # was made from exact counts.
    moved = analysis_of(*(swapped(cells, months) for cells in counts))
    before, after = released[name], release([moved], policy(name))
    # A p' chart would widen its limits by how much exact values vary.
    assert {series.chart for series in after.views[0].series} == {"p"}
    changed = {
        re.sub(r"\[\d+\]", "", path)
        for (path, old), (_, new) in zip(leaves(before), leaves(after), strict=True)
        if repr(old) != repr(new)
    }
    assert changed, "the change is too small to show that anything moves"
    assert {path for path in changed if not MODEL & set(path.split("."))} == set()


def test_one_exact_count_moves_what_is_internal(counts):
    moved = analysis_of(*(swapped(cells, {3: 1}) for cells in counts))
    exact = [
        release([each], policy("internal")) for each in (analysis_of(*counts), moved)
    ]
    points = [found.views[0].series[0].points[3].numerator.value for found in exact]
    assert points[0] - points[1] == 1
