"""Areas or people put into equal parts by a score."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from efqi.stats.limits import Floats


def quantile_groups(score: ArrayLike, parts: int, *, highest_first: bool) -> Floats:
    """Put each score into one of `parts` equal parts, from 1.

    Parameters
    ----------
    score : array_like, shape (n,)
        NaN stays NaN.
    parts : int
        5 for quintiles, 10 for deciles.
    highest_first : bool
        Whether part 1 holds the highest scores.

    Returns
    -------
    ndarray of float, shape (n,)
        Whole numbers from 1 to `parts`. Equal scores share a part: that of the lowest
        rank among them.

    Raises
    ------
    ValueError
        If there are fewer than one part, or fewer scores than parts.
    """
    given = np.asarray(score, dtype=np.float64)
    known = np.isfinite(given)
    count = int(known.sum())
    if not 1 <= parts <= count:
        raise ValueError(f"{count} scores cannot be put into {parts} parts.")
    found = np.full(given.shape, np.nan)
    turned = -given[known] if highest_first else given[known]
    found[known] = np.floor((_ranks(turned) - 1) * parts / count) + 1
    return found


def _ranks(values: Floats) -> NDArray[np.int64]:
    return np.searchsorted(np.sort(values), values, side="left").astype(np.int64) + 1
