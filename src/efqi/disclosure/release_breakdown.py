"""Parts of a Release that break counts down twice: standardised levels and funnels."""

from dataclasses import dataclass

from efqi.disclosure.shown import Shown
from efqi.equity.verdict import Estimate
from efqi.measures.measure import Measure


@dataclass(frozen=True, slots=True)
class ReleasedCell:
    """Counts of one group and part, pooled over a phase; phase 1 is since the change."""

    phase: int
    group: str
    part: str
    numerator: Shown
    denominator: Shown


@dataclass(frozen=True, slots=True)
class ReleasedTable:
    """Counts by two dimensions, or by one, from which other figures are made.

    Attributes
    ----------
    measure : Measure
        What is counted.
    dimension, by : str
        Of the groups (empty for everyone) and of the parts.
    can_add_groups, can_add_parts : bool
        Whether they add up to a whole.
    cells : tuple of ReleasedCell
        Protected counts.
    """

    measure: Measure
    dimension: str
    by: str
    can_add_groups: bool
    can_add_parts: bool
    cells: tuple[ReleasedCell, ...]


@dataclass(frozen=True, slots=True)
class StandardisedLevel:
    """Level of one group in one phase, standardised; 90 % limits on the shown scale.

    Attributes
    ----------
    value : Shown
        Made from protected counts.
    lower, upper : float or None
        Its limits.
    ratio, ratio_lower, ratio_upper : float or None
        Observed over expected; None unless the standard is indirect.
    """

    value: Shown
    lower: float | None
    upper: float | None
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None


@dataclass(frozen=True, slots=True)
class StandardisedGroup:
    """One group before and since the change."""

    group: str
    before: StandardisedLevel
    after: StandardisedLevel


@dataclass(frozen=True, slots=True)
class StandardisedGap:
    """The main gap as counted and standardised; more is less fair to `group`.

    Attributes
    ----------
    group, reference : str
        Whose gap; the first and the last group where the contrast is a gradient.
    crude_before, crude_after : float or None
        Difference of the levels shown.
    before, after : Estimate or None
        Difference of the standardised levels, 90 % limits; for an indirect standard, what
        is left of the crude gap beside the one that the groups' own mixes make of everyone's
        levels.
    """

    group: str
    reference: str
    crude_before: float | None
    crude_after: float | None
    before: Estimate | None
    after: Estimate | None


@dataclass(frozen=True, slots=True)
class ReleasedStandardised:
    """Levels of a view if every group had the same mix of another dimension.

    Attributes
    ----------
    by, by_title : str
        Dimension that is taken into account: name and words.
    standard : str
        "esp2013", "indirect", or the file with the populations.
    bands : tuple of str
        Words of the bands.
    groups : tuple of StandardisedGroup
        In the declared order; unknown groups are left out.
    gap : StandardisedGap
        The view's main contrast.
    """

    by: str
    by_title: str
    standard: str
    bands: tuple[str, ...]
    groups: tuple[StandardisedGroup, ...]
    gap: StandardisedGap


@dataclass(frozen=True, slots=True)
class ReleasedSite:
    """One site: counts as shown, and whether it lies outside the funnel.

    Attributes
    ----------
    site, label : str
        Value and words.
    numerator, denominator, value : Shown
        Protected counts and the level made from them.
    signal : int
        0 within the limits or not shown; 1 (-1) above (below) the 95 % ones, 2 (-2) the
        99.8 % ones. Judged on exact counts.
    """

    site: str
    label: str
    numerator: Shown
    denominator: Shown
    value: Shown
    signal: int


@dataclass(frozen=True, slots=True)
class FunnelLine:
    """Limits around the shown centre at one size."""

    size: float
    lower: float
    upper: float
    outer_lower: float
    outer_upper: float


@dataclass(frozen=True, slots=True)
class ReleasedSpread:
    """Whether the sites shown differ more than chance would make them.

    Attributes
    ----------
    dispersion : float
        Multiplicative over-dispersion phi, winsorised.
    is_beyond_chance : bool
        Whether that is more than chance.
    multiplied, added : int
        How many sites would lie outside 99.8 % limits widened either way.
    """

    dispersion: float
    is_beyond_chance: bool
    multiplied: int
    added: int


@dataclass(frozen=True, slots=True)
class ReleasedFunnel:
    """Sites of one measure against all of them together, in one phase.

    Attributes
    ----------
    measure : Measure
        What is counted.
    dimension, dimension_title : str
        The dimension of the sites: name and words.
    by, by_title, group, group_label : str
        Whose care is compared: group of another dimension; empty for everyone.
    phase : int
        1 since the change; 0 before it, where nothing was counted since.
    has_unknown : bool
        Whether some were counted at no known site.
    sites : tuple of ReleasedSite
        In the declared order, never by rank.
    centre : float or None
        Level of the sites shown, from protected counts.
    lines : tuple of FunnelLine
        Limits to draw: they follow from centre and size alone.
    spread : ReleasedSpread or None
        None for fewer than ten sites.
    """

    measure: Measure
    dimension: str
    dimension_title: str
    by: str
    by_title: str
    group: str
    group_label: str
    phase: int
    has_unknown: bool
    sites: tuple[ReleasedSite, ...]
    centre: float | None
    lines: tuple[FunnelLine, ...]
    spread: ReleasedSpread | None
