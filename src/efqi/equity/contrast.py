"""Which groups are compared, and how the comparison points."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Margin:
    """Smallest change of the gap that matters, declared before results.

    Attributes
    ----------
    absolute : float
        On the measure's shown scale: percentage points, or per `Measure.per`.
    relative : float
        Per cent change of the ratio.
    """

    absolute: float
    relative: float


@dataclass(frozen=True, slots=True)
class Contrast:
    """A comparison of groups within one dimension.

    The gap is always *adverse outcome of `group` minus that of `reference`*: above zero the
    group is worse off. With `group` None it is the gradient over an ordered dimension: the
    slope from the best-off end to the worst-off end (slope index of inequality).

    Attributes
    ----------
    measure, dimension : str
        Names in the plan.
    group, reference : str or None
        Values of the dimension; both None for the gradient.
    is_primary : bool
        True for the one contrast declared in advance, which carries the claim.
    """

    measure: str
    dimension: str
    group: str | None
    reference: str | None
    is_primary: bool = False
