"""What the forms about those who took part ask for."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as words

from efqi.projects.document.people import AccessMet, QuoteConsent
from efqi.web.workbench.forms.field import Choices, Field, Form, Widget, choices_of

LADDER: Choices = tuple(
    (str(step), name)
    for step, name in enumerate(
        (
            "coercion",
            "educating",
            "informing",
            "consultation",
            "engagement",
            "codesign",
            "coproduction",
        ),
        start=1,
    )
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
            Field("is_staff", words("Paid by the service"), "", Widget.YES),
            Field("group", words("Group that they speak from")),
            Field(
                "experience",
                words("What do they bring that the team lacks?"),
                "",
                Widget.TEXT,
            ),
            Field("route", words("How were they reached?")),
            Field("reach_note", words("Whom does that not reach?"), "", Widget.TEXT),
            Field("activity", words("What did they do?"), "", Widget.TEXT),
            Field(
                "linked_to",
                words("What was it about?"),
                words("aim, problem, study, or a cycle"),
            ),
            Field("hours", words("Hours"), "", Widget.NUMBER),
            Field(
                "ladder_offered",
                words("Step that was meant"),
                "",
                Widget.CHOICE,
                LADDER,
            ),
            Field(
                "ladder_felt",
                words("Step that it felt like to them"),
                "",
                Widget.CHOICE,
                LADDER,
            ),
            Field(
                "access_arrangements",
                words("What they needed"),
                words("One on each line."),
                Widget.LINES,
            ),
            Field(
                "access_met",
                words("Was it there?"),
                "",
                Widget.CHOICE,
                choices_of(AccessMet),
            ),
            Field(
                "offer_in_writing",
                words("The offer was written down before their yes"),
                "",
                Widget.YES,
            ),
            Field(
                "payment_offered",
                words("Payment offered, in pounds"),
                "",
                Widget.NUMBER,
            ),
            Field(
                "payment_choice",
                words("What did they choose?"),
                words("accepted, declined, voucher, donated …"),
            ),
            Field("paid_by", words("Paid by (promised)"), "", Widget.DATE),
            Field("paid_on", words("Paid on"), "", Widget.DATE),
            Field("said", words("The point they made"), "", Widget.TEXT),
            Field(
                "what_changed",
                words("Because of this we …"),
                words("Or: nothing changed because …"),
                Widget.TEXT,
            ),
            Field("decided_by", words("Who decided?")),
            Field("feedback_due", words("They hear from us by"), "", Widget.DATE),
            Field("feedback_given", words("They heard on"), "", Widget.DATE),
            Field("feedback_form", words("How")),
            Field(
                "quote_consent",
                words("Who may read their words?"),
                "",
                Widget.CHOICE,
                choices_of(QuoteConsent),
            ),
        ),
    ),
    "reading": Form(
        "reading",
        words("What does the answer mean to you?"),
        words("Three questions. Your words stand beside the team's, in the same size."),
        (
            Field("true_to_life", words("Is this true to your life?"), "", Widget.TEXT),
            Field("missing", words("What is missing?"), "", Widget.TEXT),
            Field("would_do", words("What would you do?"), "", Widget.TEXT),
            Field("role", words("Who are you here?"), words("Patient, carer, nurse …")),
            Field("is_staff", words("I am paid by the service"), "", Widget.YES),
            Field("group", words("Group that you speak from, if you wish")),
            Field(
                "quote_consent",
                words("Who may read your words?"),
                "",
                Widget.CHOICE,
                choices_of(QuoteConsent),
            ),
        ),
        words("Say it"),
    ),
}
