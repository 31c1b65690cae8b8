"""What happens next, and whom to ask, in plain words."""

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


def next_sentences(document: ProjectDocument) -> tuple[str, ...]:
    """Say where the work stands, by when it wants to get there, and when it is looked at.

    Parameters
    ----------
    document : ProjectDocument
        Of its texts none is used, only dates and states.
    """
    said = [say(PLAIN_CLAIM[document.claim])]
    tests = [c for c in document.cycles if c.act.choice is None]
    if document.claim is Claim.UNDER_WAY and tests:
        said.append(say("It is trying out a change now."))
    if document.claim is Claim.UNDER_WAY and document.aim.by is not None:
        said.append(
            say("It wants to reach its aim by {day}.", day=full_date(document.aim.by))
        )
    reviews = [d.review_on for d in document.decisions if d.review_on]
    reviews += [c.act.review_on for c in document.cycles if c.act.review_on]
    if reviews:
        said.append(
            say("It looks at this again on {day}.", day=full_date(max(reviews)))
        )
    return tuple(said)


def ask_sentences(document: ProjectDocument) -> tuple[str, ...]:
    """Say whom to ask: what the team wrote for that, never a person's name of ours."""
    contact, place = document.charter.contact, document.charter.organisation
    said = [contact] if contact else [say("Ask the person who showed you this page.")]
    if place:
        said.append(say("The work is done at {place}.", place=place))
    said.append(say("You may ask anything. You may say what you think of it."))
    return tuple(said)
