"""What the forms about causes, ideas and risks ask for."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_noop as words

from efqi.projects.document.change import Burden
from efqi.reports.wording.burden import burden_words
from efqi.store.practice_file import load_practice
from efqi.web.workbench.forms.field import Choices, Field, Form, Widget


def _scored(words_of: Sequence[str]) -> Choices:
    """Give the scores 1 upward, each with what it means."""
    return tuple((str(n), f"{n}: {said}") for n, said in enumerate(words_of, start=1))


_BURDENS: Choices = tuple((b.value, burden_words(b)) for b in Burden)
_SCALES = load_practice().risk_scales
_WHERE = words("Where it comes from, and what must change")

DESIGN_FORMS: Mapping[str, Form] = {
    "driver": Form(
        "driver",
        words("What drives the problem?"),
        words("A cause, and the cause that it leads to."),
        (
            Field(
                "text",
                words("The cause"),
                words("Name what the service does, not what patients are like."),
            ),
            Field(
                "parent",
                words("What does it lead to?"),
                words("Leave it empty for a cause that leads straight to the problem."),
                Widget.SELECT,
                offer="drivers",
            ),
            Field(
                "causes_gap",
                words("It explains the difference between groups"),
                words("Not only why the average is as it is."),
                Widget.YES,
            ),
            Field(
                "measures",
                words("Measures that would show it move"),
                words("From the measurement plan. Choose all that apply, or none."),
                Widget.CHOICES,
                offer="measures",
            ),
        ),
    ),
    "idea": Form(
        "idea",
        words("What could we change?"),
        words("First the idea; the next page asks what it costs patients."),
        (
            Field("title", words("The idea")),
            Field("description", words("What would happen?"), "", Widget.TEXT),
            Field(
                "drivers",
                words("Which causes does it work on?"),
                "",
                Widget.CHOICES,
                offer="drivers",
            ),
            Field(
                "proposed_by",
                words("Whose idea is it?"),
                words("A patient or carer, staff, a paper …"),
            ),
            Field(
                "evidence_population",
                words("With whom was the evidence made?"),
                "",
                Widget.TEXT,
                section=_WHERE,
            ),
            Field(
                "adaptation",
                words("What must change for the people you serve?"),
                "",
                Widget.TEXT,
                section=_WHERE,
            ),
        ),
        words("Save, then ask what it costs"),
        then="idea-cost",
    ),
    "idea-cost": Form(
        "idea",
        words("What does it ask of patients?"),
        words("Every idea has a price. Say who cannot pay it. None is an answer too."),
        (
            Field(
                "burdens",
                words("What does it cost a patient?"),
                words("Choose all that apply, or none."),
                Widget.CHOICES,
                _BURDENS,
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
        ),
        words("Save what it costs"),
        sets=(("is_screened", True),),
    ),
    "idea-told": Form(
        "idea",
        words("What was its proposer told?"),
        words("Whoever has an idea hears what became of it, also when it is a no."),
        (Field("answer", words("What did you tell them?"), "", Widget.TEXT),),
        words("Save what they were told"),
    ),
    "risk": Form(
        "risk",
        words("How could this make a gap wider?"),
        words("Score it for the group that would bear it, never for the average."),
        (
            Field(
                "mechanism",
                words("Which way to harm is it?"),
                words("Leave it empty for one of your own."),
                Widget.SELECT,
                offer="mechanisms",
            ),
            Field("description", words("What would happen here?"), "", Widget.TEXT),
            Field("group", words("Which group would bear it?"), offer="groups"),
            Field(
                "likelihood",
                words("How likely is it for them?"),
                "",
                Widget.CHOICE,
                _scored(_SCALES.likelihood),
            ),
            Field(
                "severity",
                words("How bad would it be for them?"),
                "",
                Widget.CHOICE,
                _scored(_SCALES.severity),
            ),
            Field(
                "seen_by",
                words("How soon would you see it?"),
                "",
                Widget.CHOICE,
                _scored(_SCALES.seen_by),
            ),
            Field("early_sign", words("What would you see first?"), "", Widget.TEXT),
            Field("stop_rule", words("What would make you stop?"), "", Widget.TEXT),
            Field("guard", words("What prevents it?"), "", Widget.TEXT),
            Field("owner", words("Who watches?"), offer="people"),
            Field("outcome", words("What happened?"), "", Widget.TEXT),
        ),
    ),
}
