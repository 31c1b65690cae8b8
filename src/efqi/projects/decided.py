"""Decisions in the order of time, and those that are due to be looked at again."""

from collections.abc import Iterable
from datetime import date

from efqi.projects.document.decision import Decision


def newest_first(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """List decisions, the newest first."""
    return tuple(sorted(decisions, key=lambda each: each.at, reverse=True))


def due_for_review(decisions: Iterable[Decision], today: date) -> tuple[Decision, ...]:
    """List decisions whose day of review is past, unless one about the same came since.

    Parameters
    ----------
    decisions : iterable of Decision
        All of a project.
    today : date
        Day on which it is asked.
    """
    ordered = newest_first(decisions)
    return tuple(
        each
        for position, each in enumerate(ordered)
        if each.review_on is not None
        and each.review_on < today
        and not any(
            (later.about, later.groups) == (each.about, each.groups)
            for later in ordered[:position]
        )
    )
