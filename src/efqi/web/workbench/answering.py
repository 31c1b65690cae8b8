"""The answer of a project: made once for a plan and its cells, then read."""

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from typing import Any

from django.utils import timezone
from pydantic import TypeAdapter
from pydantic_core import to_json

from efqi import __version__
from efqi.disclosure.release import Release
from efqi.projects.answer import answer
from efqi.projects.document.document import ProjectDocument
from efqi.projects.plan import Plan
from efqi.reports.alongside import Alongside
from efqi.reports.page import Page, build_page
from efqi.web.workbench.models import Answer, Cells, Project
from efqi.web.workbench.stored_cells import read_cells


@dataclass(frozen=True)
class Answered:
    """An answer as pages read it; what a page does not look at is not read.

    Attributes
    ----------
    row : Answer
        As it is kept.
    """

    row: Answer

    @cached_property
    def release(self) -> Release:
        """All that may be shown."""
        return read_release(self.row)

    @cached_property
    def page(self) -> Page:
        """Words and charts made from it."""
        page: Page = _read(Page, self.row.page)
        return page

    @property
    def made_on(self) -> date:
        """The day on which it was made."""
        return timezone.localtime(self.row.at).date()


def last_answer(project: Project) -> Answered | None:
    """Give the newest answer there is; None before there is one."""
    found = project.answers.first()
    return None if found is None else Answered(found)


def read_release(found: Answer) -> Release:
    """Give all that may be shown of an answer."""
    release: Release = _read(Release, found.release)
    return release


def is_current(project: Project, document: ProjectDocument) -> bool:
    """Say whether the newest answer was made from the plan and the cells as they are."""
    cells, plan = project.cells.first(), document.parsed_plan()
    if cells is None or plan is None:
        return True
    newest = project.answers.values_list("digest", flat=True).first()
    return newest == _digest(plan, cells)


def make_answer(project: Project, document: ProjectDocument) -> None:
    """Answer a project's plan from its newest cells; nothing is done where that stands.

    Raises
    ------
    MeasureError, DisclosureError
        Where the cells cannot answer the plan, or may not be shown.
    """
    cells = project.cells.first()
    if cells is not None and not is_current(project, document):
        keep_answer(project, worked_out(document, cells))


def worked_out(document: ProjectDocument, cells: Cells) -> Answer:
    """Work out an answer and draw its charts, without keeping it yet.

    Raises
    ------
    MeasureError, DisclosureError
        As `make_answer`.
    """
    plan = document.parsed_plan()
    assert plan is not None  # noqa: S101 - cells are counted by one
    release = answer(plan, read_cells(cells, plan))
    page = build_page(
        release,
        plan,
        made_on=timezone.localdate(),
        beside=Alongside(cycles=document.cycles),
    )
    return Answer(
        digest=_digest(plan, cells),
        method=__version__,
        release=written(release),
        page=written(page),
    )


def keep_answer(project: Project, made: Answer) -> None:
    """Keep an answer as the newest; one that was made before becomes the newest again."""
    Answer.objects.update_or_create(
        project=project,
        digest=made.digest,
        defaults={
            "method": made.method,
            "release": made.release,
            "page": made.page,
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


def get_ready() -> None:
    """Make the readers of answers, which takes longer than to read one."""
    for kind in (Release, Page):
        _reader(kind)


@lru_cache(maxsize=16)
def _read(kind: Any, text: str) -> Any:
    """Read a result, which is frozen; whoever looks at a project looks at several pages."""
    return _reader(kind).validate_json(text)


@cache
def _reader(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
