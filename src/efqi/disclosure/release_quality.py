"""Parts of a Release about the data themselves: what was found, and what is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from efqi.disclosure.shown import Shown
from efqi.measures.interval import Interval
from efqi.measures.quality.finding import Severity


@dataclass(frozen=True, slots=True)
class QualityFinding:
    """One thing that was looked at, as it may be shown.

    Attributes
    ----------
    code : str
        What was seen; `reports` has its words.
    severity : Severity
        What it does to the answer.
    about : str
        Name of the dimension or measure; blank for the whole source.
    percents : mapping of str to Shown
        Coarsely rounded. For 0, `upper` is what it is under; for 100, `lower` is what it
        is over.
    facts : mapping of str to str or int
        Names, dates (ISO) and numbers that count nobody.
    """

    code: str
    severity: Severity
    about: str
    percents: Mapping[str, Shown]
    facts: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class ReleasedField:
    """How often one group field is unknown over time, by kind.

    Attributes
    ----------
    dimension, title : str
        Name and words.
    interval : Interval
        Unit shown.
    starts : tuple of date
        Interval starts; empty where every unit would show too few.
    unknown : tuple of Shown
        Per cent unknown in all.
    kinds : mapping of str to tuple of Shown
        Kind ("not stated", "not known", "not recorded", …) to per cent.
    """

    dimension: str
    title: str
    interval: Interval
    starts: tuple[date, ...]
    unknown: tuple[Shown, ...]
    kinds: Mapping[str, tuple[Shown, ...]]


@dataclass(frozen=True, slots=True)
class SiteCompleteness:
    """How often one site leaves each group field unknown.

    Attributes
    ----------
    site : str
        As the source writes it; blank for records that name none.
    unknown : mapping of str to Shown
        Dimension to per cent.
    """

    site: str
    unknown: Mapping[str, Shown]
