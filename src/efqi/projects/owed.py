"""Everything that a project owes, to people and to itself, with the day it is due."""

from collections.abc import Iterator, Sequence
from datetime import date

from efqi.projects.debt import Debt, Owed, to_people
from efqi.projects.decided import to_review
from efqi.projects.document.document import ProjectDocument
from efqi.projects.progress import Step


def owed(document: ProjectDocument, found: Sequence[Step]) -> tuple[Owed, ...]:
    """List what is still owed, late or not; the earliest first.

    Parameters
    ----------
    document : ProjectDocument
        All that was written.
    found : sequence of Step
        What the project is asked, as `steps` gives it.
    """
    all_of_it = (
        *to_people(document.participation),
        *_reviews(document),
        *_taken(found),
    )
    return tuple(sorted(all_of_it, key=lambda each: each.due_on))


def is_due(each: Owed, today: date) -> bool:
    """Say whether it waits today: a promise after its day, a review from its day on."""
    is_review_day = each.what is Debt.REVIEW and each.due_on == today
    return is_review_day or each.is_late(today)


def _reviews(document: ProjectDocument) -> Iterator[Owed]:
    for decision in to_review(document.decisions):
        if decision.review_on is not None:
            yield Owed(Debt.REVIEW, decision.about, decision.review_on, decision)
    followed = {cycle.because_of for cycle in document.cycles}
    for cycle in document.cycles:
        if cycle.act.review_on is not None and cycle.identifier not in followed:
            yield Owed(Debt.REVIEW, cycle.title, cycle.act.review_on, cycle)


def _taken(found: Sequence[Step]) -> Iterator[Owed]:
    for step in found:
        taken = step.assignment
        if taken is not None and step.is_open:
            yield Owed(Debt.TAKEN_ON, step.item.question, taken.due, taken)
