"""Decisions in the order of time, and those to be looked at again."""

from collections.abc import Iterable
from datetime import date

from efqi.projects.document.decision import Decision

GATE = "pass over a gate"
"""What a decision is about that passes over a gate; it names the gate."""


def newest_first(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """List decisions, the newest first."""
    return tuple(sorted(decisions, key=lambda each: each.at, reverse=True))


def to_review(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """List decisions with a day of review, unless one about the same came since."""
    ordered = newest_first(decisions)
    return tuple(
        each
        for position, each in enumerate(ordered)
        if each.review_on is not None
        and not any(_subject(later) == _subject(each) for later in ordered[:position])
    )


def _subject(decision: Decision) -> tuple[str, str, tuple[str, ...]]:
    """Tell decisions apart; those on gates by the gate, since each is passed over alone."""
    gate = decision.what if decision.about == GATE else ""
    return decision.about, gate, decision.groups


def due_for_review(decisions: Iterable[Decision], today: date) -> tuple[Decision, ...]:
    """List decisions to look at again whose day is past.

    Parameters
    ----------
    decisions : iterable of Decision
        All of a project.
    today : date
        Day on which it is asked.
    """
    return tuple(
        each
        for each in to_review(decisions)
        if each.review_on and each.review_on < today
    )
