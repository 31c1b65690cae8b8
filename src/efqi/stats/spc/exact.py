"""Charts of counts too small for three sigma: limits from the law of the counts itself.

A limit is a count over the point's denominator: the smallest that a point exceeds, and the
largest that it falls short of, with no more chance than a normal value has of lying so many
sigma out on that side (0.00135 for three). A point on a limit is inside. Without any event
in the baseline, or with nothing but events, the level is not known well enough to limit
anything, and there are no limits.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, gammainc, ndtr

from efqi.stats.spc.average import Flags, Floats, mean_where
from efqi.stats.spc.baseline import Phase
from efqi.stats.spc.spread import Spread

FEWEST_SIGMAS = 2.0


@dataclass(frozen=True, slots=True)
class CountLaw:
    """Binomial or Poisson counts at points of known size and level.

    Attributes
    ----------
    size, level : ndarray of float, shape (N,)
        Denominator of each point, and the proportion or rate that is expected.
    is_binomial : bool
        Binomial; else Poisson.
    """

    size: Floats
    level: Floats
    is_binomial: bool

    def above(self, count: Floats) -> Floats:
        """Chance of more than so many events, shape (N,)."""
        if not self.is_binomial:
            return gammainc(count + 1, self.size * self.level)
        others = self.size - count
        chance = betainc(count + 1, np.where(others > 0, others, 1), self.level)
        return np.where(others > 0, chance, 0.0)

    def near(self, sigmas: float) -> Floats:
        """Count about so many sigma out (Cornish and Fisher 1938), to search from."""
        share = self.level if self.is_binomial else 0.0
        mean = self.size * self.level
        skew = (sigmas**2 - 1) * (1 - 2 * share) / 6
        count = mean + sigmas * np.sqrt(mean * (1 - share)) + skew
        return np.rint(count).clip(0)

    def highest(self, sigmas: float) -> Floats:
        """Smallest count that is exceeded no more often than a normal value is."""
        tail = float(ndtr(-sigmas))
        return _first(lambda count: self.above(count) <= tail, self.near(sigmas))

    def lowest(self, sigmas: float) -> Floats:
        """Largest count that is fallen short of no more often than a normal value is."""
        most = float(ndtr(sigmas))
        return _first(lambda count: self.above(count) < most, self.near(-sigmas))


def _first(holds: Callable[[Floats], Flags], near: Floats) -> Floats:
    """Smallest count from which a condition holds, searched from a count near it."""
    count = near
    while not (is_enough := holds(count)).all():
        count = count + ~is_enough
    while (can_be_less := (count > 0) & holds(np.maximum(count - 1, 0))).any():
        count = count - can_be_less
    return count


@dataclass(frozen=True, slots=True)
class ExactSpread(Spread):
    """A chart's formula whose limits are quantiles of a law of counts.

    Attributes
    ----------
    size : ndarray of float, shape (t, S), or None
        Denominator of each point; 1 where None.
    is_binomial : bool
        Binomial counts; else Poisson.
    """

    size: Floats | None = None
    is_binomial: bool = False

    def limits(self, sigmas: float) -> tuple[Floats, Floats]:
        """Lower and upper limit with the chance of that many sigma, shape (t, S).

        None below two sigma: small counts step by more, so that zones nearer the centre
        would hold almost every point.
        """
        if sigmas < FEWEST_SIGMAS:
            nothing = np.full(self.value.shape, np.nan)
            return nothing, nothing
        size = np.broadcast_to(
            1.0 if self.size is None else self.size, self.value.shape
        )
        level = np.broadcast_to(self.centre, size.shape)
        known = (level > 0) & (size > 0) & (~np.array(self.is_binomial) | (level < 1))
        law = CountLaw(size[known], level[known], self.is_binomial)
        lower, upper = np.full(size.shape, np.nan), np.full(size.shape, np.nan)
        lower[known] = law.lowest(sigmas) / law.size
        upper[known] = law.highest(sigmas) / law.size
        return lower, upper


def proportion_exact(phase: Phase) -> ExactSpread:
    """P chart with binomial limits."""
    return _exact(phase, phase.pooled_level(), is_binomial=True)


def rate_exact(phase: Phase) -> ExactSpread:
    """U chart with Poisson limits."""
    return _exact(phase, phase.pooled_level())


def count_exact(phase: Phase) -> ExactSpread:
    """C chart with Poisson limits."""
    return _exact(phase, phase.centre_or(mean_where(phase.value, phase.used)))


def _exact(phase: Phase, centre: Floats, *, is_binomial: bool = False) -> ExactSpread:
    return ExactSpread(
        phase.value,
        centre,
        np.full_like(centre, np.nan),
        size=phase.points.denominator,
        is_binomial=is_binomial,
    )
