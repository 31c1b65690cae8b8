"""Centre line and spread of one phase, from which limits of any width follow."""

from dataclasses import dataclass

import numpy as np

from efqi.stats.spc.average import Floats


@dataclass(frozen=True, slots=True)
class Spread:
    """What a chart's formula gives for one phase.

    Attributes
    ----------
    value : ndarray of float, shape (t, S)
        What is plotted.
    centre : ndarray of float, shape (S,)
        Centre line.
    sigma : ndarray of float, shape (S,) or (t, S)
        One standard deviation of a plotted point; NaN where there are no limits.
    around : ndarray of float, shape (S,), or None
        Level that limits are drawn around; the centre line where None.
    floor : float or ndarray of float, shape (S,)
        Lowest that the value can be; limits stop there.
    ceiling : float
        Highest that the value can be.
    power : float
        Limits are raised to this power (values were transformed by its inverse).
    """

    value: Floats
    centre: Floats
    sigma: Floats
    around: Floats | None = None
    floor: float | Floats = -np.inf
    ceiling: float = np.inf
    power: float = 1.0

    def limits(self, sigmas: float) -> tuple[Floats, Floats]:
        """Lower and upper limit at that many standard deviations, shape (t, S)."""
        level = self.centre if self.around is None else self.around
        reach = sigmas * np.broadcast_to(self.sigma, self.value.shape)
        lower: Floats = np.clip(level - reach, self.floor, self.ceiling)
        upper: Floats = np.clip(level + reach, self.floor, self.ceiling)
        return lower**self.power, upper**self.power
