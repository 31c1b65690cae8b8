"""What happens next, and whom to ask, in plain words."""

from datetime import date

from efqi.projects.decided import to_review
from efqi.projects.document.cycle import Cycle
from efqi.projects.document.decision import Claim
from efqi.projects.document.document import ProjectDocument
from efqi.reports.wording.dates import full_date
from efqi.reports.wording.sentence import say

PLAIN_CLAIM = {
    Claim.UNDER_WAY: "The team is still at work on this.",
    Claim.ADOPTED: "The team has kept the change.",
    Claim.SPREAD: "The change is now used in more places.",
    Claim.CLOSED: "The work on this has ended.",
}
"""What a project says of itself."""


def next_sentences(document: ProjectDocument, today: date) -> tuple[str, ...]:
    """Say where the work stands, by when it wants to get there, and when it is looked at.

    Parameters
    ----------
    document : ProjectDocument
        Of its texts none is used, only dates and states.
    today : date
        Day on which it is read.
    """
    said = [say(PLAIN_CLAIM[document.claim])]
    if document.claim is Claim.UNDER_WAY:
        if any(_is_tried(each, today) for each in document.cycles):
            said.append(say("It is trying out a change now."))
        said += _aim(document.aim.by, today)
    review = _next_review(document, today)
    if review is not None:
        said.append(say("It looks at this again on {day}.", day=full_date(review)))
    return tuple(said)


def _is_tried(cycle: Cycle, today: date) -> bool:
    if cycle.act.choice is not None or cycle.started_on is None:
        return False
    return cycle.started_on <= today <= (cycle.ended_on or today)


def _aim(by: date | None, today: date) -> tuple[str, ...]:
    if by is None:
        return ()
    template = (
        "It wants to reach its aim by {day}."
        if by >= today
        else "It wanted to reach its aim by {day}."
    )
    return (say(template, day=full_date(by)),)


def _next_review(document: ProjectDocument, today: date) -> date | None:
    days = [each.review_on for each in to_review(document.decisions)]
    days += [each.act.review_on for each in document.cycles]
    return min((day for day in days if day is not None and day >= today), default=None)


def ask_sentences(document: ProjectDocument) -> tuple[str, ...]:
    """Say whom to ask: what the team wrote for that, never a person's name of ours."""
    contact, place = document.charter.contact, document.charter.organisation
    said = [contact] if contact else [say("Ask the person who showed you this page.")]
    if place:
        said.append(say("The work is done at {place}.", place=place))
    said.append(say("You may ask anything. You may say what you think of it."))
    return tuple(said)
