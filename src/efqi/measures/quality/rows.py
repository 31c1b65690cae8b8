"""Rows, intervals and counts: what is repeated, missing, late or impossible."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import polars as pl

from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.measure import Kind, Measure
from efqi.measures.quality.finding import Finding, Severity, Share
from efqi.measures.table import Counts, MeasureTable

MANY_REPEATED = 1.0
"""Per cent of rows."""
MANY_LEFT_OUT = 5.0
MANY_MISSING = 10.0
THIN = 0.7
"""Of the usual size of an interval."""
MOST_THIN = 3
LEAST_EARLIER = 6
APART = 1.0
"""Per cent by which the groups may miss the whole."""


def row_findings(table: MeasureTable) -> Iterator[Finding]:
    """Look at the rows as they were read: repeated, counted by nobody."""
    notes = table.notes
    read = notes.get("rows_read")
    for code in ("identical_rows", "repeated_ids"):
        repeated = notes.get(code)
        if isinstance(read, int) and isinstance(repeated, int):
            share = Share(min(repeated, read), read)
            many = share.percent >= MANY_REPEATED
            some = Severity.COULD_CHANGE if many else Severity.WORTH_KNOWING
            severity = some if repeated else Severity.FINE
            yield Finding(code, severity, shares={"repeated": share})
    left_out = notes.get("rows_not_counted")
    if isinstance(read, int) and isinstance(left_out, int):
        share = Share(left_out, read)
        is_much = share.percent >= MANY_LEFT_OUT
        severity = Severity.WORTH_KNOWING if is_much else Severity.FINE
        yield Finding("rows_not_counted", severity, shares={"left_out": share})


def measure_findings(table: MeasureTable, measure: Measure) -> Iterator[Finding]:
    """Look at one measure over everyone: gaps, thin ends, impossible counts.

    Parameters
    ----------
    table : MeasureTable
        Its cells.
    measure : Measure
        One of them; a source that publishes no whole is looked at group by group.
    """
    yield from _over(table, measure)
    sizes = _sizes(table, measure)
    if sizes is None:
        return
    starts, size = sizes
    yield _missing(measure, starts, size)
    is_whole = np.array([not _is_late(table, start) for start in starts])
    yield from _thin(
        measure, [s for s, w in zip(starts, is_whole, strict=True) if w], size[is_whole]
    )


def unfinished_findings(table: MeasureTable) -> Iterator[Finding]:
    """Say whether the last interval is unfinished."""
    late = table.incomplete_from
    if late is None:
        yield Finding("last_interval_whole", Severity.FINE)
    else:
        yield Finding(
            "last_interval_unfinished",
            Severity.WORTH_KNOWING,
            facts={"when": late.isoformat()},
        )


def sum_findings(
    table: MeasureTable, measure: Measure, dimension: Dimension
) -> Iterator[Finding]:
    """Hold the groups, with unknown, against the whole that the source gives."""
    if dimension.is_overlapping:
        return
    side = "numerator" if measure.kind is Kind.COUNT else "denominator"
    rows = table.cells.filter(pl.col("measure") == measure.name)
    others = [pl.col(n).is_null() for n in table.dimensions if n != dimension.name]
    alone = rows.filter(*others)
    given = alone.filter(pl.col(dimension.name).is_null())
    groups = alone.filter(pl.col(dimension.name).is_not_null())
    whole, parts = (
        each.group_by("interval_start").agg(pl.col(side).sum())
        for each in (given, groups)
    )
    both = whole.join(parts, on="interval_start", suffix="_of_groups")
    total = float(both[side].sum() or 0)
    apart = float((both[side] - both[f"{side}_of_groups"]).abs().sum() or 0)
    if total <= 0:
        return
    share = Share(apart, total)
    is_apart = share.percent >= APART
    has_unknown = UNKNOWN in set(groups[dimension.name])
    yield Finding(
        "groups_miss_the_whole" if is_apart else "groups_make_the_whole",
        Severity.COULD_CHANGE if is_apart else Severity.FINE,
        dimension.name,
        {"apart": Share(min(apart, total), total)},
        {"unknown": "yes" if has_unknown else "no"},
    )


def _over(table: MeasureTable, measure: Measure) -> Iterator[Finding]:
    """Say whether a rate is over 1; what is impossible is refused when it is read."""
    rows = table.cells.filter(pl.col("measure") == measure.name)
    if measure.kind is Kind.RATE:
        over = rows.filter(pl.col("numerator") > pl.col("denominator")).height
        if over:
            yield Finding("over_denominator", Severity.WORTH_KNOWING, measure.name)
            return
    has_counts = rows["numerator"].null_count() < rows.height
    if has_counts:
        yield Finding(
            "counts_possible",
            Severity.FINE,
            measure.name,
            facts={"kind": measure.kind.value},
        )
    else:
        yield Finding("no_counts", Severity.STOPS, measure.name)


def _sizes(
    table: MeasureTable, measure: Measure
) -> tuple[Sequence[date], Counts] | None:
    rows = table.cells.filter(pl.col("measure") == measure.name)
    whole = rows.filter(*[pl.col(name).is_null() for name in table.dimensions])
    rows = rows if whole.is_empty() else whole
    side = "numerator" if measure.kind is Kind.COUNT else "denominator"
    sums = rows.group_by("interval_start").agg(pl.col(side).sum())
    if rows[side].null_count() == rows.height:
        return None
    found = dict(sums.iter_rows())
    span = table.cells["interval_start"]
    starts = table.interval.sequence(span.min(), span.max())  # type: ignore[arg-type]
    return starts, np.array([found.get(start) or 0.0 for start in starts])


def _is_late(table: MeasureTable, start: date) -> bool:
    return table.incomplete_from is not None and start >= table.incomplete_from


def _missing(measure: Measure, starts: Sequence[date], size: Counts) -> Finding:
    empty = [start for start, n in zip(starts, size, strict=True) if n == 0]
    if not empty:
        return Finding("intervals_whole", Severity.FINE, measure.name)
    is_many = 100 * len(empty) / len(starts) >= MANY_MISSING
    return Finding(
        "intervals_missing",
        Severity.COULD_CHANGE if is_many else Severity.WORTH_KNOWING,
        measure.name,
        facts={"missing": len(empty), "of": len(starts), "when": empty[0].isoformat()},
    )


def _thin(measure: Measure, starts: Sequence[date], size: Counts) -> Iterator[Finding]:
    """Say whether the last intervals are thinner than any before, and than usual.

    Records of the last weeks may still arrive: then the last intervals hold fewer. An
    interval is thin where it has less than `THIN` of the median of the twelve before the
    last `MOST_THIN`, and less than each of them.
    """
    if len(size) < MOST_THIN + LEAST_EARLIER:
        return
    earlier = size[:-MOST_THIN][-12:]
    usual = float(np.median(earlier))
    limit = min(THIN * usual, float(earlier.min()))
    thin = 0
    while thin < MOST_THIN and size[-1 - thin] < limit:
        thin += 1
    if not thin:
        yield Finding("ends_full", Severity.FINE, measure.name)
        return
    yield Finding(
        "ends_thin",
        Severity.COULD_CHANGE,
        measure.name,
        {"of_usual": Share(float(size[-1]), usual)},
        {"intervals": thin, "when": starts[-thin].isoformat()},
    )
