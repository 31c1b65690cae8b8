"""The plain page as members see it, and as everyone may."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from efqi.disclosure.policy import policy
from efqi.disclosure.release import Release
from efqi.projects.anonymous import names_in, without_names
from efqi.projects.document.document import ProjectDocument
from efqi.projects.document.people import Reading
from efqi.projects.quoting import Audience, quotable
from efqi.reports.plain_page import PlainPage, build_plain_page
from efqi.web.workbench.access import memberships_in
from efqi.web.workbench.answering import Answered, last_answer
from efqi.web.workbench.document import document_of
from efqi.web.workbench.models import Project


@dataclass(frozen=True, slots=True)
class Plain:
    """A project in plain words, with what people said of it.

    Attributes
    ----------
    page : PlainPage
        Words and one chart.
    readings : tuple of Reading
        What may be shown to whoever looks.
    made_on : date
        Day of the answer; today where there is none.
    """

    page: PlainPage
    readings: tuple[Reading, ...]
    made_on: date


def plain_of(
    document: ProjectDocument,
    answered: Answered | None,
    audience: Audience,
    account: str,
) -> Plain:
    """Give the plain page for a member of the project."""
    release = _sharable(answered)
    return Plain(
        build_plain_page(
            document, release, document.parsed_plan(), timezone.localdate()
        ),
        quotable(document.readings, audience, account=account),
        answered.made_on if answered else timezone.localdate(),
    )


def shared_plain(project: Project) -> Plain:
    """Give the plain page for everyone: nothing in it names anyone."""
    document, answered = document_of(project), last_answer(project)
    names = names_in(document) | names_of_members(project)
    charter = document.charter.model_copy(
        update={
            field: without_names(getattr(document.charter, field), names)
            for field in ("problem", "contact", "organisation")
        }
    )
    nameless = document.model_copy(
        update={"title": without_names(document.title, names), "charter": charter}
    )
    plan = document.parsed_plan()
    if plan is not None:
        changes = tuple(
            replace(change, label=without_names(change.label, names))
            for change in plan.changes
        )
        plan = replace(plan, changes=changes)
    release = _sharable(answered)
    return Plain(
        build_plain_page(nameless, release, plan, timezone.localdate()),
        tuple(
            _nameless(reading, names)
            for reading in quotable(document.readings, Audience.PUBLIC)
        ),
        answered.made_on if answered else timezone.localdate(),
    )


def _sharable(answered: Answered | None) -> Release | None:
    """Give what may be shown to everyone; None under a policy that is not for sharing."""
    if answered is None or not policy(answered.release.policy).is_for_sharing:
        return None
    return answered.release


def names_of_members(project: Project) -> frozenset[str]:
    """Names of everyone with a role in the project or over it; "You" is nobody's."""
    names = memberships_in(project).values_list("person__name", flat=True)
    return frozenset(name for name in names if name and name != "You")


def _nameless(reading: Reading, names: frozenset[str]) -> Reading:
    """Keep the words of a reading and nothing of who spoke."""
    fields = ("true_to_life", "missing", "would_do")
    words = {field: without_names(getattr(reading, field), names) for field in fields}
    taken = {"reader": "", "role": "", "group": "", "account": "", "identifier": "x"}
    if reading.written_down_by:
        taken["written_down_by"] = "the team"
    return reading.model_copy(update=words | taken)
