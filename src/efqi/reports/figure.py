"""Parts that every page is made of: a chart with its words, and sentences under a heading."""

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
    """

    title: str
    subtitle: str
    alternative: str
    wide: str
    narrow: str
    grid: Grid
    notes: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with sentences under it."""

    title: str
    sentences: tuple[str, ...]
