"""A project in a folder, as the command line works with it, into the workbench."""

import tomllib
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from pydantic_core import to_jsonable_python

from efqi.measures.table import MeasureTable
from efqi.projects.document.document import ProjectDocument
from efqi.projects.document.measurement import DataVersion
from efqi.projects.plan import Plan
from efqi.store.bundle import DOCUMENT
from efqi.store.load import load
from efqi.store.plan_file import PLAN_FILE, load_plan
from efqi.web.workbench.answering import worked_out
from efqi.web.workbench.models import Person, Project
from efqi.web.workbench.moving import log, store_whole
from efqi.web.workbench.retention import set_day_to_delete
from efqi.web.workbench.stored_cells import new_cells


def take_folder(folder: Path, person: Person) -> Project:
    """Make a project of a folder: count its data, answer its plan, keep what was written.

    Parameters
    ----------
    folder : Path
        Holds ``project.toml`` and its data; ``project.json`` too, where more was written.
    person : Person
        Who brings it, and owns it.

    Raises
    ------
    ProjectError, ExtractError, MeasureError, DisclosureError
        As the command line raises them; nothing is kept then.
    """
    plan = load_plan(folder)
    table = load(plan, folder)
    document = _with_plan(_written(folder, plan), folder, table, person)
    cells = new_cells(table, document.data[-1].identifier, document.plan or {})
    answer = worked_out(document, cells)
    with transaction.atomic():
        project = store_whole(document, person, cells, answer)
        if not document.example:
            set_day_to_delete(project)
        log(project, person, "imported")
    return project


def example_in(folder: Path) -> str:
    """Give the key that the project of an example's folder has."""
    return ProjectDocument.model_validate_json(
        (folder / DOCUMENT).read_bytes()
    ).identifier


def _written(folder: Path, plan: Plan) -> ProjectDocument:
    path = folder / DOCUMENT
    if path.is_file():
        return ProjectDocument.model_validate_json(path.read_bytes())
    return ProjectDocument(
        identifier=uuid4().hex[:12], title=plan.title, created_at=timezone.now()
    )


def _with_plan(
    document: ProjectDocument, folder: Path, table: MeasureTable, person: Person
) -> ProjectDocument:
    text = (folder / PLAN_FILE).read_text(encoding="utf-8-sig")
    content = to_jsonable_python(tomllib.loads(text))
    arrived = DataVersion(
        identifier=uuid4().hex[:12],
        arrived_at=timezone.now(),
        by=person.name,
        file=", ".join(_files(content)),
        rows_read=int(table.notes.get("rows_read", table.cells.height)),
        digest=_digest(folder, content),
    )
    data = document.data or (arrived,)
    return document.model_copy(update={"plan": content, "data": data})


def _files(content: dict[str, dict[str, str | list[str]]]) -> list[str]:
    given = content["data"].get("file", [])
    return [given] if isinstance(given, str) else given


def _digest(folder: Path, content: dict[str, dict[str, str | list[str]]]) -> str:
    digest = sha256()
    for file in _files(content):
        digest.update((folder / file).read_bytes())
    return digest.hexdigest()
