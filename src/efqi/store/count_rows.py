"""The rows of a measures file as text, those that the plan asks for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from efqi.errors import ExtractError, Place
from efqi.measures.measure import Kind
from efqi.measures.suppressed import is_suppressed
from efqi.measures.table import FIXED
from efqi.projects.plan import Plan
from efqi.store.extract import Extract
from efqi.store.tally_sql import met

SPREADS = ("sum_of_squares", "standard_deviation", "variance", "lower", "upper")
"""Optional columns: how far values of a mean or percentile spread."""
_MOST_ROWS = 3_000_000
_MOST_GROUPS = 40
_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class CountRow:
    """One row as text, trimmed.

    Attributes
    ----------
    record : int
        1 for the first row after the header.
    fixed : mapping of str to str
        The six columns of ehrQL, blank where the file has none; `SPREADS` where a mean or
        percentile is planned.
    groups : mapping of str to str
        Dimension name to what stands in its column.
    """

    record: int
    fixed: Mapping[str, str]
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CountFile:
    """A measures file, and the plan that it is read for."""

    extract: Extract
    plan: Plan

    def column(self, fixed: str) -> str:
        """Give what the file calls one of ehrQL's columns; a counted table keeps its name."""
        called = dict(self.plan.source.columns).get(fixed, fixed)
        is_plain = called not in self.extract.types and fixed in self.extract.types
        return fixed if is_plain else called

    def group_columns(self) -> dict[str, str]:
        """Give the column of each dimension: the plan's, or that of a counted table."""
        return {
            d.dimension.name: d.column
            if d.column in self.extract.types
            else d.dimension.name
            for d in self.plan.dimensions
        }

    def place(self, row: CountRow, fixed: str) -> Place:
        """Give the place of a value in one of ehrQL's columns."""
        column = self.column(fixed)
        return self.extract.place_of(row.record, column, row.fixed[fixed])

    def rows(self) -> tuple[list[CountRow], int]:
        """Read the rows that the plan asks for.

        Returns
        -------
        list of CountRow, and int
            Rows of planned measures that are broken down by planned dimensions only; how
            many rows the file has.

        Raises
        ------
        ExtractError
            A column or a measure that is missing.
        """
        self._require_columns()
        known = (*FIXED, *self.optional)
        present = [f for f in known if self.column(f) in self.extract.types]
        dimensions = self.group_columns()
        chosen_by = [condition.column for condition in self.plan.source.rows]
        named = {*map(self.column, present), *dimensions.values(), *chosen_by}
        others = [c for c in self.extract.types if c not in named]
        columns = [*map(self.column, present), *dimensions.values(), *others]
        self.extract.require(
            [*map(self.column, present), *dimensions.values(), *chosen_by]
        )
        self._check_height()
        records = self.extract.texts(columns)
        chosen = self._chosen()
        read = [record for record, is_in in zip(records, chosen, strict=True) if is_in]
        groupings = _groupings(read, len(columns) - len(others))
        rows = []
        for number, record in enumerate(records, 1):
            if not chosen[number - 1] or any(record[i] for i in groupings):
                continue
            fixed = dict.fromkeys(known, "") | dict(zip(present, record, strict=False))
            groups = dict(zip(dimensions, record[len(present) :], strict=False))
            rows.append(CountRow(number, fixed, groups))
        return self._of_planned_measures(rows), len(records)

    @property
    def optional(self) -> tuple[str, ...]:
        """Columns that the spread of a mean or percentile may be given in."""
        kinds = (m.measure.kind for m in self.plan.measures)
        return SPREADS if any(kind.is_measured for kind in kinds) else ()

    def _chosen(self) -> list[bool]:
        """Say of every row of the file whether the plan reads it.

        Raises
        ------
        ExtractError
            Where it reads none.
        """
        conditions = self.plan.source.rows
        chosen = [
            is_in for (is_in,) in self.extract.in_order([met(self.extract, conditions)])
        ]
        if not any(chosen):
            raise ExtractError(
                "No row meets the conditions of rows in [data].",
                where=Place(self.extract.file, column=conditions[0].column),
                fix="Compare them with what stands in the file.",
            )
        return chosen

    def _check_height(self) -> None:
        ((height,),) = self.extract.rows(
            f"SELECT count(*) FROM {self.extract.relation}"  # noqa: S608
        )
        if height > _MOST_ROWS:
            raise ExtractError(
                f"The file has {height:,} rows, too many for counts already made.",
                where=Place(self.extract.file),
                fix='If each row is a record, set form = "records" and a date.',
            )

    def _require_columns(self) -> None:
        needed = ["interval_start"]
        counts = ["numerator", "denominator"]
        if self.optional and self.column("ratio") in self.extract.types:
            counts = []
        if all(m.measure.kind is Kind.COUNT for m in self.plan.measures):
            counts = counts[:1]
        has_counts = not counts or any(
            self.column(f) in self.extract.types for f in counts
        )
        if has_counts or self.column("ratio") not in self.extract.types:
            needed += counts
        if len(self.plan.measures) > 1:
            needed.append("measure")
        self.extract.require([self.column(f) for f in needed])
        for planned in self.plan.dimensions:
            if planned.dimension.name not in self.extract.types:
                self.extract.require([planned.column])

    def _of_planned_measures(self, rows: list[CountRow]) -> list[CountRow]:
        if self.column("measure") not in self.extract.types:
            only = self.plan.measures[0].measure.name
            return [
                CountRow(r.record, {**r.fixed, "measure": only}, r.groups) for r in rows
            ]
        found = {row.fixed["measure"] for row in rows}
        planned = [m.measure.name for m in self.plan.measures]
        for measure in planned:
            if measure not in found:
                raise self._no_such_measure(measure, found)
        return [row for row in rows if row.fixed["measure"] in planned]

    def _no_such_measure(self, measure: str, found: set[str]) -> ExtractError:
        close = get_close_matches(measure, found, n=1)
        listed = f"It has: {', '.join(sorted(found)[:10])}."
        return ExtractError(
            f"No row is of the measure '{measure}'.",
            where=Place(self.extract.file, column=self.column("measure")),
            fix=f"Did you mean '{close[0]}'?" if close else listed,
        )


def _groupings(records: list[tuple[str, ...]], first: int) -> list[int]:
    # A column that is blank in some rows breaks down the others; one that is always filled
    # (or never) is a remark, and one of many numbers holds counts of something else.
    columns = range(first, len(records[0]))
    found = {i: {record[i] for record in records} for i in columns}
    return [
        i
        for i, values in found.items()
        if "" in values and len(values) > 1 and not _are_amounts(values)
    ]


def _are_amounts(values: set[str]) -> bool:
    numbers = [value for value in values if _NUMBER.fullmatch(value)]
    others = [
        v for v in values if v and not _NUMBER.fullmatch(v) and not is_suppressed(v)
    ]
    return not others and len(numbers) > _MOST_GROUPS
