"""The keys of `project.toml`, section by section, in words that a ward team reads."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from efqi.equity.contrast import Margin
from efqi.measures.codes.catalogue import code_list, levels, names, nearest
from efqi.measures.codes.code_list import CodeList
from efqi.measures.dimension import Dimension
from efqi.measures.interval import Interval
from efqi.measures.overlap import can_overlap
from efqi.measures.suppressed import Bounds, interval_text
from efqi.projects.column_of_counts import ColumnOfCounts
from efqi.projects.group_defaults import OTHERWISE, filled
from efqi.projects.measure_section import ConditionEntry, MeasureSection
from efqi.projects.plan import (
    DEFAULT_RULES,
    Change,
    Engine,
    OwnLookup,
    Plan,
    PlannedDimension,
    PrimaryContrast,
    ProjectAim,
    Rule,
    Source,
)
from efqi.projects.section import NotNegative, Section, Text, Texts, Value, Values
from efqi.projects.standardise_section import StandardiseSection


def _known_codes(name: str) -> str:
    if name not in names():
        raise PydanticCustomError(
            "code_list",
            "the name of a list of codes, {hint}",
            {"hint": nearest(name, names())},
        )
    return name


def _bounds(text: str) -> Bounds:
    bounds = interval_text(text)
    if bounds is None:
        raise PydanticCustomError(
            "bounds", 'a span of counts such as "1-7" or "<8"', {}
        )
    return bounds


CodesName = Annotated[str, AfterValidator(_known_codes)]


class ProjectSection(Section):
    """``[project]``: its name and how it is protected."""

    title: Text
    policy: str = "nhs-england"
    cannot_say: tuple[str, ...] = ()
    rules: Text = DEFAULT_RULES


class DataSection(Section):
    """``[data]``: the file with the records or counts, or the table with records."""

    file: Annotated[Texts, Field(min_length=1)] = ()
    form: Literal["records", "counts"] = "records"
    date: Text | None = None
    interval: Interval
    label: str = ""
    credit: str = ""
    complete_to: datetime.date | None = None
    columns: dict[ColumnOfCounts, Text] = Field(default_factory=dict)
    sheet: str = ""
    header_rows: tuple[Annotated[int, Field(ge=1)], ...] = ()
    across: Texts = ()
    missing: Texts = ()
    hidden: dict[str, Annotated[Bounds, BeforeValidator(_bounds)]] = Field(
        default_factory=dict
    )
    rows: tuple[ConditionEntry, ...] = ()
    site: Text | None = None
    id: Text | None = None
    engine: Engine | None = None
    url: Text | None = None
    table: Text | None = None
    query: Text | None = None

    def source(self) -> Source:
        """Give this section as part of a plan."""
        return Source(
            file=", ".join(self.file),
            form=self.form,
            interval=self.interval,
            date_column=self.date,
            label=self.label,
            credit=self.credit,
            is_complete_to=self.complete_to,
            columns=tuple(self.columns.items()),
            files=self.file,
            sheet=self.sheet,
            header_rows=self.header_rows,
            across=self.across,
            missing=self.missing,
            hidden=self.hidden,
            rows=tuple(entry.condition() for entry in self.rows),
            id_column=self.id,
            engine=self.engine or ("postgres" if self.url else "duckdb"),
            url=self.url or "",
            table=self.table or "",
            query=self.query or "",
        )


class RuleEntry(Section):
    """One group by conditions on columns."""

    value: Value
    where: Annotated[tuple[ConditionEntry, ...], Field(min_length=1)]

    def rule(self) -> Rule:
        """Give this entry as part of a plan."""
        return Rule(self.value, tuple(c.condition() for c in self.where))


class LookupEntry(Section):
    """A file that leads from one value to another."""

    file: Text
    from_: Annotated[Text, Field(alias="from")]
    to: Text

    def own_lookup(self) -> OwnLookup:
        """Give this entry as part of a plan."""
        return OwnLookup(self.file, self.from_, self.to)


class KeptLookup(LookupEntry):
    """A lookup that `efqi lookup add` keeps, by its name."""

    def own_lookup(self) -> OwnLookup:
        """Give this entry as part of a plan."""
        return OwnLookup(self.file, self.from_, self.to, is_kept=True)


class GroupSection(Section):
    """``[[group]]``: for whom."""

    name: Text
    title: Text
    column: Text | None = None
    lookup: LookupEntry | None = None
    codes: CodesName | None = None
    level: str = ""
    bands: tuple[Annotated[int, Field(ge=0)], ...] = ()
    rules: tuple[RuleEntry, ...] = ()
    otherwise: Value = OTHERWISE
    order: Annotated[Values, Field(min_length=1)]
    reference: Value
    ordered: bool = False
    overlapping: bool = False
    sites: bool = False
    pareto: bool = False
    labels: dict[str, str] = Field(default_factory=dict)
    values: dict[str, Values] = Field(default_factory=dict)
    unknown: Values = ()
    total: Value | None = None

    @model_validator(mode="before")
    @classmethod
    def _filled(cls, given: Any) -> Any:
        return filled(given) if isinstance(given, Mapping) else given

    @field_validator("lookup", mode="before")
    @classmethod
    def _kept_by_name(cls, given: Any) -> Any:
        if isinstance(given, str) and given:
            return KeptLookup.model_validate(
                {"file": given, "from": "from", "to": "to"}
            )
        return given

    @field_validator("level")
    @classmethod
    def _level_of_codes(cls, level: str, info: ValidationInfo) -> str:
        codes = info.data.get("codes")
        valid = levels(codes) if codes else ()
        if level and level not in valid:
            hint = nearest(level, valid) if valid else "which have none: delete it"
            raise PydanticCustomError(
                "code_level", "a level of its codes, {hint}", {"hint": hint}
            )
        return level

    @field_validator("bands")
    @classmethod
    def _bands_ascend(cls, bands: tuple[int, ...]) -> tuple[int, ...]:
        if bands and (len(bands) < 2 or list(bands) != sorted(set(bands))):
            raise PydanticCustomError(
                "bands", "the first age of each band, two or more, youngest first", {}
            )
        return bands

    @field_validator("bands", "rules")
    @classmethod
    def _one_way_of_grouping(cls, given: Any, info: ValidationInfo) -> Any:
        others = [key for key in ("codes", "bands") if info.data.get(key)]
        if given and others:
            raise PydanticCustomError(
                "grouped_twice",
                "left out: {other} says the groups",
                {"other": others[0]},
            )
        return given

    @property
    def code_list(self) -> CodeList | None:
        """The list that its codes name."""
        return code_list(self.codes, self.level) if self.codes is not None else None

    def planned(self) -> PlannedDimension:
        """Give this section as part of a plan."""
        codes = self.code_list
        rules = tuple(entry.rule() for entry in self.rules)
        dimension = Dimension(
            name=self.name,
            title=self.title,
            order=self.order,
            reference=self.reference,
            is_ordered=self.ordered,
            is_overlapping=self.overlapping
            or can_overlap((rule.value, rule.where) for rule in rules),
            labels=self.labels,
            is_sites=self.sites,
            is_pareto=self.pareto,
        )
        return PlannedDimension(
            dimension,
            column=self.column or self.name,
            values=tuple(self.values.items()),
            unknown=self.unknown,
            total=self.total,
            unknown_kinds=codes.unknown if codes else {},
            lookup=codes.lookup if codes else None,
            own_lookup=self.lookup.own_lookup() if self.lookup else None,
            bands=self.bands,
            rules=rules,
            otherwise=self.otherwise if rules else "",
            losses=codes.losses if codes else (),
            is_filled=bool(codes or self.bands or rules),
        )


class ChangeSection(Section):
    """``[[change]]``: what was changed, and when."""

    date: datetime.date
    label: Text

    def change(self) -> Change:
        """Give this section as part of a plan."""
        return Change(self.date, self.label)


class ContrastSection(Section):
    """``[contrast]``: the one comparison that carries the claim."""

    measure: Text
    group_by: Text
    compare: Value | None = None
    with_: Annotated[Value | None, Field(alias="with")] = None
    gradient: bool = False
    margin_points: NotNegative
    margin_percent: NotNegative
    reading_date: datetime.date | None = None
    declared_on: datetime.date | None = None

    @model_validator(mode="after")
    def _either_groups_or_gradient(self) -> Self:
        names_groups = self.compare is not None or self.with_ is not None
        if names_groups == self.gradient:
            raise PydanticCustomError(
                "contrast",
                "either two groups (compare and with) or gradient = true, not both",
            )
        return self

    def contrast(self) -> PrimaryContrast:
        """Give this section as part of a plan."""
        return PrimaryContrast(
            measure=self.measure,
            dimension=self.group_by,
            group=self.compare,
            reference=self.with_,
            margin=Margin(self.margin_points, self.margin_percent),
            reading_date=self.reading_date,
            declared_on=self.declared_on,
        )


class AimSection(Section):
    """``[aim]``: targets, for all and for the group."""

    statement: str = ""
    overall_target: float | None = None
    group: Value | None = None
    group_target: float | None = None
    by: datetime.date | None = None
    failure_condition: str = ""

    def aim(self) -> ProjectAim:
        """Give this section as part of a plan."""
        return ProjectAim(**self.model_dump())


class CrossSection(Section):
    """``[[cross]]``: dimensions that are counted together."""

    groups: Annotated[tuple[Text, ...], Field(min_length=2)]


class ProjectFile(Section):
    """The whole file."""

    project: ProjectSection
    data: DataSection
    measure: Annotated[tuple[MeasureSection, ...], Field(min_length=1)]
    group: Annotated[tuple[GroupSection, ...], Field(min_length=1)]
    change: Annotated[tuple[ChangeSection, ...], Field(min_length=1)]
    contrast: ContrastSection
    aim: AimSection = AimSection()
    cross: tuple[CrossSection, ...] = ()
    standardise: StandardiseSection | None = None

    def plan(self) -> Plan:
        """Give the file as a plan."""
        others = tuple(g.name for g in self.group if not g.sites)
        standard = self.standardise.planned(others) if self.standardise else None
        implied = [(name, standard.by) for name in standard.groups] if standard else []
        return Plan(
            title=self.project.title,
            source=replace(self.data.source(), site_column=self._site_column()),
            measures=tuple(m.planned(self.data.form) for m in self.measure),
            dimensions=tuple(g.planned() for g in self.group),
            changes=tuple(c.change() for c in self.change),
            contrast=self.contrast.contrast(),
            aim=self.aim.aim(),
            crosses=(*(c.groups for c in self.cross), *implied),
            policy=self.project.policy,
            cannot_say=self.project.cannot_say,
            rules=self.project.rules,
            standard=standard,
        )

    def _site_column(self) -> str | None:
        """Give the column of sites: of a group that reads it as it stands, unless named."""
        if self.data.site is not None:
            return self.data.site
        plain = (
            group.column or group.name
            for group in self.group
            if group.sites and not (group.lookup or group.bands or group.rules)
        )
        return next(plain, None)
