from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from efqi.disclosure.make import release
from efqi.disclosure.policy import policy
from efqi.equity.analysis import Question, analyse
from efqi.equity.contrast import Contrast, Margin
from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind, Measure
from efqi.measures.table import MeasureTable

SCHEMA = {
    "measure": pl.String,
    "interval_start": pl.Date,
    "interval_end": pl.Date,
    "ratio": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "area": pl.String,
}


def rows_of(numerator, denominator, names, starts, interval):
    for t, start in enumerate(starts):
        for g, name in enumerate(names):
            y, n = float(numerator[t, g]), float(denominator[t, g])
            ratio = y / n if n else None
            yield "missed", start, interval.next(start), ratio, y, n, name


@pytest.fixture(scope="session")
def analysed():
    """Analysis of counts of shape (T, G), the change after two thirds of them."""

    def build(
        numerator,
        denominator,
        *,
        names=None,
        first=date(2023, 4, 1),
        interval=Interval.MONTH,
        kind=Kind.PROPORTION,
        direction=Direction.LOWER,
        has_total=True,
        has_counts=True,
        is_primary=True,
        change=None,
        **declared,
    ):
        numerator, denominator = np.asarray(numerator), np.asarray(denominator)
        length, groups = numerator.shape
        names = names or [f"g{g}" for g in range(groups)]
        starts = [first]
        while len(starts) < length:
            starts.append(interval.next(starts[-1]))
        rows = list(rows_of(numerator, denominator, names, starts, interval))
        if has_total:
            whole = [counts.sum(axis=1)[:, None] for counts in (numerator, denominator)]
            rows += rows_of(*whole, [None], starts, interval)
        cells = pl.DataFrame(rows, schema=SCHEMA, orient="row")
        if not has_counts:
            nothing = pl.lit(None, dtype=pl.Float64)
            cells = cells.with_columns(numerator=nothing, denominator=nothing)
        known = tuple(name for name in names if name != UNKNOWN)
        question = Question(
            Measure("missed", "missed", "visits", kind, direction),
            replace(Dimension("area", "area", known, known[-1]), **declared),
            Contrast("missed", "area", known[0], known[-1], is_primary=is_primary),
            Margin(1, 10),
            (change or starts[length * 2 // 3],),
        )
        return analyse(MeasureTable(cells, interval, ("area",)), question)

    return build


@pytest.fixture(scope="session")
def large(analysed):
    """Five groups and unknown over 36 months, all large enough to show monthly."""
    rng = np.random.default_rng(5)
    denominator = rng.poisson([400, 500, 700, 900, 1000, 300], (36, 6))
    share = np.full((36, 6), [0.18, 0.14, 0.11, 0.09, 0.08, 0.15])
    share[24:] *= [1, 0.85, 0.85, 0.8, 0.5, 1]
    return analysed(
        rng.binomial(denominator, share),
        denominator,
        names=["g0", "g1", "g2", "g3", "g4", UNKNOWN],
        is_ordered=True,
    )


@pytest.fixture(scope="session")
def released(large):
    """What may be shown of `large` under the default policy."""
    return release([large], policy("nhs-england"))


@pytest.fixture(scope="session")
def with_small(analysed):
    """Build two large groups and one of about so many visits a month."""

    def build(size, seed=5, **options):
        rng = np.random.default_rng(seed)
        denominator = rng.poisson([400, 900, 500, size], (36, 4))
        return analysed(rng.binomial(denominator, 0.15), denominator, **options)

    return build
