"""Values that records carry (a wait), as SQL: sums, squares and what is wrong with them."""

from efqi.projects.plan import PlannedMeasure
from efqi.store.extract import Extract
from efqi.store.tally_sql import LARGEST, met


def value(extract: Extract, planned: PlannedMeasure) -> str:
    """Write SQL for the value of a record as a number; NULL where it is none."""
    return extract.number(planned.value_column or "")


def is_measured(extract: Extract, planned: PlannedMeasure) -> str:
    """Write SQL that is true where a record of the denominator carries a value."""
    return f"{_among(extract, planned)} AND {_is_given(extract, planned)}"


def is_without_value(extract: Extract, planned: PlannedMeasure) -> str:
    """Write SQL that is true where the value of a record of the denominator is blank."""
    return f"{_among(extract, planned)} AND NOT {_is_given(extract, planned)}"


def is_wrong(extract: Extract, planned: PlannedMeasure) -> str:
    """Write SQL that is true where a value is no number, or below 0 where none may be."""
    least = -LARGEST if planned.measure.allows_negative else 0
    right = f"{value(extract, planned)} BETWEEN {least!r} AND {LARGEST!r}"
    return f"{is_measured(extract, planned)} AND NOT coalesce({right}, false)"


def measured_columns(
    extract: Extract, index: int, planned: PlannedMeasure
) -> list[str]:
    """Write the columns of one mean or percentile in the table `finest`.

    ``denominator<i>`` (records with a value), ``numerator<i>`` and ``sum_of_squares<i>``
    (their sums), ``blank<i>`` (records without) and ``unfit<i>`` (values that are wrong).
    """
    where, number = is_measured(extract, planned), value(extract, planned)
    return [
        f"count(*) FILTER (WHERE {where}) AS denominator{index}",
        f"sum({number}) FILTER (WHERE {where}) AS numerator{index}",
        f"sum({number} * {number}) FILTER (WHERE {where}) AS sum_of_squares{index}",
        f"count(*) FILTER (WHERE {is_without_value(extract, planned)}) AS blank{index}",
        f"count(*) FILTER (WHERE {is_wrong(extract, planned)}) AS unfit{index}",
    ]


def _among(extract: Extract, planned: PlannedMeasure) -> str:
    return met(extract, planned.denominator.where if planned.denominator else ())


def _is_given(extract: Extract, planned: PlannedMeasure) -> str:
    text = f"coalesce(trim({extract.text(planned.value_column or '')}), '')"
    return f"lower({text}) NOT IN ('', 'nan')"
