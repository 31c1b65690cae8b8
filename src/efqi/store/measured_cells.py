"""Cells of means and percentiles, beside those of counts."""

import polars as pl

from efqi.measures.measure import Kind
from efqi.projects.plan import Plan
from efqi.store.extract import Extract
from efqi.store.percentile_cells import percentile_cells


def squares_of(plan: Plan) -> list[str]:
    """List the columns of `finest` with sums of squares, of means only."""
    return [
        f"sum_of_squares{i}"
        for i, planned in enumerate(plan.measures)
        if planned.measure.kind is Kind.MEAN
    ]


def measured_cells(
    plan: Plan,
    extract: Extract,
    by: tuple[str, ...],
    index: int,
    counts: pl.DataFrame,
    sums: pl.DataFrame,
) -> pl.DataFrame:
    """Give the cells of one mean or percentile by one view.

    Parameters
    ----------
    plan : Plan
        What is counted.
    extract : Extract
        A file that has been tallied.
    by : tuple of str
        Dimensions of the view.
    index : int
        Position of the measure in the plan.
    counts : polars.DataFrame
        ``interval_start``, the dimensions, ``numerator`` (sum), ``denominator`` (people).
    sums : polars.DataFrame
        The same rows with the sum of squares of each mean.

    Returns
    -------
    polars.DataFrame
        A mean with ``sum_of_squares``; a percentile with ``ratio`` and ``variance`` and
        without numerator.
    """
    if plan.measures[index].measure.kind is Kind.MEAN:
        return counts.with_columns(sum_of_squares=sums[f"sum_of_squares{index}"])
    found = percentile_cells(plan, extract, by, index)
    return counts.with_columns(numerator=pl.lit(None, pl.Float64)).join(
        found, on=["interval_start", *by], how="left"
    )


def values_missing(plan: Plan, extract: Extract) -> dict[str, int | str]:
    """Count the records without a value, for measures where there are any."""
    notes: dict[str, int | str] = {}
    for i, planned in enumerate(plan.measures):
        if planned.measure.kind.is_measured:
            ((blank,),) = extract.cells(f"SELECT sum(blank{i}) FROM finest")  # noqa: S608
            if blank:
                notes[f"values_missing_{planned.measure.name}"] = int(blank)
    return notes
