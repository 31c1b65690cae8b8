"""Risks in the order in which they need someone: the worst group first, never the mean."""

from collections.abc import Iterable

from efqi.projects.document.change import Risk

NO_WAY_TO_SEE = 4
"""Score of a risk that nobody would notice."""


def ranked(risks: Iterable[Risk]) -> tuple[Risk, ...]:
    """Give risks, those to look at first in front.

    A risk that nobody would see comes before all others: it needs a way to be seen before
    the next scale-up. The product of the scores only sorts the rest; it measures nothing.
    """
    return tuple(
        sorted(
            risks,
            key=lambda risk: (
                risk.seen_by < NO_WAY_TO_SEE,
                -risk.likelihood * risk.severity,
                -risk.severity,
            ),
        )
    )


def blind(risks: Iterable[Risk]) -> tuple[Risk, ...]:
    """List risks that there is no way to see."""
    return tuple(risk for risk in risks if risk.seen_by >= NO_WAY_TO_SEE)
