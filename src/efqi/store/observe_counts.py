"""What a file of counts shows of its fields and sites, before it is made into cells."""

from collections import defaultdict
from collections.abc import Iterable

from efqi.measures.dimension import UNKNOWN
from efqi.measures.measure import Kind
from efqi.measures.quality.field_counts import other_groups
from efqi.measures.quality.observed import FieldUse, Observed, SiteUse
from efqi.projects.plan import PlannedDimension
from efqi.store.count_rows import CountFile, CountRow
from efqi.store.count_values import counted, starts_of
from efqi.store.grouping import TOTAL, grouping
from efqi.store.measured_rows import measured
from efqi.store.observe import field_use


def observed_in_counts(file: CountFile, rows: list[CountRow]) -> Observed:
    """Look at the rows of the declared contrast's measure, people by people.

    Parameters
    ----------
    file : CountFile
        The file and its plan.
    rows : list of CountRow
        Those that the plan asks for, already checked.
    """
    measure = file.plan.contrast.measure
    weighed = _Weighed(file, [r for r in rows if r.fixed["measure"] == measure])
    fields = tuple(weighed.field(planned) for planned in file.plan.dimensions)
    is_source = file.plan.source.form == "counts"
    return Observed(fields, weighed.sites(), is_source=is_source)


class _Weighed:
    """Rows with the people that each counts, by the groups that it is broken down by."""

    def __init__(self, file: CountFile, rows: list[CountRow]) -> None:
        self._file = file
        self._starts = starts_of(file, rows)
        self._groups = {
            planned.dimension.name: grouping(
                planned, {row.groups[planned.dimension.name] for row in rows} - {""}
            ).groups
            for planned in file.plan.dimensions
        }
        by: dict[frozenset[str], list[CountRow]] = defaultdict(list)
        for row in rows:
            by[self._broken_down_by(row)].append(row)
        self._by = by

    def _broken_down_by(self, row: CountRow) -> frozenset[str]:
        return frozenset(
            name
            for name, spelling in row.groups.items()
            if spelling and self._groups[name][spelling] != TOTAL
        )

    def _fewest(self, names: Iterable[str]) -> list[CountRow]:
        """Give the rows broken down by some dimensions and as few others as there are."""
        wanted = frozenset(names)
        holding = [by for by in self._by if wanted <= by]
        return self._by[min(holding, key=len)] if holding else []

    def _people(self, row: CountRow) -> float:
        measure = self._file.plan.measure(row.fixed["measure"])
        read = measured if measure.kind.is_measured else counted
        numerator, denominator, *_ = read(self._file, row, measure)
        people = numerator if measure.kind is Kind.COUNT else denominator
        # Of a count that its source hides, the middle of what it can be.
        return 0.0 if people is None else sum(people) / 2

    def field(self, planned: PlannedDimension) -> FieldUse:
        """Give how a field was filled over time."""
        name, groups = planned.dimension.name, self._groups[planned.dimension.name]
        return field_use(
            planned,
            self._file.plan.source.interval,
            (
                (
                    self._starts[row.fixed["interval_start"]],
                    row.groups[name],
                    groups[row.groups[name]],
                    self._people(row),
                )
                for row in self._fewest([name])
            ),
        )

    def sites(self) -> tuple[SiteUse, ...]:
        """Give how each site filled the fields that it is crossed with."""
        column = self._file.plan.source.site_column
        dimensions = self._file.plan.dimensions
        site = next((d.dimension.name for d in dimensions if d.column == column), None)
        if site is None:
            return ()
        records: dict[str, float] = defaultdict(float)
        for row in self._fewest([site]):
            records[row.groups[site]] += self._people(row)
        unknown, other = self._crossed(site)
        return tuple(
            SiteUse(name, records[name], unknown[name], other[name])
            for name in sorted(records)
        )

    def _crossed(
        self, site: str
    ) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
        unknown: dict[str, dict[str, float]] = defaultdict(dict)
        other: dict[str, dict[str, float]] = defaultdict(dict)
        for planned in self._file.plan.dimensions:
            name = planned.dimension.name
            others = other_groups(planned.dimension)
            for row in self._fewest([site, name]) if name != site else ():
                group = self._groups[name][row.groups[name]]
                for kept, is_met in (
                    (unknown, group == UNKNOWN),
                    (other, group in others),
                ):
                    sums = kept[row.groups[site]]
                    sums[name] = sums.get(name, 0.0) + is_met * self._people(row)
        return unknown, other
