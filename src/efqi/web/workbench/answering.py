"""The answer of a project: made once for a plan and its cells, then read."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone
from pydantic import TypeAdapter
from pydantic_core import to_json

from efqi import __version__
from efqi.disclosure.release import Release
from efqi.projects.answer import answer
from efqi.projects.document.document import ProjectDocument
from efqi.projects.plan import Plan
from efqi.reports.page import Page, build_page
from efqi.web.workbench.counting import read_cells
from efqi.web.workbench.models import Answer, Cells, Project


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as pages read it.

    Attributes
    ----------
    release : Release
        All that may be shown.
    page : Page
        Words and charts made from it.
    made_on : date
        When.
    """

    release: Release
    page: Page
    made_on: date


def last_answer(project: Project) -> Answered | None:
    """Give the newest answer there is; None before there is one."""
    found = project.answers.first()
    if found is None:
        return None
    return Answered(
        _reader(Release).validate_json(found.release),
        _reader(Page).validate_json(found.page),
        timezone.localtime(found.at).date(),
    )


def is_current(project: Project, document: ProjectDocument) -> bool:
    """Say whether the newest answer was made from the plan and the cells as they are."""
    cells, plan = project.cells.first(), document.parsed_plan()
    if cells is None or plan is None:
        return True
    return project.answers.filter(digest=_digest(plan, cells)).exists()


def make_answer(project: Project, document: ProjectDocument) -> None:
    """Answer a project's plan from its newest cells; nothing is done where that stands.

    Raises
    ------
    MeasureError, DisclosureError
        Where the cells cannot answer the plan, or may not be shown.
    """
    cells, plan = project.cells.first(), document.parsed_plan()
    if cells is None or plan is None:
        return
    digest = _digest(plan, cells)
    if project.answers.filter(digest=digest).exists():
        return
    release = answer(plan, read_cells(cells, plan))
    page = build_page(
        release, plan, made_on=timezone.localdate(), cycles=document.cycles
    )
    with transaction.atomic():
        Answer.objects.get_or_create(
            project=project,
            digest=digest,
            defaults={
                "release": written(release),
                "page": written(page),
                "at": timezone.now(),
            },
        )


def _digest(plan: Plan, cells: Cells) -> str:
    """Name what an answer was made from, and by which version of the method."""
    parts = (__version__.encode(), repr(plan).encode(), bytes(cells.content))
    return sha256(b"\x1f".join(parts)).hexdigest()


def written(value: Release | Page) -> str:
    """Write a result as JSON; figures that cannot be known stay so, and are not null."""
    return to_json(value, inf_nan_mode="constants").decode()


@cache
def _reader(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
