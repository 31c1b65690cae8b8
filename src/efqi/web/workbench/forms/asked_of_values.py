"""What the forms about the problem, the aim and the team ask for."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as words

from efqi.projects.document.charter import Lens
from efqi.projects.document.measurement import CareAim
from efqi.reports.wording.charter import care_aim_words, lens_words
from efqi.web.workbench.forms.field import Field, Form, Widget

AGREE_AGAIN = "agree_again"
"""Field of the aim's form by which the team agrees to it anew."""
VALUES_FORMS: Mapping[str, Form] = {
    "charter": Form(
        "charter",
        words("What are we trying to change, and why is there a gap?"),
        words("The problem from both sides, and an explanation that could be wrong."),
        (
            Field(
                "problem",
                words("The problem"),
                words("As staff see it and as patients tell it."),
                Widget.TEXT,
            ),
            Field(
                "explanation",
                words("Why is there a gap?"),
                words("Name what the service does, not what patients are like."),
                Widget.TEXT,
            ),
            Field("disproof", words("What would prove that wrong?"), "", Widget.TEXT),
            Field("scope", words("What is in scope?"), "", Widget.TEXT),
            Field(
                "exclusions",
                words("Who or what is left out, and why?"),
                "",
                Widget.TEXT,
            ),
            Field("closes_gap", words("Closing the gap is in scope"), "", Widget.YES),
            Field(
                "contact",
                words("How can anyone ask about it?"),
                words(
                    "A team's phone or e-mail, no person's own: shared pages show it."
                ),
            ),
        ),
    ),
    "lens": Form(
        "charter",
        words("Whom does this look at first?"),
        words(
            "Core20PLUS5 is NHS England's way to choose: the most deprived fifth, "
            "groups that your area names, and five clinical areas."
        ),
        (
            Field(
                "lens",
                words("Which of the two approaches?"),
                "",
                Widget.CHOICE,
                tuple((lens.value, lens_words(lens)) for lens in Lens),
            ),
            Field(
                "clinical_area",
                words("Which of the five areas?"),
                "",
                Widget.CHOICE,
                offer="areas",
            ),
            Field(
                "plus_groups",
                words("Local PLUS groups"),
                words(
                    "Those that your integrated care system names. One on each line."
                ),
                Widget.LINES,
            ),
        ),
    ),
    "measure-aims": Form(
        "measure",
        words("Which of the six aims does this measure show?"),
        words("Most measures show one or two. Equity is seen when you look by group."),
        (
            Field(
                "aims",
                words("The six aims of good care"),
                words("Choose all that apply."),
                Widget.CHOICES,
                tuple((aim.value, care_aim_words(aim)) for aim in CareAim),
            ),
        ),
    ),
    "sponsor": Form(
        "charter",
        words("Who answers for it?"),
        words("A senior person who said yes, and since when."),
        (
            Field("sponsor", words("Name or role of the sponsor")),
            Field("sponsor_agreed_on", words("When did they agree?"), "", Widget.DATE),
            Field("organisation", words("Where does it run?")),
        ),
    ),
    "aim": Form(
        "aim",
        words("What do we want, for everyone and for whom first?"),
        words("An aim for the average alone can be met while a group is left behind."),
        (
            Field("statement", words("The aim in one sentence"), "", Widget.TEXT),
            Field(
                "measure",
                words("Which measure is it about?"),
                "",
                Widget.SELECT,
                offer="measures",
            ),
            Field(
                "overall_target",
                words("Target for everyone"),
                words("On the scale shown, such as per cent."),
                Widget.NUMBER,
            ),
            Field("group", words("The group that is worst served"), offer="groups"),
            Field("group_target", words("Target for that group"), "", Widget.NUMBER),
            Field(
                "floor",
                words("Floor"),
                words("The level that no group should stay on the wrong side of."),
                Widget.NUMBER,
            ),
            Field("by", words("By when?"), "", Widget.DATE),
            Field(
                "failure_condition",
                words("What result would be a failure?"),
                words("Such as: the average improves and that group does not."),
                Widget.TEXT,
            ),
            Field(
                AGREE_AGAIN,
                words("Agree the aim again"),
                words(
                    "Once the baseline was seen and people were heard. A changed target, "
                    "day, group or failure is agreed anew by itself."
                ),
                Widget.CHOICES,
                offer="agreeing_again",
                is_kept=False,
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
                words(
                    "Such as Band 3. Shows whether the work falls on the lowest paid."
                ),
            ),
            Field("is_staff", words("Paid by the service"), "", Widget.YES),
        ),
    ),
}
