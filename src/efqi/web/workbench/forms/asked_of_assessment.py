"""What a sheet of self-assessment asks for, where it stands beside another's."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as words

from efqi.projects.practice import AssessmentItem
from efqi.web.workbench.forms.field import Column, Field, Form, Widget

SCORE_LABELS = {
    "score": words("Score"),
    "evidence": words("Evidence"),
    "evidence_on": words("Date of it"),
}
"""What is asked of each item, by its name in a score."""


def sheet_form(items: Iterable[AssessmentItem]) -> Form:
    """Give the form of a sheet with some items; its page draws it in its own way.

    Parameters
    ----------
    items : iterable of AssessmentItem
        Those that are asked for.
    """
    asked = Column("item", words("Question"), choices=_names(items))
    given = (Column(name, label) for name, label in SCORE_LABELS.items())
    return Form(
        "assessment",
        words("Self-assessment"),
        "",
        (
            Field("by", words("Whose scores are these?")),
            Field(
                "is_outside",
                words("They are from outside the team"),
                widget=Widget.YES,
            ),
            Field(
                "scores", words("Scores"), widget=Widget.ROWS, columns=(asked, *given)
            ),
        ),
    )


def _names(items: Iterable[AssessmentItem]) -> tuple[tuple[str, str], ...]:
    return tuple((item.identifier, item.name) for item in items)
