"""Risks in the order in which they need someone: the worst group first, never the mean."""

from collections.abc import Iterable, Sequence

from efqi.projects.document.change import Burden, ChangeIdea, Risk
from efqi.projects.document.document import ProjectDocument
from efqi.projects.practice import Mechanism

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


PRICE, DIGITAL, SLACK = "igi.2", "igi.3", "igi.9"
"""Ways to harm that a change idea itself can point at."""


def not_looked_at(
    mechanisms: Sequence[Mechanism], document: ProjectDocument
) -> tuple[Mechanism, ...]:
    """List the ways to widen a gap that no risk of the project is about.

    Parameters
    ----------
    mechanisms : sequence of Mechanism
        Of the practice content.
    document : ProjectDocument
        The project.

    Returns
    -------
    tuple of Mechanism
        Those that its own ideas point at first, the others in their order.
    """
    seen = {risk.mechanism for risk in document.risks}
    urgent = {code for idea in document.ideas for code in pointed_at(idea)}
    left = [each for each in mechanisms if each.identifier not in seen]
    return tuple(sorted(left, key=lambda each: each.identifier not in urgent))


def pointed_at(idea: ChangeIdea) -> tuple[str, ...]:
    """Give the ways to harm that an idea's price and what it takes away point at."""
    codes = []
    if idea.burdens and not idea.mitigation.strip():
        codes.append(PRICE)
    if Burden.DATA in idea.burdens:
        codes.append(DIGITAL)
    if idea.removes.strip():
        codes.append(SLACK)
    return tuple(codes)
