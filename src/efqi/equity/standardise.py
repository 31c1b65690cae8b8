"""Levels of groups as they would be if all had the same mix of ages."""

from dataclasses import dataclass

import numpy as np

from efqi.equity.crossing import Crossing
from efqi.equity.question import Question
from efqi.measures.measure import Kind
from efqi.measures.table import Counts
from efqi.stats.limits import Figures
from efqi.stats.proportions import proportion
from efqi.stats.rates import rate
from efqi.stats.standardisation import (
    directly_standardised_proportion,
    directly_standardised_rate,
    indirectly_standardised_ratio,
    indirectly_standardised_share,
)

CONFIDENCE = 0.90
INDIRECT = "indirect"
"""Name of the standard that takes everyone's own levels before the change."""


@dataclass(frozen=True, slots=True)
class Standard:
    """What groups are standardised to.

    Attributes
    ----------
    name : str
        "esp2013", `INDIRECT`, or the file that the populations come from.
    populations : tuple of (str, float)
        Each band and its persons; empty where the standard is indirect.
    """

    name: str
    populations: tuple[tuple[str, float], ...] = ()

    @property
    def is_indirect(self) -> bool:
        """Whether levels, not a population, are the standard."""
        return self.name == INDIRECT


@dataclass(frozen=True, slots=True)
class Standardisation:
    """What is standardised: exact counts by group and band; confidential until released.

    Attributes
    ----------
    question : Question
        The view that it belongs to.
    standard : Standard
        To what.
    crossing : Crossing
        Groups by bands.
    """

    question: Question
    standard: Standard
    crossing: Crossing


@dataclass(frozen=True, slots=True)
class Levels:
    """Standardised levels, not multiplied.

    Attributes
    ----------
    level : Figures, shape (2, G)
        Before the change and since, 90 % limits.
    ratio : Figures or None, shape (2, G)
        Observed over expected; None unless the standard is indirect.
    comparable : Figures, shape (2, G)
        What one group's may be taken from another's: direct levels; for an indirect
        standard, the crude level less the one expected. Two indirect ratios weigh ages
        differently, but what each group's own mix of ages makes of everyone's levels is a
        plain part of its crude level.
    """

    level: Figures
    ratio: Figures | None
    comparable: Figures


def standardised_levels(
    counts: tuple[Counts, Counts],
    reference: tuple[Counts, Counts],
    populations: Counts | None,
    kind: Kind,
) -> Levels:
    """Standardise the levels of groups.

    Parameters
    ----------
    counts : tuple of ndarray, shape (2, G, B)
        Numerator and denominator by phase, group and band.
    reference : tuple of ndarray, shape (B,)
        The same of everyone before the change, which gives the expected levels.
    populations : ndarray of shape (B,) or None
        Standard population; None for indirect standardisation.
    kind : Kind
        Proportion or rate.
    """
    if populations is not None:
        direct = (
            directly_standardised_proportion
            if kind is Kind.PROPORTION
            else directly_standardised_rate
        )
        level = direct(*counts, populations, CONFIDENCE)
        return Levels(level, None, level)
    indirect = (
        indirectly_standardised_share
        if kind is Kind.PROPORTION
        else indirectly_standardised_ratio
    )
    top, bottom = reference
    ratio = indirect(*counts, top, bottom, CONFIDENCE)
    overall = float(top.sum() / bottom.sum()) if bottom.sum() > 0 else np.nan
    crude = (proportion if kind is Kind.PROPORTION else rate)(
        counts[0].sum(axis=-1), counts[1].sum(axis=-1), CONFIDENCE
    )
    # Ratio is crude over expected, so this is crude less expected.
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.where(ratio.value > 0, crude.value / ratio.value, np.nan)
    left = Figures(*(e - expected for e in (crude.value, crude.lower, crude.upper)))
    return Levels(ratio.scaled(overall), ratio, left)
