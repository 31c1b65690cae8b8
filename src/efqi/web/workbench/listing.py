"""Projects as lists show them: a few queries for many, and no document is read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from efqi.projects.gap_answer import GapAnswer
from efqi.projects.permission import Action, Role
from efqi.store.practice_file import load_practice
from efqi.web.workbench.access import allowed
from efqi.web.workbench.models import Membership, Person, Project, ProjectSummary

PROJECT = "project"
"""Stands for no cycle in an address."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One project of a list, as far as this person may see it.

    Attributes
    ----------
    project : Project
        Its row.
    address : str
        Page that opens: the overview, or the answer for who may see no more.
    answer : GapAnswer
        In one word; not looked where there is no answer.
    lead : str
        As a sentence; blank before there is one.
    data_to : date or None
        Last day of its data.
    next_question, next_address : str
        What is asked next, and where; blank for who may not read the project.
    owners : tuple of str
        Names; none for who may not read the project.
    may_agree : bool
        Whether they may say who gives hours to it.
    """

    project: Project
    address: str
    answer: GapAnswer
    lead: str
    data_to: date | None
    next_question: str
    next_address: str
    owners: tuple[str, ...]
    may_agree: bool


def listed(
    person: Person, projects: Iterable[Project], *, with_owners: bool = False
) -> list[Listed]:
    """Give projects as a list shows them.

    Parameters
    ----------
    person : Person
        Who looks.
    projects : iterable of Project
        Those of one page, with their summaries selected.
    with_owners : bool
        Whether owners are named: one query more.
    """
    page = list(projects)
    rights = rights_in(person, page)
    owners = _owners(page) if with_owners else {}
    return [_listed(each, rights[each.pk], owners.get(each.pk, ())) for each in page]


def rights_in(
    person: Person, projects: Iterable[Project]
) -> Mapping[int, frozenset[Action]]:
    """Say what someone may do in each of many projects, in one query."""
    held = Membership.objects.filter(person=person)
    of_project: defaultdict[int, set[Role]] = defaultdict(set)
    of_programme: defaultdict[int | None, set[Role]] = defaultdict(set)
    for project, programme, role in held.values_list("project", "programme", "role"):
        if project is None:
            of_programme[programme].add(Role(role))
        else:
            of_project[project].add(Role(role))
    return {
        each.pk: allowed(of_project[each.pk] | of_programme[each.programme_id])
        for each in projects
    }


def _owners(projects: Iterable[Project]) -> Mapping[int, tuple[str, ...]]:
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    owners = Membership.objects.filter(
        project__in=[each.pk for each in projects],
        role=Role.OWNER.value,
        person__is_active=True,
    )
    for project, name in owners.order_by("pk").values_list("project", "person__name"):
        found[project] += (name,)
    return found


def _listed(
    project: Project, rights: frozenset[Action], owners: tuple[str, ...]
) -> Listed:
    kept: ProjectSummary | None = getattr(project, "summary", None)
    may_read = Action.READ in rights
    question, place = _next(project, kept, rights) if kept and may_read else ("", "")
    return Listed(
        project,
        reverse("overview" if may_read else "answer", args=[project.key]),
        GapAnswer(kept.answer) if kept else GapAnswer.NOT_LOOKED,
        kept.lead if kept else "",
        kept.data_to if kept else None,
        question,
        place,
        owners if may_read else (),
        Action.AGREE_HOURS in rights,
    )


def _next(
    project: Project, kept: ProjectSummary, rights: frozenset[Action]
) -> tuple[str, str]:
    if not kept.next_item:
        return "", ""
    if Action.WRITE in rights:
        asked = [project.key, kept.next_item, kept.next_cycle or PROJECT]
        place = reverse("asked", args=asked)
    else:
        place = reverse(kept.next_chapter, args=[project.key])
    return load_practice().item(kept.next_item).question, place
