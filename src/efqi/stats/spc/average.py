"""Means and medians of columns over the rows that count; NaN where none do."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Sides = NDArray[np.int8]


def total_where(values: Floats, counts: Flags) -> Floats:
    """Sum each column over the rows that count, shape (T, S) to (S,)."""
    total: Floats = np.where(counts, values, 0.0).sum(axis=0)
    return total


def ratio(above: Floats, below: Floats) -> Floats:
    """Divide element by element; NaN where `below` is not above zero."""
    out = np.full(above.shape, np.nan)
    np.divide(above, below, out=out, where=below > 0)
    return out


def mean_where(values: Floats, counts: Flags) -> Floats:
    """Mean of each column over the rows that count, shape (T, S) to (S,)."""
    return ratio(total_where(values, counts), counts.sum(axis=0).astype(np.float64))


def median_where(values: Floats, counts: Flags) -> Floats:
    """Median of each column over the rows that count, shape (T, S) to (S,)."""
    ordered = np.sort(np.where(counts, values, np.nan), axis=0)
    found = counts.sum(axis=0)
    columns = np.arange(values.shape[1])
    low = ordered[np.maximum(found - 1, 0) // 2, columns]
    high = ordered[np.minimum(found // 2, len(values) - 1), columns]
    return np.where(found > 0, (low + high) / 2, np.nan)
