"""Small measures tables and questions for tests of the judging."""

from datetime import date

import numpy as np
import polars as pl

from efqi.equity.contrast import Contrast, Margin
from efqi.equity.question import Question
from efqi.measures.dimension import Dimension
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind, Measure
from efqi.measures.table import MeasureTable

FIRST = date(2023, 1, 1)
CHANGE = date(2025, 1, 1)
MARGIN = Margin(2.0, 10.0)
SCHEMA = {
    "measure": pl.String,
    "interval_start": pl.Date,
    "interval_end": pl.Date,
    "ratio": pl.Float64,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "group": pl.String,
}


def table(
    events,
    people,
    groups,
    *,
    interval=Interval.MONTH,
    first=FIRST,
    with_total=True,
    ratio_only=False,
    incomplete_from=None,
):
    """Cells of measure "seen"; arrays of shape (T, G), a NaN leaves its row out."""
    rows, start = [], first
    for y, n in zip(np.asarray(events, float), np.asarray(people, float), strict=True):
        cells = list(zip(groups, y, n, strict=True))
        if with_total:
            cells.append((None, np.nansum(y), np.nansum(n)))
        for group, count, size in cells:
            if np.isnan(count) or np.isnan(size):
                continue
            ratio = count / size if size else None
            given = (None, None) if ratio_only else (count, size)
            rows.append(("seen", start, start, ratio, *given, group))
        start = interval.next(start)
    cells = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    return MeasureTable(cells, interval, ("group",), incomplete_from)


def question(
    groups=("a", "b"),
    *,
    group="a",
    reference="b",
    better=Direction.LOWER,
    kind=Kind.PROPORTION,
    per=1.0,
    ordered=False,
    margin=MARGIN,
    changes=(CHANGE,),
):
    """Ask whether the gap between `group` and `reference` changed."""
    return Question(
        Measure("seen", "missed appointments", "appointments", kind, better, per),
        Dimension("group", "group", tuple(groups), groups[-1], ordered),
        Contrast("seen", "group", group, reference if group else None, True),
        margin,
        tuple(changes),
    )


def counts(before, after, sizes, *, months=(24, 12), seed=1):
    """Binomial counts at the given chances before and after; shape (T, G) each."""
    rng = np.random.default_rng(seed)
    chance = np.repeat([before, after], months, axis=0)
    people = rng.poisson(sizes, chance.shape) + 1
    return rng.binomial(people, chance).astype(float), people.astype(float)
