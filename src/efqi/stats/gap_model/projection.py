"""How much longer until a change could be seen, or ruled out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from efqi.stats.gap_model.level_change import (
    Posterior,
    Prior,
    design,
    filtered,
    levels,
    noise_candidates,
)
from efqi.stats.gap_model.series import Calendar, Series

Floats = NDArray[np.float64]

SEE = 2.49
"""Standard errors within a change that is seen four times in five: 1.645 + 0.842."""
CLEAR = 2.93
"""Standard errors within a margin inside which no change stays four times in five."""
HORIZON_YEARS = 5
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Projection:
    """Standard error of the change if the series went on as it does now.

    Attributes
    ----------
    ahead : ndarray of int, shape (H,)
        Further intervals; the first is 0.
    errors : ndarray of float, shape (H, R)
        Standard error then.
    """

    ahead: NDArray[np.int64]
    errors: Floats

    def first(self, target: Floats | float) -> list[int | None]:
        """Fewest further intervals with an error within the target, one a series.

        None where five more years would not do: waiting will not help.
        """
        reached = self.errors <= target
        return [
            int(self.ahead[column.argmax()]) if column.any() else None
            for column in reached.T
        ]


def project(
    series: Series, calendar: Calendar, prior: Prior, found: Posterior
) -> Projection:
    """Add intervals at the volume of the last year after the change.

    The noise, autocorrelation and drift keep the weights that the data gave them, so only
    the design grows.

    Parameters
    ----------
    series, calendar, prior
        As judged.
    found : Posterior
        Result of `posterior` on them.

    Returns
    -------
    Projection
        Up to five years ahead, in at most 60 steps.
    """
    step = max(1, round(HORIZON_YEARS * calendar.per_year / _STEPS))
    ahead = np.arange(0, round(HORIZON_YEARS * calendar.per_year) + 1, step)
    longer = Calendar(
        np.append(calendar.is_after, np.ones(ahead[-1], dtype=bool)), calendar.per_year
    )
    columns = design(longer, prior.season > 0)
    now = calendar.is_after.size
    noise = noise_candidates(series, columns[:, :now])
    inner = filtered(series, columns[:, :now], noise)
    recent = _recent_variance(series, calendar)
    errors = []
    for k in range(ahead[-1] + 1):
        if k % step == 0:
            variance = np.concatenate(
                [
                    levels(inner, series.units, prior, drift).variance_change
                    for _, drift in prior.drifts
                ]
            )
            errors.append(np.sqrt((found.change.weights * variance).sum(axis=0)))
        if k < ahead[-1]:
            row = np.append(0.0, columns[:, now + k])[:, None]
            inner.add(np.repeat(row, len(recent), axis=1), recent)
    return Projection(ahead, np.array(errors))


def _recent_variance(series: Series, calendar: Calendar) -> Floats:
    """Mean sampling variance of the last year after the change, shape (R,)."""
    year = max(1, round(calendar.per_year))
    after = np.flatnonzero(calendar.is_after)
    recent = series.variances[:, after[-year:]]
    is_seen = np.isfinite(recent)
    mean = np.where(is_seen, recent, 0.0).sum(axis=1) / np.maximum(
        is_seen.sum(axis=1), 1
    )
    return np.where(is_seen.any(axis=1), mean, np.inf)
