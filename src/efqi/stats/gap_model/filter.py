"""Inner products under autocorrelated noise, by one pass through time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Noise:
    """Noise beyond sampling: S candidates of a first-order autoregression a series.

    Attributes
    ----------
    variances : ndarray of float, shape (S, R)
        Stationary variance of each candidate for each series.
    correlations : ndarray of float, shape (S, 1)
        Correlation of neighbouring intervals.
    """

    variances: Floats
    correlations: Floats


@dataclass(slots=True)
class InnerProducts:
    """Inner products ``C' V^-1 C`` of columns C, growing with every interval.

    V is ``diag(sampling variances) + variance * correlation ** |i - j|`` over the true
    positions i, j. The one-step prediction errors of a Kalman filter are independent, so
    their products over their variance add up to it (Harvey, Forecasting, structural time
    series models and the Kalman filter, 1989, chapter 3): cost grows with T, not T cubed.

    Attributes
    ----------
    noise : Noise
        Candidates.
    products : ndarray of float, shape (K, K, S, R)
        The inner products so far.
    log_determinant : ndarray of float, shape (S, R)
        Of V so far.
    """

    noise: Noise
    products: Floats
    log_determinant: Floats
    _state: Floats
    _uncertainty: Floats

    @classmethod
    def start(cls, columns: int, noise: Noise) -> "InnerProducts":
        """Begin before the first interval."""
        shape = noise.variances.shape
        return cls(
            noise,
            np.zeros((columns, columns, *shape)),
            np.zeros(shape),
            np.zeros((columns, *shape)),
            noise.variances.copy(),
        )

    def add(self, row: Floats, variances: Floats) -> None:
        """Take in one interval.

        Parameters
        ----------
        row : ndarray of float, shape (K, R)
            Value of each column.
        variances : ndarray of float, shape (R,)
            Sampling variance; infinite where the interval is missing.
        """
        total = self._uncertainty + variances
        weight = 1 / total
        error = row[:, None] - self._state
        self.products += error[:, None] * (error * weight)
        self.log_determinant += np.log(np.where(np.isfinite(total), total, 1.0))
        gain = self._uncertainty * weight
        correlation = self.noise.correlations
        self._state = correlation * (self._state + gain * error)
        self._uncertainty = (
            correlation**2 * self._uncertainty * (1 - gain)
            + (1 - correlation**2) * self.noise.variances
        )
