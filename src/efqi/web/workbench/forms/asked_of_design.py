"""What the forms about causes, ideas and risks ask for."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as words

from efqi.projects.document.change import Burden
from efqi.web.workbench.forms.field import Choices, Field, Form, Widget, choices_of


def _numbers(first: int, last: int) -> Choices:
    return tuple((str(n), str(n)) for n in range(first, last + 1))


DESIGN_FORMS: Mapping[str, Form] = {
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
                Widget.YES,
            ),
            Field(
                "measures",
                words("Measures that would show it move"),
                words("One on each line."),
                Widget.LINES,
            ),
        ),
    ),
    "idea": Form(
        "idea",
        words("What could we change, and what does it ask of patients?"),
        words("Every idea has a price. Say who cannot pay it."),
        (
            Field("title", words("The idea")),
            Field("description", words("What would happen?"), "", Widget.TEXT),
            Field("proposed_by", words("Whose idea is it?")),
            Field(
                "burdens",
                words("What does it ask of a patient?"),
                words("Choose all that apply, or none."),
                Widget.CHOICES,
                choices_of(Burden),
            ),
            Field(
                "is_screened", words("We have asked what it costs them"), "", Widget.YES
            ),
            Field(
                "who_cannot_pay", words("Who cannot pay that price?"), "", Widget.TEXT
            ),
            Field(
                "mitigation", words("What is given or done about it?"), "", Widget.TEXT
            ),
            Field(
                "lowers_price",
                words("It asks less of patients than care does now"),
                "",
                Widget.YES,
            ),
            Field(
                "removes",
                words("Does it take away something that some people rely on?"),
                words("A phone line, a walk-in, a long slot, a paper letter."),
                Widget.TEXT,
            ),
            Field(
                "users_by_group", words("Who uses that now, by group?"), "", Widget.TEXT
            ),
            Field(
                "replacement",
                words("What replaces it before it goes?"),
                "",
                Widget.TEXT,
            ),
            Field(
                "evidence_population",
                words("With whom was the evidence made?"),
                "",
                Widget.TEXT,
            ),
            Field(
                "adaptation",
                words("What must change for the people you serve?"),
                "",
                Widget.TEXT,
            ),
            Field("answer", words("What was its proposer told?"), "", Widget.TEXT),
        ),
    ),
    "risk": Form(
        "risk",
        words("How could this make a gap wider?"),
        words("Score it for the group that would bear it, never for the average."),
        (
            Field("description", words("What would happen?"), "", Widget.TEXT),
            Field("group", words("Which group would bear it?")),
            Field(
                "likelihood",
                words("How likely, 1 to 5?"),
                "",
                Widget.CHOICE,
                _numbers(1, 5),
            ),
            Field(
                "severity", words("How bad, 1 to 5?"), "", Widget.CHOICE, _numbers(1, 5)
            ),
            Field(
                "seen_by",
                words("How soon would you see it, 1 to 4?"),
                words("1: within a cycle. 4: we have no way to see it."),
                Widget.CHOICE,
                _numbers(1, 4),
            ),
            Field("early_sign", words("What would you see first?"), "", Widget.TEXT),
            Field("stop_rule", words("What would make you stop?"), "", Widget.TEXT),
            Field("guard", words("What prevents it?"), "", Widget.TEXT),
            Field("owner", words("Who watches?")),
            Field("outcome", words("What happened?"), "", Widget.TEXT),
        ),
    ),
}
