"""Counts as they may be shown, and what a hidden one could be."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from efqi.disclosure.policy import Policy, Rounding
from efqi.disclosure.release import Shown
from efqi.measures.table import Counts

NOT_GIVEN = "not_given"
"""Reason code: the source gives a value without its counts."""
NO_DATA = "no_data"
"""Reason code: the source has no row here."""
NONE_IN_DENOMINATOR = "none_in_denominator"
"""Reason code: nobody to count among."""
TOO_FEW = "too_few"
"""Reason code: the counts of this value are hidden."""
TO_PROTECT = "hidden_to_protect"
"""Reason code: hidden because a small count could be worked out from it."""


@dataclass(frozen=True, slots=True)
class Protected:
    """Counts under a policy, each with what the public can know of it.

    Attributes
    ----------
    value : ndarray of float
        The count as shown; NaN where hidden or not there.
    lower, upper : ndarray of float
        Smallest and largest whole count that would be shown like this; NaN where there is
        none.
    """

    value: Counts
    lower: Counts
    upper: Counts

    @property
    def is_hidden(self) -> NDArray[np.bool_]:
        """Where a count exists but may not be shown."""
        return np.isnan(self.value) & ~np.isnan(self.lower)


def protect(counts: ArrayLike, policy: Policy) -> Protected:
    """Hide and round counts.

    Parameters
    ----------
    counts : array_like
        Exact counts of any shape; NaN where there is none. Fractional exposures are
        treated alike, and their bounds hold to the nearest whole.
    policy : Policy
        What is hidden and how the rest is rounded.

    Returns
    -------
    Protected
        Arrays of the same shape.
    """
    exact = np.asarray(counts, dtype=np.float64)
    value, spread_down, spread_up = _round(exact, policy.rounding)
    small = (exact > 0) & (exact < policy.smallest_shown)
    if policy.zero_is_disclosive:
        small |= exact == 0
    lower = np.where(small, policy.lowest_hidden, value - spread_down)
    upper = np.where(small, policy.smallest_shown - 1, value + spread_up)
    return Protected(np.where(small, np.nan, value), lower, upper)


def _round(exact: Counts, rounding: Rounding) -> tuple[Counts, Counts, Counts]:
    """Give rounded counts and how far the exact one can lie below and above."""
    some = np.where(exact > 0, 1.0, 0.0)
    if rounding is Rounding.NEAREST_5:
        return np.floor(exact / 5 + 0.5) * 5, 2 * some, 2 * some
    if rounding is Rounding.MIDPOINT_6:
        return np.ceil(exact / 6) * 6 - 3 * some, 2 * some, 3 * some
    return exact, 0 * some, 0 * some


def shown_counts(counts: ArrayLike, policy: Policy) -> tuple[Shown, ...]:
    """Write counts of one dimension as `Shown`: hidden ones with reason and bounds."""
    protected = protect(counts, policy)
    return tuple(
        _shown(float(value), float(lower), float(upper), policy.reason)
        for value, lower, upper in zip(
            protected.value, protected.lower, protected.upper, strict=True
        )
    )


def _shown(value: float, lower: float, upper: float, reason: str) -> Shown:
    if not np.isnan(value):
        return Shown(value)
    if np.isnan(lower):
        return Shown(None, NO_DATA)
    return Shown(None, reason, lower, upper)
