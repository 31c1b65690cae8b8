"""Which sites differ from all of them together by more than chance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from efqi.measures.measure import Kind
from efqi.stats.funnel import ACTION, WARNING
from efqi.stats.funnel_limits import (
    exact_proportion_limits,
    exact_rate_limits,
    outside,
)
from efqi.stats.funnel_spread import Spread, proportion_spread, rate_spread
from efqi.stats.limits import Figures


@dataclass(frozen=True, slots=True)
class SiteSignals:
    """Sites of one measure, judged.

    Attributes
    ----------
    overall : float
        Level of the judged sites together, not multiplied; NaN where there are none.
    signal : ndarray of int8, shape (P,)
        0 within the limits; 1 (-1) above (below) the 95 % ones, 2 (-2) the 99.8 % ones.
    spread : Spread or None
        How much the judged sites differ; None for fewer than ten.
    """

    overall: float
    signal: NDArray[np.int8]
    spread: Spread | None


def site_signals(
    numerator: ArrayLike,
    denominator: ArrayLike,
    is_judged: NDArray[np.bool_],
    kind: Kind,
) -> SiteSignals:
    """Judge sites against all of them together.

    Parameters
    ----------
    numerator, denominator : array_like, shape (P,)
        Counts of every site.
    is_judged : ndarray of bool, shape (P,)
        Sites to judge; the others are left out of the whole as well.
    kind : Kind
        Proportion or rate.
    """
    x, n = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    signal = np.zeros(x.shape, dtype=np.int8)
    judged = is_judged & (n > 0)
    if not judged.any():
        return SiteSignals(np.nan, signal, None)
    overall = float(x[judged].sum() / n[judged].sum())
    is_share = kind is Kind.PROPORTION
    limits = exact_proportion_limits if is_share else exact_rate_limits
    spread_of = proportion_spread if is_share else rate_spread
    signal[judged] = outside(limits, overall, x[judged], n[judged])
    # Where nobody or everybody has the event there is no spread to speak of.
    has_spread = 0 < overall < (1 if is_share else np.inf)
    spread = spread_of(overall, x[judged], n[judged]) if has_spread else None
    return SiteSignals(overall, signal, spread)


def funnel_lines(
    overall: float, sizes: ArrayLike, kind: Kind
) -> tuple[Figures, Figures]:
    """Give the 95 % and the 99.8 % limits of a funnel at some sizes."""
    is_share = kind is Kind.PROPORTION
    limits = exact_proportion_limits if is_share else exact_rate_limits
    return limits(overall, sizes, WARNING), limits(overall, sizes, ACTION)
