"""What a report is made of: figures, sentences under a heading, parts."""

from dataclasses import dataclass

from efqi.reports.grid import Grid


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart with everything that goes with it.

    Attributes
    ----------
    title, subtitle : str
        The finding; what is drawn.
    alternative : str
        The numbers in words.
    wide, narrow : str
        SVG for wide pages and for phones; the same where one serves both.
    grid : Grid
        The numbers as a table.
    notes : tuple of str
        What must be said under the chart.
    key : str
        SVG of the group's mark, where the figure is one group's.
    cycles : tuple of (str, str)
        Cycles of testing marked on it: their circles as SVG, each with its words.
    """

    title: str
    subtitle: str
    alternative: str
    wide: str
    narrow: str
    grid: Grid
    notes: tuple[str, ...] = ()
    key: str = ""
    cycles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with sentences under it; a finding gets a slide of its own."""

    title: str
    sentences: tuple[str, ...]
    is_finding: bool = False


@dataclass(frozen=True, slots=True)
class InequalityPart:
    """Measures of inequality over all groups of a view.

    Attributes
    ----------
    title : str
        Heading.
    sentences : tuple of str
        How to read them, and where absolute and relative ones disagree; why there are
        none where there are none.
    grid : Grid or None
        One row a measure.
    figure : Figure or None
        One measure over time; None where the main gap is already the slope.
    """

    title: str = ""
    sentences: tuple[str, ...] = ()
    grid: Grid | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The full part on one measure by one dimension, or across sites.

    Attributes
    ----------
    title, lead : str
        What it is about; the answer.
    figures : tuple of Figure
        Slope and gap charts; empty for the first view, whose charts stand on page one.
    panels_title, panels_subtitle : str
        Words over the small charts.
    panels : tuple of Figure
        Small charts, one a group.
    symbols : tuple of (str, str)
        Marks of the small charts as SVG, each with its words.
    grids : tuple of Grid
        The analyst's tables.
    completeness : Figure or None
        How often the group is unknown.
    blocks : tuple of Block
        Sentences on data, method and checks.
    panels_notes : tuple of str
        Which charts they are and why, and what stands against their signals.
    inequality : InequalityPart
        Measures of inequality over all groups; blank across sites.
    cycles : tuple of (str, str)
        Cycles of testing marked on the small charts, as in a figure.
    """

    title: str
    lead: str
    figures: tuple[Figure, ...]
    panels_title: str
    panels_subtitle: str
    panels: tuple[Figure, ...]
    symbols: tuple[tuple[str, str], ...]
    grids: tuple[Grid, ...]
    completeness: Figure | None
    blocks: tuple[Block, ...]
    panels_notes: tuple[str, ...] = ()
    inequality: InequalityPart = InequalityPart()
    cycles: tuple[tuple[str, str], ...] = ()
