"""The measurement plan: what `project.toml` holds, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from efqi.equity.contrast import Margin
from efqi.measures.dimension import Dimension
from efqi.measures.interval import Interval
from efqi.measures.measure import Measure
from efqi.measures.tally import Condition, Tally

Engine = Literal["duckdb", "postgres", "spark"]
DEFAULT_RULES = "anhoej"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the counts come from.

    Attributes
    ----------
    file : str
        Path relative to the plan, as messages name it; where there are several, all; empty
        where records are in a table.
    form : str
        "records" (one row an event or person) or "counts" (ehrQL's measures columns).
    date_column : str or None
        Column with the date of each record; None for counts.
    interval : Interval
        Unit that cells are counted by.
    label : str
        Tag shown on everything made from it: "Synthetic example".
    credit : str
        Attribution and licence of the data.
    is_complete_to : date or None
        Last day that the extract covers in full.
    columns : tuple of (str, str)
        For counts: a column of ehrQL's and what the file calls it; empty where they agree.
    files : tuple of str
        Paths or patterns ("extract-*.csv") of all files; empty where `file` is the only one.
    sheet : str
        Sheet of a workbook; blank for the only one with a table.
    header_rows : tuple of int
        Rows that hold the header, from 1; empty to find them.
    across : tuple of str
        For counts laid out wide: what each header row holds; empty for long.
    missing : tuple of str
        Texts that stand for no value.
    hidden : mapping of str to (float, float)
        Marks of hidden counts, and the least and the most that they stand for.
    rows : tuple of Condition
        For counts: what a row must meet to be read; empty for every row.
    site_column : str or None
        Column that names the site, by which the page on data quality tells sites apart.
    id_column : str or None
        For records: column that differs in every row.
    engine : str
        What counts the records: "duckdb", "postgres" or "spark".
    url : str
        Address of the database, without a password; empty for files and Spark.
    table, query : str
        Table with the records, or a SELECT that gives them; empty for files.
    """

    file: str
    form: Literal["records", "counts"]
    interval: Interval
    date_column: str | None = None
    label: str = ""
    credit: str = ""
    is_complete_to: date | None = None
    columns: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    sheet: str = ""
    header_rows: tuple[int, ...] = ()
    across: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    hidden: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    rows: tuple[Condition, ...] = ()
    site_column: str | None = None
    id_column: str | None = None
    engine: Engine = "duckdb"
    url: str = ""
    table: str = ""
    query: str = ""

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.file or self.table or "the query of project.toml"


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """A measure and how it is tallied from records (both tallies None for counts).

    A mean or percentile is of `value_column`, over the records of the denominator that
    have a value there.
    `chart` and `rules` are those of its control charts, where the plan names them; empty
    leaves the chart to the data and the rules to the plan.
    """

    measure: Measure
    numerator: Tally | None = None
    denominator: Tally | None = None
    value_column: str | None = None
    chart: str = ""
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A group of the records that meet all conditions."""

    value: str
    where: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class OwnLookup:
    """A file of the user's that leads from the values of a column to others.

    Attributes
    ----------
    file : str
        Path relative to the plan; where it is kept, the name it is kept by.
    key_column, value_column : str
        Its columns.
    is_kept : bool
        Whether `efqi lookup add` keeps it for every project.
    """

    file: str
    key_column: str
    value_column: str
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class PlannedDimension:
    """A dimension and where its values come from.

    Attributes
    ----------
    dimension : Dimension
        Name, order, reference, labels.
    column : str
        Column of the extract.
    values : tuple of (str, tuple of str)
        Group value and the source spellings that mean it; empty where they are the same.
    unknown : tuple of str
        Source values that mean unknown, besides blank.
    total : str or None
        Source value that means everyone (margins files).
    unknown_kinds : mapping of str to str
        Of the unknown spellings, those that say why: "Z" to "not stated".
    lookup : str or None
        Lookup that leads from the column's areas to groups: "imd2025-quintile".
    own_lookup : OwnLookup or None
        File whose values take the place of the column's, before anything else.
    bands : tuple of int
        First age of each group, ascending; empty where the column holds groups.
    rules : tuple of Rule
        Groups by conditions on columns; empty where one column holds the groups.
    otherwise : str
        Group of whoever meets no rule.
    losses : tuple of str
        What the grouping cannot tell apart, one sentence each.
    is_filled : bool
        True where codes, bands or rules gave the order, so that data need not have every
        group of it.
    """

    dimension: Dimension
    column: str
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unknown: tuple[str, ...] = ()
    total: str | None = None
    unknown_kinds: Mapping[str, str] = field(default_factory=dict)
    lookup: str | None = None
    own_lookup: OwnLookup | None = None
    bands: tuple[int, ...] = ()
    rules: tuple[Rule, ...] = ()
    otherwise: str = ""
    losses: tuple[str, ...] = ()
    is_filled: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the extract that say which group a record is in."""
        if self.rules:
            named = (c.column for rule in self.rules for c in rule.where)
            return tuple(dict.fromkeys(named))
        return (self.column,)


@dataclass(frozen=True, slots=True)
class Change:
    """A dated change to care; the first begins the "after" phase."""

    date: date
    label: str


@dataclass(frozen=True, slots=True)
class PrimaryContrast:
    """The one contrast that carries the claim, and when it is read.

    `group` and `reference` are both None for the gradient over an ordered dimension.
    """

    measure: str
    dimension: str
    group: str | None
    reference: str | None
    margin: Margin
    reading_date: date | None = None
    declared_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProjectAim:
    """What the team set out to do, overall and for whom."""

    statement: str = ""
    overall_target: float | None = None
    group: str | None = None
    group_target: float | None = None
    by: date | None = None
    failure_condition: str = ""


@dataclass(frozen=True, slots=True)
class PlannedStandard:
    """What levels are standardised to.

    Attributes
    ----------
    by : str
        Dimension that is taken into account, usually bands of age.
    name : str
        "esp2013", "indirect", or the name of a file.
    file : str
        The file with a population of each band; empty for a named standard.
    groups : tuple of str
        Dimensions whose levels are standardised.
    populations : mapping of str to float
        Persons of each band; filled where the file is read.
    """

    by: str
    name: str
    file: str = ""
    groups: tuple[str, ...] = ()
    populations: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole measurement plan.

    Attributes
    ----------
    title : str
        Name of the project.
    source : Source
        Where counts come from.
    measures : tuple of PlannedMeasure
        What is counted; at least one.
    dimensions : tuple of PlannedDimension
        For whom; at least one.
    changes : tuple of Change
        Dated changes, in order; at least one.
    contrast : PrimaryContrast
        The declared gap.
    aim : ProjectAim
        Targets and failure condition.
    crosses : tuple of tuple of str
        Dimension names counted together, besides each alone.
    policy : str
        Disclosure policy: nhs-england, opensafely-midpoint6, threshold-N, internal.
    cannot_say : tuple of str
        What these data cannot say, in the team's words; printed on the first page.
    rules : str
        Rules that control charts signal by, where a measure names none.
    standard : PlannedStandard or None
        What levels are standardised to; their crosses are among `crosses`.
    """

    title: str
    source: Source
    measures: tuple[PlannedMeasure, ...]
    dimensions: tuple[PlannedDimension, ...]
    changes: tuple[Change, ...]
    contrast: PrimaryContrast
    aim: ProjectAim = field(default_factory=ProjectAim)
    crosses: tuple[tuple[str, ...], ...] = ()
    policy: str = "nhs-england"
    cannot_say: tuple[str, ...] = ()
    rules: str = DEFAULT_RULES
    standard: PlannedStandard | None = None

    def measure(self, name: str) -> Measure:
        """Give the measure of that name."""
        return next(m.measure for m in self.measures if m.measure.name == name)

    def dimension(self, name: str) -> Dimension:
        """Give the dimension of that name."""
        return next(d.dimension for d in self.dimensions if d.dimension.name == name)
