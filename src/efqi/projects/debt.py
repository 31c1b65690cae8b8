"""What is owed to those who took part, by the day it was promised."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from efqi.projects.document.cycle import Cycle
from efqi.projects.document.decision import Assignment, Decision
from efqi.projects.document.people import Participation

LONG = 1.0
"""Hours above which taking part is work that is paid."""
_DECLINED = ("declined", "donated", "not eligible")


class Debt(StrEnum):
    """What is owed."""

    FEEDBACK = "feedback"
    OFFER = "offer of payment"
    PAYMENT = "payment"
    REVIEW = "review"
    TAKEN_ON = "taken on"


MONEY = (Debt.OFFER, Debt.PAYMENT)
"""Debts that are money for taking part."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is owed.

    Attributes
    ----------
    what : Debt
        Which kind.
    about : str
        Role of who took part, what is looked at again, or what was taken on; it names
        nobody.
    due_on : date
        Day by which it was promised; where none was, the day on which they took part.
    record : Participation, Assignment, Decision or Cycle
        Where it is written; that may name people.
    """

    what: Debt
    about: str
    due_on: date
    record: Participation | Assignment | Decision | Cycle

    def is_late(self, today: date) -> bool:
        """Say whether its day is past."""
        return self.due_on < today


def to_people(log: Iterable[Participation]) -> Iterator[Owed]:
    """List what is still owed to those who took part, late or not."""
    for entry in log:
        if entry.feedback_given is None:
            due_on = entry.feedback_due or entry.on
            yield Owed(Debt.FEEDBACK, entry.role, due_on, entry)
        if not is_paid_work(entry):
            continue
        if entry.payment_offered is None and entry.hours > LONG:
            yield Owed(Debt.OFFER, entry.role, entry.on, entry)
        elif entry.payment_offered and entry.paid_on is None:
            yield Owed(Debt.PAYMENT, entry.role, entry.paid_by or entry.on, entry)


def is_paid_work(entry: Participation) -> bool:
    """Say whether taking part is paid: not staff's, and not where they want no pay."""
    wants_none = entry.payment_choice.casefold().startswith(_DECLINED)
    return not entry.is_staff and not wants_none


def late_to_people(
    log: Iterable[Participation], today: date, *kinds: Debt
) -> tuple[Participation, ...]:
    """List those who wait for such a thing after its day.

    Parameters
    ----------
    log : iterable of Participation
        All of it.
    today : date
        Day on which it is read.
    *kinds : Debt
        What is looked for.
    """
    return tuple(
        each.record
        for each in to_people(log)
        if each.what in kinds
        and each.is_late(today)
        and isinstance(each.record, Participation)
    )
