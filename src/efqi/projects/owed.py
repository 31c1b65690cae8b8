"""What a project owes to people, with the day by which it is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from efqi.projects.document.document import ProjectDocument
from efqi.projects.document.participation_flags import overdue_feedback, unpaid


class Debt(StrEnum):
    """What is owed."""

    FEEDBACK = "feedback"
    OFFER = "offer of payment"
    PAYMENT = "payment"
    REVIEW = "review"


INVOLVEMENT = (Debt.OFFER, Debt.PAYMENT)
"""Debts that are money for taking part."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is owed; it names nobody.

    Attributes
    ----------
    what : Debt
        Which kind.
    about : str
        Role of who took part, or what is looked at again.
    due_on : date
        Day by which it was promised; for an offer, the day on which they took part.
    """

    what: Debt
    about: str
    due_on: date


def owed(document: ProjectDocument) -> tuple[Owed, ...]:
    """List what is still owed, whether it is late or not; the earliest first."""
    found = (*_to_people(document), *_reviews(document))
    return tuple(sorted(found, key=lambda each: each.due_on))


def _to_people(document: ProjectDocument) -> Iterator[Owed]:
    # On the last of all days everything that is not done is late: the flags' own rules
    # then list all that is open.
    log, end = document.participation, date.max
    for entry in overdue_feedback(log, end):
        yield Owed(Debt.FEEDBACK, entry.role, entry.feedback_due or entry.on)
    for entry in unpaid(log, end):
        if entry.payment_offered is None:
            yield Owed(Debt.OFFER, entry.role, entry.on)
        elif entry.paid_on is None:
            yield Owed(Debt.PAYMENT, entry.role, entry.paid_by or entry.on)


def _reviews(document: ProjectDocument) -> Iterator[Owed]:
    for decision in document.decisions:
        later = any(
            other.about == decision.about and other.at > decision.at
            for other in document.decisions
        )
        if decision.review_on is not None and not later:
            yield Owed(Debt.REVIEW, decision.about, decision.review_on)
    followed = {cycle.because_of for cycle in document.cycles}
    for cycle in document.cycles:
        if cycle.act.review_on is not None and cycle.identifier not in followed:
            yield Owed(Debt.REVIEW, cycle.title, cycle.act.review_on)
