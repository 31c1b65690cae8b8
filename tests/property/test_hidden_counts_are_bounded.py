"""Whatever the hidden counts are, the change of the gap lies between the two ends."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from efqi.equity.analysis import analyse
from efqi.equity.contrast import Contrast, Margin
from efqi.equity.hidden_counts import imputed
from efqi.equity.question import Question
from efqi.measures.dimension import Dimension
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind, Measure
from efqi.measures.table import MeasureTable

STARTS = Interval.MONTH.sequence(date(2022, 1, 1), date(2024, 6, 1))
CHANGE = date(2023, 4, 1)
ORDER = ("1", "2", "3")


def table_of(numerator, denominator):
    """Make cells of counts, each of shape (months, groups)."""
    rows = [
        (
            "missed",
            start,
            Interval.MONTH.next(start) - timedelta(days=1),
            k / n,
            k,
            n,
            g,
        )
        for start, ks, ns in zip(STARTS, numerator, denominator, strict=True)
        for g, k, n in zip(ORDER, ks, ns, strict=True)
    ]
    names = ["measure", "interval_start", "interval_end", "ratio"]
    schema = [*names, "numerator", "denominator", "imd"]
    return MeasureTable(
        pl.DataFrame(rows, schema=schema, orient="row"), Interval.MONTH, ("imd",)
    )


def question(reference, direction):
    group = None if reference is None else "1"
    return Question(
        Measure("missed", "missed", "visits", Kind.PROPORTION, direction),
        Dimension("imd", "deprivation", ORDER, "3", is_ordered=True),
        Contrast("missed", "imd", group, reference, is_primary=True),
        Margin(2.0, 10.0),
        (CHANGE,),
    )


def change_of_gap(table, asked):
    absolute = analyse(table, asked).verdict.absolute
    return absolute.after.value - absolute.before.value


@pytest.mark.parametrize("direction", [Direction.LOWER, Direction.HIGHER])
@pytest.mark.parametrize("seed", range(6))
def test_change_of_the_gap_lies_between_the_ends(seed, direction):
    rng = np.random.default_rng(20261123 + seed)
    denominator = rng.integers(20, 60, (len(STARTS), 3)).astype(float)
    numerator = rng.binomial(denominator.astype(int), 0.12).astype(float)
    is_hidden = numerator < 5
    truth = table_of(numerator, denominator)
    keys = ["measure", "interval_start", "imd"]
    hidden = truth.cells.filter(pl.Series(is_hidden.ravel()))
    bounds = hidden.select(
        *keys,
        pl.lit(0.0).alias("numerator_low"),
        pl.lit(4.0).alias("numerator_high"),
        pl.col("denominator").alias("denominator_low"),
        (pl.col("denominator") + 3).alias("denominator_high"),
    )
    known = truth.cells.join(hidden, on=keys, how="anti")
    table = replace(truth, cells=known, bounds=bounds)
    asked = question("3", direction)
    ends = sorted(
        change_of_gap(imputed(table, asked, is_widest=widest), asked)
        for widest in (False, True)
    )
    for _ in range(4):
        filled = np.where(is_hidden, rng.integers(0, 5, numerator.shape), numerator)
        more = np.where(is_hidden, rng.integers(0, 4, numerator.shape), 0)
        found = change_of_gap(table_of(filled, denominator + more), asked)
        assert ends[0] - 1e-9 <= found <= ends[1] + 1e-9
