"""Whether a measure says of which value it is the mean or percentile, and others do not."""

from collections.abc import Iterator

from efqi.measures.measure import Kind
from efqi.measures.tally import Tally
from efqi.projects.plan import Plan, PlannedMeasure

_KEYS_OF_VALUES = 'Delete it, or set kind = "mean" or kind = "percentile".'


def contradictions_of_value(
    plan: Plan, planned: PlannedMeasure
) -> Iterator[tuple[str, str, str]]:
    """List what a measure's keys on a value contradict: where, what was found, what to do.

    Parameters
    ----------
    plan : Plan
        Says whether records or counts are read.
    planned : PlannedMeasure
        The measure.
    """
    where = f"measure '{planned.measure.name}'"
    if planned.measure.kind.is_measured:
        yield from _missing(plan, planned, where)
    else:
        yield from _not_for_counts(planned, where)


def _missing(
    plan: Plan, planned: PlannedMeasure, where: str
) -> Iterator[tuple[str, str, str]]:
    measure = planned.measure
    if not measure.unit:
        yield (
            f"{where} > unit",
            f"A {measure.kind} needs a unit.",
            'Say what the value is counted in: unit = "days".',
        )
    if (measure.kind is Kind.PERCENTILE) is (measure.percentile is None):
        found, fix = (
            (
                "A mean has no percentile.",
                'Delete percentile, or set kind = "percentile".',
            )
            if measure.kind is Kind.MEAN
            else (
                "A percentile needs its number.",
                'Give percentile = 92, or set kind = "median".',
            )
        )
        yield f"{where} > percentile", found, fix
    if plan.source.form == "records":
        yield from _of_records(planned, where)


def _of_records(planned: PlannedMeasure, where: str) -> Iterator[tuple[str, str, str]]:
    kind = planned.measure.kind
    if planned.value_column is None:
        yield (
            f"{where} > value_column",
            f"A {kind} needs the column that holds its value.",
            'Name it: value_column = "wait_days".',
        )
    denominator = planned.denominator or Tally()
    sums = {"denominator_sum": denominator.sum_of is not None}
    for key, is_given in {"numerator": planned.numerator != Tally(), **sums}.items():
        if is_given:
            yield (
                f"{where} > {key}",
                f"A {kind} is of value_column, over the records of its denominator.",
                f"Delete {key}; say under denominator which records count.",
            )


def _not_for_counts(
    planned: PlannedMeasure, where: str
) -> Iterator[tuple[str, str, str]]:
    measure = planned.measure
    given = {
        "value_column": planned.value_column is not None,
        "unit": bool(measure.unit),
        "percentile": measure.percentile is not None,
        "allow_negative": measure.allows_negative,
    }
    for key, is_given in given.items():
        if is_given:
            found = f"A {measure.kind} has no {key}."
            yield f"{where} > {key}", found, _KEYS_OF_VALUES
