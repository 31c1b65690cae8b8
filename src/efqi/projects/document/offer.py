"""What someone is offered who is asked to take part, and what they answered."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from efqi.projects.document.record import Line, Paragraph, Record


class Offer(Record):
    """An invitation to take part, in plain words; all of it is settled before the yes.

    Attributes
    ----------
    what : str
        What is asked, in a sentence or two.
    when_and_where : str
        Days, times, places, and whether it can be done from home.
    hours : float
        How long it takes, in all.
    payment : Decimal or None
        Pounds for the whole; None where there is none.
    payment_how : str
        How and when it is paid, travel and care costs, what it means for benefits.
    may_change : str
        What they may change, and what is already fixed.
    support : str
        What can be arranged, such as an interpreter or large print.
    contact : str
        Whom to ask before deciding.
    answer_by, hear_by : date or None
        When an answer is needed; when they hear what came of it.
    """

    what: Paragraph = Field(min_length=1)
    when_and_where: Paragraph = ""
    hours: float = Field(ge=0)
    payment: Decimal | None = Field(default=None, ge=0)
    payment_how: Paragraph = ""
    may_change: Paragraph = Field(min_length=1)
    support: Paragraph = ""
    contact: Line = Field(min_length=1)
    answer_by: date | None = None
    hear_by: date | None = None


class OfferReply(Record):
    """What someone answered to an offer.

    Attributes
    ----------
    takes_part : bool
        Yes or no; a no needs no reason and keeps nothing else.
    name : str
        How they wish to be called: a name, a chosen name, or nothing.
    needs, also_needs
        What they need, never why.
    hear_back, reach_at : str
        How they want to hear from the team; where, if they gave it.
    """

    takes_part: bool
    name: Line = ""
    needs: tuple[Line, ...] = ()
    also_needs: Line = ""
    hear_back: Line = ""
    reach_at: Line = ""
