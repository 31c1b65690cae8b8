"""Read what a board pack needs of chosen projects: releases and plans, no exact count."""

from collections.abc import Sequence

from django.db.models import OuterRef, Subquery

from efqi.projects.parse import parse
from efqi.projects.permission import Action
from efqi.reports.board_pack import Packed
from efqi.web.workbench.access import projects_allowing
from efqi.web.workbench.answering import read_release
from efqi.web.workbench.kinds import ONLY, PLAN
from efqi.web.workbench.listing import listed
from efqi.web.workbench.models import Answer, Entry, Person, Project

MOST = 30
"""Projects of one pack."""


def pack_of(person: Person, keys: Sequence[str]) -> list[Packed]:
    """Give the chosen projects that someone may see, by name.

    Parameters
    ----------
    person : Person
        Who reads the pack.
    keys : sequence of str
        Keys of projects; those that are not theirs are left out without a word.
    """
    found = projects_allowing(person, Action.SEE).filter(key__in=keys[:MOST])
    projects = list(found.select_related("summary").order_by("title", "pk"))
    newest = Answer.objects.filter(project=OuterRef("pk")).order_by("-at", "-pk")
    latest = Project.objects.filter(pk__in=[each.pk for each in projects])
    answers = Answer.objects.filter(
        pk__in=latest.values(newest=Subquery(newest.values("pk")[:1]))
    )
    releases = {each.project_id: read_release(each) for each in answers}
    plans = {
        each.project_id: parse(each.content)
        for each in Entry.objects.filter(
            project__in=projects, kind=PLAN, key=ONLY, deleted_at=None
        )
    }
    return [
        Packed(
            each.project.title,
            releases.get(each.project.pk),
            plans.get(each.project.pk),
            ", ".join(each.owners),
            each.next_question,
        )
        for each in listed(person, projects, with_owners=True)
    ]
