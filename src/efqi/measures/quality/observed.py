"""What reading a source saw that cells no longer tell: spellings, sites, areas."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Spelling:
    """One value of a group field as it stands in the source.

    Attributes
    ----------
    value : str
        As written; blank for none.
    group : str
        Group of the plan, or `UNKNOWN`.
    records : tuple of float
        Records (or people, in a file of counts) with it, one figure an interval.
    """

    value: str
    group: str
    records: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FieldUse:
    """How one group field was filled over time.

    Attributes
    ----------
    dimension : str
        Name of the dimension.
    starts : tuple of date
        Every interval start without holes, length T.
    spellings : tuple of Spelling
        Every value that was met.
    is_made : bool
        Whether efqi made the groups (lookup, bands, rules), so that the values are its own.
    """

    dimension: str
    starts: tuple[date, ...]
    spellings: tuple[Spelling, ...]
    is_made: bool = False


@dataclass(frozen=True, slots=True)
class SiteUse:
    """How one site filled the group fields.

    Attributes
    ----------
    site : str
        As it stands in the source; blank where no site is named.
    records : float
        Records of the site.
    unknown, other : mapping of str to float
        Dimension to records whose group is unknown, or one of the "other" groups.
    """

    site: str
    records: float
    unknown: Mapping[str, float]
    other: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class AreaUse:
    """A field of deprivation held against a lookup by the area in the same record.

    Attributes
    ----------
    dimension : str
        Name of the dimension.
    lookup : str
        The lookup that agrees best: "imd2019-decile".
    compared, same, turned : int
        Records with both; those that agree; those that would if 1 were the least deprived.
    """

    dimension: str
    lookup: str
    compared: int
    same: int
    turned: int


@dataclass(frozen=True, slots=True)
class Observed:
    """What was seen of a whole source.

    Attributes
    ----------
    fields : tuple of FieldUse
        One a dimension, in the plan's order.
    sites : tuple of SiteUse
        Empty where the plan names no site.
    areas : tuple of AreaUse
        Empty where the source has no areas beside a field of deprivation.
    is_source : bool
        False where cells that were counted earlier took the place of the source.
    """

    fields: tuple[FieldUse, ...] = ()
    sites: tuple[SiteUse, ...] = ()
    areas: tuple[AreaUse, ...] = ()
    is_source: bool = True
