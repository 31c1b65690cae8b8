"""What counts hidden at their source could make of an answer."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from efqi.equity.analysis import Analysis, analyse
from efqi.equity.question import Question
from efqi.equity.verdict import CareCategory, CareChange, Category, Verdict
from efqi.measures.measure import Kind
from efqi.measures.table import FIXED, MeasureTable
from efqi.stats.check import Check

_DESCRIBED = (Category.DESCRIBE_ONLY, CareCategory.DESCRIBE_ONLY)


def with_hidden_counts(table: MeasureTable, analysis: Analysis) -> Analysis:
    """Take back the answers that hang on counts which the source hides.

    The question is asked twice more. Once every hidden count is put where it widens the
    gap most: for the group at its lowest before the change and its highest after, for the
    reference the other way round; and once where it narrows it most. An answer that is not
    the same both times becomes "cannot tell yet", on gaps and on each group's care.

    Parameters
    ----------
    table : MeasureTable
        The cells that were analysed.
    analysis : Analysis
        Of that table; given back as it is where nothing is hidden.
    """
    if table.bounds is None or table.bounds.is_empty():
        return analysis
    ends = [
        analyse(imputed(table, analysis.question, is_widest=widest), analysis.question)
        for widest in (False, True)
    ]
    low, high = ends
    return replace(
        analysis,
        verdict=_verdict(analysis.verdict, low.verdict, high.verdict),
        exploratory=tuple(
            _explored(verdict, low, high) for verdict in analysis.exploratory
        ),
        care=tuple(_care(change, low, high) for change in analysis.care),
    )


def _verdict(found: Verdict, low: Verdict, high: Verdict) -> Verdict:
    categories = {found.category, low.category, high.category}
    figures = {"lowest": str(low.category), "highest": str(high.category)}
    check = Check("hidden_counts_agree", len(categories) == 1, figures)
    checked = replace(found, checks=(*found.checks, check))
    if len(categories) == 1 or found.category is Category.DESCRIBE_ONLY:
        return checked
    return replace(
        checked,
        category=Category.CANNOT_TELL_YET,
        decided_by=(),
        is_below_margin=False,
        is_levelling_down=False,
    )


def _explored(found: Verdict, low: Analysis, high: Analysis) -> Verdict:
    ends = [
        verdict
        for end in (low, high)
        for verdict in end.exploratory
        if verdict.contrast == found.contrast
    ]
    return _verdict(found, *ends) if len(ends) == 2 else found


def _care(found: CareChange, low: Analysis, high: Analysis) -> CareChange:
    categories = {
        change.category
        for end in (low, high)
        for change in end.care
        if change.group == found.group
    }
    if found.category in _DESCRIBED or categories == {found.category}:
        return found
    return replace(found, category=CareCategory.CANNOT_TELL_YET)


def imputed(
    table: MeasureTable, question: Question, *, is_widest: bool
) -> MeasureTable:
    """Put every hidden count of the question's groups where it moves the gap most.

    Parameters
    ----------
    table : MeasureTable
        With bounds.
    question : Question
        Its contrast says which groups pull which way, its first change when.
    is_widest : bool
        True to raise the group after the change and lower it before, and the reference the
        other way round; False for the reverse.
    """
    hidden = table.bounds
    if hidden is None:
        return table
    dimension = question.dimension.name
    keys = ["measure", "interval_start", *table.dimensions]
    is_after = pl.col("interval_start") >= min(question.change_dates)
    is_raised = pl.col(dimension).is_in(_raised(question))
    is_high = (is_after == is_raised) == pl.lit(is_widest)
    filled = (
        hidden.filter(pl.col(dimension).is_not_null())
        .with_columns(
            numerator=_one_end(is_high, "numerator_high", "numerator_low"),
            denominator=_one_end(is_high, "denominator_low", "denominator_high"),
            interval_end=_ends(table, hidden),
        )
        .filter(pl.col("denominator") > 0)
    )
    if question.measure.kind is Kind.PROPORTION:
        within = pl.min_horizontal("numerator", "denominator")
        filled = filled.with_columns(numerator=within)
    filled = filled.with_columns(ratio=pl.col("numerator") / pl.col("denominator"))
    others = table.cells.join(
        filled.select(keys), on=keys, how="anti", nulls_equal=True
    )
    columns = [*FIXED, *table.dimensions]
    return replace(
        table, cells=pl.concat([others.select(columns), filled.select(columns)])
    )


def _one_end(is_high: pl.Expr, high: str, low: str) -> pl.Expr:
    return pl.when(is_high).then(pl.col(high)).otherwise(pl.col(low))


def _raised(question: Question) -> list[str]:
    """Give the groups whose rise after the change would widen the gap."""
    contrast, order = question.contrast, question.dimension.order
    if contrast.group is None:
        return list(order[: len(order) // 2])
    return [group for group in order if group != contrast.reference]


def _ends(table: MeasureTable, cells: pl.DataFrame) -> pl.Expr:
    one_day = timedelta(days=1)
    starts: list[date] = cells["interval_start"].unique().to_list()
    ends = {start: table.interval.next(start) - one_day for start in starts}
    return pl.col("interval_start").replace_strict(ends, return_dtype=pl.Date)
