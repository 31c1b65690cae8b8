"""Many contrasts looked at: which findings stand."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

FALSE_DISCOVERY_RATE = 0.10


def two_sided(probability_above: ArrayLike) -> NDArray[np.float64]:
    """Two-sided tail of a posterior: ``2 min(P, 1 - P)``; NaN stays NaN."""
    above = np.asarray(probability_above, dtype=float)
    return np.asarray(2 * np.minimum(above, 1 - above))


def benjamini_hochberg(
    p: ArrayLike, rate: float = FALSE_DISCOVERY_RATE
) -> NDArray[np.bool_]:
    """Which of m findings stand when at most a share `rate` of them may be false.

    Steps up through the sorted p: all up to the largest k with ``p_(k) <= rate * k / m``
    stand (Benjamini and Hochberg 1995). A NaN was not tested: it never stands and does not
    count.

    Parameters
    ----------
    p : array_like of float, shape (m,)
        Two-sided tails.
    rate : float
        Expected share of false findings among those that stand.

    Returns
    -------
    ndarray of bool, shape (m,)
        Whether each stands, in the order given.
    """
    tails = np.asarray(p, dtype=float)
    tested = np.sort(tails[np.isfinite(tails)])
    bounds = rate * np.arange(1, tested.size + 1) / max(tested.size, 1)
    kept = tested[tested <= bounds]
    threshold = kept[-1] if kept.size else -np.inf
    return np.asarray(tails <= threshold)
