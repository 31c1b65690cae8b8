"""Whether groups differ more than chance would make them, and what funnels make of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from efqi.stats.funnel import ACTION, WARNING
from efqi.stats.limits import Floats, as_counts, normal_quantile

FEWEST_GROUPS = 10
"""Below this many groups their spread is not judged."""
WINSORISED = 0.1
"""Share of groups at either end that is pulled in before the spread is measured."""
_BEYOND_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Spread:
    """How much groups differ, and which would still stand out if limits allowed for it.

    Attributes
    ----------
    ratio : float
        Multiplicative over-dispersion phi: mean square of the winsorised z scores; 1 is
        what chance makes.
    between : float
        Additive over-dispersion tau: standard deviation between groups, on the scale of
        the transformed figures.
    is_beyond_chance : bool
        Whether the ratio is more than chance makes at the 5 % level.
    multiplied, added : ndarray of int8, shape (G,)
        Signals as `funnel_limits.outside`, with limits widened either way.
    """

    ratio: float
    between: float
    is_beyond_chance: bool
    multiplied: NDArray[np.int8]
    added: NDArray[np.int8]


def proportion_spread(
    overall: float, numerator: ArrayLike, denominator: ArrayLike
) -> Spread | None:
    """Measure the spread of proportions around an overall one.

    Parameters
    ----------
    overall : float
        Line of the funnel.
    numerator, denominator : array_like, shape (G,)
        Counts of each group; denominators over 0.

    Returns
    -------
    Spread or None
        None with fewer than ten groups.

    Notes
    -----
    Spiegelhalter (2005), Quality and Safety in Health Care 14:347-351, and Spiegelhalter
    and others (2012), JRSS A 175:1-47: z scores, 10 % winsorised at either end, give phi;
    phi and the weights give tau by the method of moments. Proportions are compared on
    the scale of arcsin sqrt p, whose standard error is ``1 / (2 sqrt n)``. The test takes
    ``G phi`` as chi-squared on G - 1; winsorising makes that cautious.
    """
    x, n = as_counts(numerator, denominator)
    distance = np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(overall))
    return _spread(distance, 1 / (2 * np.sqrt(n)))


def rate_spread(
    overall: float, events: ArrayLike, exposure: ArrayLike
) -> Spread | None:
    """Measure the spread of rates; compared on the scale of their square root."""
    x, n = as_counts(events, exposure)
    distance = np.sqrt(x / n) - np.sqrt(overall)
    return _spread(distance, 1 / (2 * np.sqrt(n)))


def _spread(distance: Floats, error: Floats) -> Spread | None:
    groups = distance.size
    if groups < FEWEST_GROUPS:
        return None
    score = distance / error
    ratio = float(np.mean(_winsorised(score) ** 2))
    weight = error**-2
    room = weight.sum() - (weight**2).sum() / weight.sum()
    between = float(np.sqrt(max(0.0, (groups * ratio - (groups - 1)) / room)))
    return Spread(
        ratio,
        between,
        bool(chdtrc(groups - 1, groups * ratio) < _BEYOND_CHANCE),
        _signal(score / np.sqrt(max(ratio, 1.0))),
        _signal(distance / np.sqrt(error**2 + between**2)),
    )


def _winsorised(score: Floats) -> Floats:
    ends = np.quantile(score, (WINSORISED, 1 - WINSORISED))
    return np.clip(score, *ends)


def _signal(score: Floats) -> NDArray[np.int8]:
    signal = np.zeros(score.shape, dtype=np.int8)
    for code, confidence in ((1, WARNING), (2, ACTION)):
        z = normal_quantile(confidence)
        signal[score > z] = code
        signal[score < -z] = -code
    return signal
