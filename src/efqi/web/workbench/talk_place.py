"""Where in a project people talk, and who may see what is said there."""

from collections.abc import Collection

from django.urls import reverse

from efqi.projects.permission import Action
from efqi.web.workbench.answering import last_answer
from efqi.web.workbench.forms.asked import FORMS
from efqi.web.workbench.kinds import KINDS
from efqi.web.workbench.models import Project

PAGES = {
    "overview": Action.READ,
    "values": Action.READ,
    "resources": Action.READ,
    "data": Action.READ,
    "design": Action.READ,
    "cycles": Action.READ,
    "answer": Action.SEE,
}
"""Pages that are talked about, and what one needs to see them."""


_VIEW = "view"


def view_place(view: str) -> str:
    """Name the page of one more view of the answer."""
    return f"{_VIEW}/{view}"


def is_place(project: Project, about: str) -> bool:
    """Say whether there is such a page, or such a record, to talk about."""
    kind, _slash, key = about.partition("/")
    if not key:
        return about in PAGES
    if kind == _VIEW:
        answered = last_answer(project)
        return answered is not None and key in {c.key for c in answered.page.answers}
    return kind in KINDS and project.entries.filter(kind=kind, key=key).exists()


def may_see_place(about: str, rights: Collection[Action]) -> bool:
    """Say whether someone with these rights may see what is said there.

    Parameters
    ----------
    about : str
        Name of a page, what `view_place` gives, or kind and key of a record with a slash
        between.
    rights : collection of Action
        What they may do in the project.
    """
    kind = about.partition("/")[0]
    if about in PAGES:
        return PAGES[about] in rights
    if kind == _VIEW:
        return Action.SEE in rights
    if kind not in KINDS or Action.READ not in rights:
        return False
    return not KINDS[kind].names_people or Action.SEE_PEOPLE in rights


def talk_address(project: Project, about: str) -> str:
    """Give the page on which only this talk stands; whoever may see it can open it."""
    return f"{reverse('comments', args=[project.key])}?about={about}"


def place_address(project: Project, about: str, rights: Collection[Action]) -> str:
    """Give the page that is talked about, or its talk where they cannot open that."""
    kind, _slash, key = about.partition("/")
    if about in PAGES:
        return reverse(about, args=[project.key])
    if kind == _VIEW and is_place(project, about):
        return reverse("one-view", args=[project.key, key])
    if kind == "cycle" and Action.READ in rights:
        return reverse("cycle", args=[project.key, key])
    if kind in FORMS and Action.WRITE in rights:
        return reverse("edit", args=[project.key, kind, key])
    return talk_address(project, about)
