"""The rules by which evidence on two scales becomes one answer."""

from dataclasses import dataclass
from math import isnan

from efqi.equity.verdict import Category

WIDENED_FROM = 0.95
"""Probability of a wider gap from which a scale carries evidence of widening."""
NARROWED_TO = 0.05


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one scale says of the size of the gap.

    Attributes
    ----------
    probability_widened : float
        Posterior probability that the gap grew; NaN where the scale is not defined (a
        ratio of values that are not all above zero), and then the other one decides.
    is_within_margin : bool
        Whether the 90 % interval of the change lies inside the declared margin.
    """

    probability_widened: float
    is_within_margin: bool

    @property
    def shows(self) -> Category | None:
        """Widened or narrowed where the scale carries evidence of it."""
        if self.probability_widened >= WIDENED_FROM:
            return Category.WIDENED
        if self.probability_widened <= NARROWED_TO:
            return Category.NARROWED
        return None

    def opposes(self, shown: Category) -> bool:
        """Whether the scale points the other way than a finding, however weakly."""
        if shown is Category.WIDENED:
            return self.probability_widened < 0.5
        return self.probability_widened > 0.5


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer and what carries it.

    Attributes
    ----------
    category : Category
        The answer.
    decided_by : tuple of str
        Scales that carry it.
    is_below_margin : bool
        Widened or narrowed, by less than the declared margin on every scale that carries
        it.
    """

    category: Category
    decided_by: tuple[str, ...] = ()
    is_below_margin: bool = False


def decide(absolute: Evidence, relative: Evidence, *, is_reversed: bool) -> Decision:
    """Try the answers in their order; the data are known to be enough to judge.

    Parameters
    ----------
    absolute, relative : Evidence
        Both scales.
    is_reversed : bool
        Whether the gap had one sign before and the other after, with evidence on both
        sides.

    Returns
    -------
    Decision
        Never `DESCRIBE_ONLY`, which is decided before there is evidence.
    """
    both = {"absolute": absolute, "relative": relative}
    scales = {n: s for n, s in both.items() if not isnan(s.probability_widened)}
    shown = {name: s.shows for name, s in scales.items() if s.shows is not None}
    carriers = tuple(shown)
    if any(s.opposes(found) for found in shown.values() for s in scales.values()):
        return Decision(Category.MIXED, carriers)
    if is_reversed:
        return Decision(Category.REVERSED, carriers)
    if shown:
        is_below = all(scales[name].is_within_margin for name in carriers)
        return Decision(shown[carriers[0]], carriers, is_below)
    if all(s.is_within_margin for s in scales.values()):
        return Decision(Category.NO_MEANINGFUL_CHANGE, tuple(scales))
    return Decision(Category.CANNOT_TELL_YET)
