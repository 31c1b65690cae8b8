"""The keys of a measure: what is counted or measured, of whom, which way is better."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, model_validator

from efqi.measures.measure import Aim, Direction, Kind, Measure
from efqi.measures.tally import Condition, Tally
from efqi.projects.median import without_median
from efqi.projects.plan import PlannedMeasure
from efqi.projects.section import Positive, Section, Text, Values

_PER_OF_RATE = 1_000.0


class ConditionEntry(Section):
    """One condition on a column."""

    column: Text
    is_in: Values = ()
    is_not_in: Values = ()
    at_least: float | None = None
    at_most: float | None = None

    def condition(self) -> Condition:
        """Give this entry as part of a plan."""
        return Condition(
            self.column, self.is_in, self.is_not_in, self.at_least, self.at_most
        )


class MeasureSection(Section):
    """``[[measure]]``: what is counted, of whom, and which way is better."""

    name: Text
    title: Text
    of: Text
    kind: Kind = Kind.PROPORTION
    better: Direction
    better_is_assumed: bool = False
    value_column: Text | None = None
    unit: Text | None = None
    percentile: Annotated[float, Field(gt=0, lt=100)] | None = None
    allow_negative: bool = False
    per: Positive | None = None
    aim: Aim = Aim.EFFECTIVE
    target: float | None = None
    numerator: tuple[ConditionEntry, ...] | None = None
    numerator_sum: Text | None = None
    denominator: tuple[ConditionEntry, ...] | None = None
    denominator_sum: Text | None = None
    chart: str = ""
    rules: str = ""

    @model_validator(mode="before")
    @classmethod
    def _median(cls, given: Any) -> Any:
        return without_median(given) if isinstance(given, Mapping) else given

    def planned(self, form: str) -> PlannedMeasure:
        """Give this section as part of a plan."""
        per = self.per or (_PER_OF_RATE if self.kind is Kind.RATE else 1.0)
        measure = Measure(
            name=self.name,
            title=self.title,
            of=self.of,
            kind=self.kind,
            improvement_direction=self.better,
            per=per,
            aim=self.aim,
            target=self.target,
            direction_is_assumed=self.better_is_assumed,
            unit=self.unit or "",
            percentile=self.percentile,
            allows_negative=self.allow_negative,
        )
        sides = (
            self.numerator,
            self.numerator_sum,
            self.denominator,
            self.denominator_sum,
            self.value_column,
        )
        if form == "counts" and all(side is None for side in sides):
            return PlannedMeasure(measure, chart=self.chart, rules=self.rules)
        return PlannedMeasure(
            measure,
            _tally(self.numerator, self.numerator_sum),
            _tally(self.denominator, self.denominator_sum),
            self.value_column,
            self.chart,
            self.rules,
        )


def _tally(conditions: tuple[ConditionEntry, ...] | None, sum_of: str | None) -> Tally:
    return Tally(tuple(c.condition() for c in conditions or ()), sum_of)
