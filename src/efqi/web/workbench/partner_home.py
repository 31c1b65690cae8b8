"""What someone who is only a patient partner is shown first."""

from dataclasses import dataclass

from efqi.projects.debt import Debt, Owed, to_people
from efqi.projects.document.people import Participation
from efqi.projects.permission import Role
from efqi.web.workbench.access import projects_of
from efqi.web.workbench.models import Entry, Person, Project


@dataclass(frozen=True, slots=True)
class PartnerProject:
    """One project of a patient partner.

    Attributes
    ----------
    project : Project
        Which.
    is_read : bool
        Whether they said what its answer means.
    to_check : tuple of Participation
        Entries that they have not agreed to yet.
    owed : tuple of Owed
        Answers and payments that they were promised.
    """

    project: Project
    is_read: bool
    to_check: tuple[Participation, ...]
    owed: tuple[Owed, ...]


def partner_projects(person: Person) -> tuple[PartnerProject, ...] | None:
    """Give the projects of someone who has only that role; None for anyone else.

    Three queries, whatever the number of projects.
    """
    roles = set(person.memberships.values_list("role", flat=True))
    if roles != {Role.PATIENT_PARTNER.value}:
        return None
    projects = list(projects_of(person))
    entries = list(
        Entry.objects.filter(
            project__in=projects,
            kind__in=("participation", "reading"),
            content__account=str(person.account),
            deleted_at=None,
        )
    )
    return tuple(_asked(project, entries) for project in projects)


def _asked(project: Project, entries: list[Entry]) -> PartnerProject:
    own = [entry for entry in entries if entry.project_id == project.pk]
    log = [
        Participation.model_validate(entry.content)
        for entry in own
        if entry.kind == "participation"
    ]
    return PartnerProject(
        project,
        any(entry.kind == "reading" for entry in own),
        tuple(each for each in log if each.agrees_record == "not yet asked"),
        tuple(each for each in to_people(log) if each.what is not Debt.OFFER),
    )
