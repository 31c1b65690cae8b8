"""What the forms about the answer ask for."""

from django.utils.translation import gettext_noop as words

from efqi.projects.document.decision import AnswerState
from efqi.web.workbench.forms.field import Field, Form, Widget, choices_of

EXPLANATION = Form(
    "explanation",
    words("Why is this group not better, and who looks into it?"),
    words("Name what the service does or does not do. Never blame the group."),
    (
        Field(
            "explanation",
            words("What do you think explains it?"),
            words("“We do not know yet, and will ask” is an answer too."),
            Widget.TEXT,
        ),
        Field("owner", words("Who looks into it?"), words("A name and a role.")),
    ),
)
"""One group that is not better; the view says which."""
UNLOOKED = Form(
    "unlooked",
    words("Why do you not look at this?"),
    words("Your reason stands beside the answer, so that nobody takes it for fair."),
    (
        Field(
            "reason",
            words("Why not, and what would it take?"),
            words("For example: it is not recorded in a fifth of visits."),
            Widget.TEXT,
        ),
    ),
)
"""One way of grouping people that the data do not show; the view says which."""
ANSWER = Form(
    "answer",
    words("Your answer"),
    "",
    (
        Field("text", words("Answer"), "", Widget.TEXT),
        Field("evidence", words("Where is the evidence?")),
        Field("reason", words("Why?"), "", Widget.TEXT),
        Field(
            "state",
            words("How was it answered?"),
            "",
            Widget.CHOICE,
            choices_of(AnswerState),
        ),
    ),
)
"""One prompt or gate; its page says which, and is no plain list of fields."""
ASSIGNMENT = Form(
    "assignment",
    words("Who does this?"),
    "",
    (
        Field("owner", words("Name or role")),
        Field("due", words("By when?"), "", Widget.DATE),
    ),
)
"""Who does a prompt or gate; asked on its page."""
