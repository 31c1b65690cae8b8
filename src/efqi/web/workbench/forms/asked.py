"""What each form asks for: tables of fields, in the order of the page."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as words

from efqi.projects.document.change import Burden
from efqi.projects.document.charter import Lens
from efqi.projects.document.measurement import MeasureRole
from efqi.projects.document.people import AccessMet, QuoteConsent
from efqi.web.workbench.forms.asked_of_cycles import CYCLE_FORMS
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


def _numbers(first: int, last: int) -> Choices:
    return tuple((str(n), str(n)) for n in range(first, last + 1))


TEXT, DATE, NUMBER, YES = Widget.TEXT, Widget.DATE, Widget.NUMBER, Widget.YES
CHOICE, CHOICES, ROWS, LINES = (
    Widget.CHOICE,
    Widget.CHOICES,
    Widget.ROWS,
    Widget.LINES,
)

FORMS: Mapping[str, Form] = {
    "charter": Form(
        "charter",
        words("What are we trying to change, and why is there a gap?"),
        words("The problem from both sides, and an explanation that could be wrong."),
        (
            Field("problem", words("The problem"), "", TEXT),
            Field(
                "explanation",
                words("Why is there a gap?"),
                words("Name what the service does, not what patients are like."),
                TEXT,
            ),
            Field("disproof", words("What would prove that wrong?"), "", TEXT),
            Field("scope", words("What is in scope?"), "", TEXT),
            Field("exclusions", words("Who or what is left out, and why?"), "", TEXT),
            Field("closes_gap", words("Closing the gap is in scope"), "", YES),
            Field("sponsor", words("Who answers for it?"), words("A name.")),
            Field("sponsor_agreed_on", words("When did they agree?"), "", DATE),
            Field("organisation", words("Where does it run?")),
            Field("lens", words("Core20PLUS5 for"), "", CHOICE, choices_of(Lens)),
            Field("clinical_area", words("Which of the five areas?")),
            Field(
                "plus_groups",
                words("Local PLUS groups"),
                words("One on each line."),
                LINES,
            ),
        ),
    ),
    "aim": Form(
        "aim",
        words("What do we want, for everyone and for whom first?"),
        words("An aim for the average alone can be met while a group is left behind."),
        (
            Field("statement", words("The aim in one sentence"), "", TEXT),
            Field(
                "overall_target",
                words("Target for everyone"),
                words("On the scale shown, such as per cent."),
                NUMBER,
            ),
            Field("group", words("The group that is worst served")),
            Field("group_target", words("Target for that group"), "", NUMBER),
            Field(
                "floor",
                words("Floor"),
                words("The level that no group should stay on the wrong side of."),
                NUMBER,
            ),
            Field("by", words("By when?"), "", DATE),
            Field(
                "failure_condition",
                words("What result would be a failure?"),
                words("Such as: the average improves and that group does not."),
                TEXT,
            ),
        ),
    ),
    "member": Form(
        "member",
        words("Who is in the team?"),
        words("As they wish to be named."),
        (
            Field("name", words("Name")),
            Field("role", words("Role")),
            Field(
                "band",
                words("Pay band"),
                words("Shows whether the extra work falls on the lowest paid."),
            ),
            Field("is_staff", words("Paid by the service"), "", YES),
        ),
    ),
    "measure": Form(
        "measure",
        words("How is this measure counted?"),
        words("Lock the definition before results are seen."),
        (
            Field(
                "role", words("What is it for?"), "", CHOICE, choices_of(MeasureRole)
            ),
            Field("definition", words("How is it counted, in words?"), "", TEXT),
            Field(
                "upstream",
                words("Who never reaches the point where it starts to count?"),
                words("Not referred, not registered, did not get through."),
                TEXT,
            ),
            Field(
                "same_experience",
                words("Does it count the same experience the same way for everyone?"),
                words("Think of an interpreter, a carer, someone without a phone."),
                TEXT,
            ),
        ),
    ),
    "driver": Form(
        "driver",
        words("What drives the problem?"),
        words("A cause, and the cause that it leads to."),
        (
            Field("text", words("The cause")),
            Field(
                "causes_gap",
                words("It explains the difference between groups"),
                "",
                YES,
            ),
            Field(
                "measures",
                words("Measures that would show it move"),
                words("One on each line."),
                LINES,
            ),
        ),
    ),
    "idea": Form(
        "idea",
        words("What could we change, and what does it ask of patients?"),
        words("Every idea has a price. Say who cannot pay it."),
        (
            Field("title", words("The idea")),
            Field("description", words("What would happen?"), "", TEXT),
            Field("proposed_by", words("Whose idea is it?")),
            Field(
                "burdens",
                words("What does it ask of a patient?"),
                words("Choose all that apply, or none."),
                CHOICES,
                choices_of(Burden),
            ),
            Field("is_screened", words("We have asked what it costs them"), "", YES),
            Field("who_cannot_pay", words("Who cannot pay that price?"), "", TEXT),
            Field("mitigation", words("What is given or done about it?"), "", TEXT),
            Field(
                "lowers_price",
                words("It asks less of patients than care does now"),
                "",
                YES,
            ),
            Field(
                "removes",
                words("Does it take away something that some people rely on?"),
                words("A phone line, a walk-in, a long slot, a paper letter."),
                TEXT,
            ),
            Field("users_by_group", words("Who uses that now, by group?"), "", TEXT),
            Field("replacement", words("What replaces it before it goes?"), "", TEXT),
            Field(
                "evidence_population",
                words("With whom was the evidence made?"),
                "",
                TEXT,
            ),
            Field(
                "adaptation",
                words("What must change for the people you serve?"),
                "",
                TEXT,
            ),
            Field("answer", words("What was its proposer told?"), "", TEXT),
        ),
    ),
    "risk": Form(
        "risk",
        words("How could this make a gap wider?"),
        words("Score it for the group that would bear it, never for the average."),
        (
            Field("description", words("What would happen?"), "", TEXT),
            Field("group", words("Which group would bear it?")),
            Field(
                "likelihood", words("How likely, 1 to 5?"), "", CHOICE, _numbers(1, 5)
            ),
            Field("severity", words("How bad, 1 to 5?"), "", CHOICE, _numbers(1, 5)),
            Field(
                "seen_by",
                words("How soon would you see it, 1 to 4?"),
                words("1: within a cycle. 4: we have no way to see it."),
                CHOICE,
                _numbers(1, 4),
            ),
            Field("early_sign", words("What would you see first?"), "", TEXT),
            Field("stop_rule", words("What would make you stop?"), "", TEXT),
            Field("guard", words("What prevents it?"), "", TEXT),
            Field("owner", words("Who watches?")),
            Field("outcome", words("What happened?"), "", TEXT),
        ),
    ),
    **CYCLE_FORMS,
    "participation": Form(
        "participation",
        words("Who took part, and what changed because of them?"),
        words("They choose how they are named. Write what was needed, never why."),
        (
            Field("on", words("When?"), "", DATE),
            Field("person", words("Who?"), words("A name, a chosen name or a code.")),
            Field("role", words("Role"), words("Patient, carer, frontline staff …")),
            Field("is_staff", words("Paid by the service"), "", YES),
            Field("group", words("Group that they speak from")),
            Field(
                "experience", words("What do they bring that the team lacks?"), "", TEXT
            ),
            Field("route", words("How were they reached?")),
            Field("reach_note", words("Whom does that not reach?"), "", TEXT),
            Field("activity", words("What did they do?"), "", TEXT),
            Field(
                "linked_to",
                words("What was it about?"),
                words("aim, problem, study, or a cycle"),
            ),
            Field("hours", words("Hours"), "", NUMBER),
            Field("ladder_offered", words("Step that was meant"), "", CHOICE, LADDER),
            Field(
                "ladder_felt",
                words("Step that it felt like to them"),
                "",
                CHOICE,
                LADDER,
            ),
            Field(
                "access_arrangements",
                words("What they needed"),
                words("One on each line."),
                LINES,
            ),
            Field(
                "access_met", words("Was it there?"), "", CHOICE, choices_of(AccessMet)
            ),
            Field(
                "offer_in_writing",
                words("The offer was written down before their yes"),
                "",
                YES,
            ),
            Field("payment_offered", words("Payment offered, in pounds"), "", NUMBER),
            Field(
                "payment_choice",
                words("What did they choose?"),
                words("accepted, declined, voucher, donated …"),
            ),
            Field("paid_by", words("Paid by (promised)"), "", DATE),
            Field("paid_on", words("Paid on"), "", DATE),
            Field("said", words("The point they made"), "", TEXT),
            Field(
                "what_changed",
                words("Because of this we …"),
                words("Or: nothing changed because …"),
                TEXT,
            ),
            Field("decided_by", words("Who decided?")),
            Field("feedback_due", words("They hear from us by"), "", DATE),
            Field("feedback_given", words("They heard on"), "", DATE),
            Field("feedback_form", words("How")),
            Field(
                "quote_consent",
                words("Who may read their words?"),
                "",
                CHOICE,
                choices_of(QuoteConsent),
            ),
        ),
    ),
    "reading": Form(
        "reading",
        words("What does the answer mean to you?"),
        words("Three questions. Your words stand beside the team's, in the same size."),
        (
            Field("true_to_life", words("Is this true to your life?"), "", TEXT),
            Field("missing", words("What is missing?"), "", TEXT),
            Field("would_do", words("What would you do?"), "", TEXT),
            Field("group", words("Group that you speak from, if you wish")),
            Field(
                "quote_consent",
                words("Who may read your words?"),
                "",
                CHOICE,
                choices_of(QuoteConsent),
            ),
        ),
        words("Say it"),
    ),
}
"""Forms by name; a name before a dash is the kind that several forms share."""
