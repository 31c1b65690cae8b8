"""What the forms about those who took part ask for."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as words

from efqi.projects.document.people import AccessMet, QuoteConsent
from efqi.store.practice_file import load_practice
from efqi.web.workbench.forms.field import Choices, Field, Form, Widget, choices_of

_PERSON = words("Who they are, and how they were reached")
_DONE = words("What they did, and how it felt")
_ACCESS = words("What they needed")
_PAY = words("The offer and the payment")
_WORDS = words("Who decided, and who may read their words")
_AGREES = (
    words("yes"),
    words("corrected"),
    words("disagrees"),
    words("not yet asked"),
)
LADDER: Choices = tuple(
    (str(each.step), f"{each.step}: {each.name}. {each.test}")
    for each in load_practice().ladder
)


PEOPLE_FORMS: Mapping[str, Form] = {
    "participation": Form(
        "participation",
        words("Who took part, and what changed because of them?"),
        words("They choose how they are named. Write what was needed, never why."),
        (
            Field("on", words("When?"), "", Widget.DATE),
            Field("person", words("Who?"), words("A name, a chosen name or a code.")),
            Field("role", words("Role"), words("Patient, carer, frontline staff …")),
            Field("said", words("The point they made"), "", Widget.TEXT),
            Field(
                "what_changed",
                words("Because of this we …"),
                words("Or: nothing changed because …"),
                Widget.TEXT,
            ),
            Field("feedback_due", words("They hear from us by"), "", Widget.DATE),
            Field(
                "payment_offered",
                words("Payment offered, in pounds"),
                words("Write 0 where nothing is paid and both sides agreed to that."),
                Widget.NUMBER,
            ),
            Field(
                "is_staff",
                words("They are paid by the service to be there"),
                "",
                Widget.YES,
                section=_PERSON,
            ),
            Field(
                "group",
                words("Group that they speak from"),
                words("Only where they said so."),
                offer="groups",
                section=_PERSON,
            ),
            Field(
                "experience",
                words("What do they bring that the team lacks?"),
                "",
                Widget.TEXT,
                section=_PERSON,
            ),
            Field("route", words("How were they reached?"), section=_PERSON),
            Field(
                "reach_note",
                words("Whom does that not reach?"),
                "",
                Widget.TEXT,
                section=_PERSON,
            ),
            Field(
                "activity",
                words("What did they do?"),
                "",
                Widget.TEXT,
                section=_DONE,
            ),
            Field(
                "linked_to",
                words("What was it about?"),
                words("aim, problem, study, or a cycle"),
                section=_DONE,
            ),
            Field("hours", words("Hours"), "", Widget.NUMBER, section=_DONE),
            Field(
                "ladder_offered",
                words("Step that was meant"),
                "",
                Widget.CHOICE,
                LADDER,
                section=_DONE,
            ),
            Field(
                "ladder_felt",
                words("Step that it felt like to them"),
                words("Ask them; do not guess."),
                Widget.CHOICE,
                LADDER,
                section=_DONE,
            ),
            Field(
                "access_arrangements",
                words("What was arranged"),
                words("Such as large print or a later time. One on each line."),
                Widget.LINES,
                section=_ACCESS,
            ),
            Field(
                "access_met",
                words("Was it there?"),
                "",
                Widget.CHOICE,
                choices_of(AccessMet),
                section=_ACCESS,
            ),
            Field(
                "offer_in_writing",
                words("The offer was written down before their yes"),
                "",
                Widget.YES,
                section=_PAY,
            ),
            Field(
                "payment_choice",
                words("What did they choose?"),
                words("accepted, declined, voucher, donated …"),
                section=_PAY,
            ),
            Field(
                "paid_by", words("Paid by (promised)"), "", Widget.DATE, section=_PAY
            ),
            Field("paid_on", words("Paid on"), "", Widget.DATE, section=_PAY),
            Field("decided_by", words("Who decided?"), section=_WORDS),
            Field(
                "feedback_given",
                words("They heard on"),
                "",
                Widget.DATE,
                section=_WORDS,
            ),
            Field("feedback_form", words("How did they hear?"), section=_WORDS),
            Field(
                "agrees_record",
                words("Do they agree with what is written here?"),
                "",
                Widget.CHOICE,
                tuple((each, each) for each in _AGREES),
                section=_WORDS,
            ),
            Field(
                "quote_consent",
                words("Who may read their words?"),
                "",
                Widget.CHOICE,
                choices_of(QuoteConsent),
                section=_WORDS,
            ),
        ),
    ),
    "participation-heard": Form(
        "participation",
        words("When and how did they hear from you?"),
        words("What changed because of them, or why nothing did."),
        (
            Field("feedback_given", words("They heard on"), "", Widget.DATE),
            Field(
                "feedback_form",
                words("How did they hear?"),
                words("A call, a letter, a visit …"),
            ),
        ),
        words("Record that they heard"),
    ),
    "participation-paid": Form(
        "participation",
        words("When were they paid?"),
        words("The day on which they had the money."),
        (Field("paid_on", words("Paid on"), "", Widget.DATE),),
        words("Mark as paid"),
    ),
}
