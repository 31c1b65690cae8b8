"""What patient partners are asked, and what a team says when it asks someone."""

from django.utils.translation import gettext_noop as words

from efqi.projects.document.people import QuoteConsent
from efqi.web.workbench.forms.field import Choices, Field, Form, Widget

WHO_MAY_READ: Choices = (
    (QuoteConsent.PUBLIC.value, words("Everyone, without my name")),
    (QuoteConsent.ORGANISATION.value, words("People who can open this project")),
    (QuoteConsent.TEAM.value, words("Only the team")),
    (QuoteConsent.NOBODY.value, words("Nobody. Just note that I read it")),
)
_QUESTIONS = (
    Field(
        "true_to_life",
        words("Is this true to your life?"),
        words("Leave out what you do not want to answer."),
        Widget.TEXT,
    ),
    Field("missing", words("What is missing?"), "", Widget.TEXT),
    Field("would_do", words("What would you do?"), "", Widget.TEXT),
)
_CONSENT = Field(
    "quote_consent",
    words("Who may read these words?"),
    words("If you choose none, nobody reads them but you."),
    Widget.CHOICE,
    WHO_MAY_READ,
)
READING = Form(
    "reading",
    words("What does this mean to you?"),
    words(
        "Your words stand beside the words of the team, in the same size. "
        "There are no wrong answers."
    ),
    (*_QUESTIONS, _CONSENT),
    words("Send my words"),
)
"""Someone's own reading."""
READING_FOR_SOMEONE = Form(
    "reading",
    words("What does this mean to them?"),
    words("Write what they said in their words. Read it back to them before you save."),
    (
        Field(
            "reader",
            words("Whose words are these?"),
            words("As they choose to be named. It is never on a shared page."),
        ),
        Field("role", words("Are they a patient, a carer or someone else?")),
        *_QUESTIONS,
        _CONSENT,
        Field(
            "is_agreed",
            words("I read it back to them and they agreed"),
            "",
            Widget.YES,
        ),
        Field("is_staff", words("They are paid by the service"), "", Widget.YES),
    ),
    words("Save their words"),
)
"""A reading that one person writes down for another."""
OFFER = Form(
    "offer",
    words("What do you ask of them, and what do they get?"),
    words("Pay and needs are settled before they say yes. Write as you would speak."),
    (
        Field("what", words("What do you ask them to do?"), "", Widget.TEXT),
        Field("when_and_where", words("When and where?"), "", Widget.TEXT),
        Field("hours", words("How many hours in all?"), "", Widget.NUMBER),
        Field(
            "payment",
            words("How much do you pay in all, in pounds?"),
            words("Leave it empty only if you cannot pay."),
            Widget.NUMBER,
        ),
        Field(
            "payment_how",
            words("How and when do you pay?"),
            words(
                "Say what you pay for travel and care, and what it means for benefits."
            ),
            Widget.TEXT,
        ),
        Field(
            "may_change",
            words("What can they change?"),
            words("Say what is fixed, too."),
            Widget.TEXT,
        ),
        Field("support", words("What can you arrange?"), "", Widget.TEXT),
        Field(
            "contact", words("Whom can they ask first?"), words("A phone or e-mail.")
        ),
        Field("answer_by", words("When do you need an answer?"), "", Widget.DATE),
        Field("hear_by", words("When do they hear what came of it?"), "", Widget.DATE),
    ),
    words("Make the link"),
)
"""An offer to take part, written by the team."""


def _same(*given: str) -> Choices:
    return tuple((each, each) for each in given)


REPLY = Form(
    "reply",
    words("Would you like to take part?"),
    "",
    (
        Field(
            "takes_part",
            words("Would you like to take part?"),
            words("You need not say why. You can stop at any time."),
            Widget.CHOICE,
            (("true", words("Yes, I would")), ("false", words("No, thank you"))),
        ),
        Field(
            "name",
            words("What shall we call you?"),
            words("A name of your choice. You can leave this empty."),
        ),
        Field(
            "needs",
            words("What do you need?"),
            words("You need not say why."),
            Widget.CHOICES,
            _same(
                words("Large print"),
                words("Easy read"),
                words("An interpreter"),
                words("Sign language"),
                words("To join by phone or video"),
                words("Travel paid before I come"),
                words("Care for someone while I take part"),
                words("Someone with me"),
                words("Breaks"),
                words("A place I can get into with ease"),
            ),
        ),
        Field("also_needs", words("Do you need something else?")),
        Field(
            "hear_back",
            words("How would you like to hear from us?"),
            "",
            Widget.CHOICE,
            _same(
                words("Phone call"),
                words("Text message"),
                words("E-mail"),
                words("Letter"),
                words("Letter in large print"),
                words("Face to face"),
            ),
        ),
        Field(
            "reach_at",
            words("Where can we reach you?"),
            words("A number or an address. Only the team sees it."),
        ),
    ),
    words("Send my answer"),
)
"""What is asked of someone who is offered to take part."""
