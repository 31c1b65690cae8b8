"""What every view of a project begins with: who asks, for what, to do which."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from efqi.projects.document.document import ProjectDocument
from efqi.projects.gates.facts import Facts
from efqi.projects.permission import Action, Role
from efqi.web.accounts.signed_in import signed_in
from efqi.web.workbench.access import allowed, project_for
from efqi.web.workbench.answering import Answered, last_answer
from efqi.web.workbench.document import document_of
from efqi.web.workbench.kinds import KINDS
from efqi.web.workbench.models import Person, Project
from efqi.web.workbench.remaking import standing
from efqi.web.workbench.saving import version_read

P = ParamSpec("P")
View = Callable[..., HttpResponse]
CHAPTERS = ("overview", "values", "resources", "data", "design", "cycles", "answer")
"""Chapters of every project, in order."""
ACTIONS: dict[str, Action] = {}
"""What each view of a project asks for, by its name: the permission matrix is tested from
this."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a project.

    Attributes
    ----------
    document : ProjectDocument
        All that was written.
    answered : Answered or None
        The newest answer; None before there is one.
    facts : Facts
        Both, as gates look at them.
    """

    document: ProjectDocument
    answered: Answered | None
    facts: Facts


@dataclass(frozen=True, slots=True)
class Visit:
    """Someone at a page of a project.

    Attributes
    ----------
    request : HttpRequest
        What the browser asked.
    person : Person
        Who.
    project : Project
        Which project; they may do here what the view asks for.
    roles : frozenset of Role
        What they are in it.
    """

    request: HttpRequest
    person: Person
    project: Project
    roles: frozenset[Role]
    _read: list[Known] = field(default_factory=list, repr=False, compare=False)

    @property
    def may(self) -> frozenset[Action]:
        """What they may do in this project."""
        return allowed(self.roles)

    def version_read(self, name: str = "version") -> int:
        """Give the version that a form was filled from; `NEW` where it names none."""
        return version_read(self.request.POST, name)

    def may_see(self, kind: str) -> bool:
        """Say whether they may see records of a kind: not all may see who took part."""
        return not KINDS[kind].names_people or Action.SEE_PEOPLE in self.may

    def known(self) -> Known:
        """Read all that is known of the project: a fixed number of queries.

        A request that changes nothing reads it once.
        """
        if not self._read or self.request.method != "GET":
            document, answered = document_of(self.project), last_answer(self.project)
            release = answered.release if answered else None
            facts = Facts(document, release, timezone.now())
            self._read[:] = [Known(document, answered, facts)]
        return self._read[0]

    def standing(self) -> str:
        """Say whether the answer is that of the plan as it is; pages that show it ask."""
        is_read = self._read and self.request.method == "GET"
        document = self._read[0].document if is_read else document_of(self.project)
        return standing(document, self.project).value

    def show(
        self, template: str, context: Mapping[str, Any], *, status: int = 200
    ) -> HttpResponse:
        """Show a page of the project."""
        whole = {
            "project": self.project,
            "standing": self.standing,
            "may": {action.name.lower() for action in self.may},
            "chapters": CHAPTERS,
            **context,
        }
        return render(self.request, template, whole, status=status)


def asks(
    action: Action,
) -> Callable[[Callable[Concatenate[Visit, P], HttpResponse]], View]:
    """Make a view of a project that asks for an action.

    Parameters
    ----------
    action : Action
        What someone must be allowed to do there.
    """

    def decorate(view: Callable[Concatenate[Visit, P], HttpResponse]) -> View:
        ACTIONS[f"{view.__module__}.{view.__name__}"] = action

        @signed_in
        @wraps(view)
        def guarded(
            request: HttpRequest, key: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            person = request.user
            assert isinstance(person, Person)  # noqa: S101 - by AUTH_USER_MODEL
            project, roles = project_for(person, key, action)
            return view(Visit(request, person, project, roles), *args, **kwargs)

        guarded.efqi_action = action  # type: ignore[attr-defined]
        return guarded

    return decorate
