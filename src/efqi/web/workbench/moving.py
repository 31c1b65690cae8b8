"""A project out as one file, and in again as a project of someone's own."""

import tempfile
from collections import Counter
from pathlib import Path
from uuid import uuid4

import polars as pl
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone

from efqi.errors import BundleError, Place
from efqi.measures.interval import Interval
from efqi.projects.document.document import ProjectDocument
from efqi.projects.parse import parse
from efqi.projects.permission import Action
from efqi.projects.plan import Plan
from efqi.projects.quoting import readable
from efqi.reports.table import render_csv
from efqi.store.bundle import CELLS, Bundle, CellsNote, ExactCells, write_bundle
from efqi.web.workbench.access import allowed, reader_of, roles_in
from efqi.web.workbench.answering import keep_answer, last_answer, worked_out
from efqi.web.workbench.beginning import make_owner
from efqi.web.workbench.document import document_of, store_document
from efqi.web.workbench.kinds import KINDS
from efqi.web.workbench.models import Answer, Cells, LogLine, Person, Project
from efqi.web.workbench.retention import set_day_to_delete
from efqi.web.workbench.stored_cells import read_cells

MOST_CELLS = 2_000_000
"""Rows of exact counts that are taken in."""
_OUTSIDE = frozenset("/\\:")
"""Characters that lead out of a folder."""


def export(
    project: Project, by: Person, *, with_people: bool, with_exact: bool
) -> bytes:
    """Write a project as one file, and log that it was taken.

    Parameters
    ----------
    project : Project
        What is taken.
    by : Person
        Who takes it; that they may is asked before.
    with_people, with_exact : bool
        Whether those who took part, and exact counts, go along.
    """
    document, left_out = _taken(project, by, with_people=with_people)
    answered = last_answer(project)
    cells = project.cells.first() if with_exact else None
    bundle = Bundle(
        document,
        render_csv(answered.release).encode() if answered else b"",
        _exact(cells) if cells else None,
        left_out,
    )
    content = write_bundle(bundle, timezone.localtime())
    what = "exported with exact counts" if cells else "exported"
    log(project, by, what, people=with_people)
    return content


def _taken(
    project: Project, by: Person, *, with_people: bool
) -> tuple[ProjectDocument, tuple[str, ...]]:
    """Give what someone may take, and the fields from which something stays here."""
    whole, actions = document_of(project), allowed(roles_in(by, project))
    left_out: tuple[str, ...] = ()
    if not with_people:
        left_out = tuple(kind.field for kind in KINDS.values() if kind.names_people)
        actions -= {Action.SEE_PEOPLE}
    asked = whole.model_copy(update=dict.fromkeys(left_out, ()))
    document = readable(asked, reader_of(by, actions))
    fewer = (
        kind.field
        for kind in KINDS.values()
        if getattr(document, kind.field) != getattr(asked, kind.field)
    )
    return document, (*left_out, *fewer)


def _exact(cells: Cells) -> ExactCells:
    note = CellsNote(
        key=cells.key,
        interval=cells.interval,
        incomplete_from=cells.incomplete_from,
        notes=cells.notes,
        plan=cells.plan,
    )
    return ExactCells(bytes(cells.content), note)


def take_in(bundle: Bundle, person: Person) -> Project:
    """Make a project of a bundle; whoever brings it owns it. All of it or nothing.

    Parameters
    ----------
    bundle : Bundle
        As read; of anyone's making.
    person : Person
        Who brings it.

    Raises
    ------
    BundleError
        Records that stand there twice, or counts that are not its plan's.
    ProjectError, MeasureError, ExtractError, DisclosureError
        A plan that contradicts itself, or counts that cannot answer it.
    """
    document = bundle.document
    _check_keys(document)
    plan = document.parsed_plan()
    if plan is not None:
        _check_source(plan)
    cells = answer = None
    # What takes long comes before the transaction: while that lasts, nobody else writes.
    if bundle.cells is not None:
        cells = _exact_of(bundle.cells, plan)
        answer = worked_out(document, cells) if bundle.released else None
    with transaction.atomic():
        if _is_taken(document.identifier):
            document = document.model_copy(update={"identifier": uuid4().hex[:12]})
        project = store_whole(document, person, cells, answer)
        if cells is not None:
            set_day_to_delete(project)
        log(project, person, "imported", from_project=bundle.document.identifier)
    return project


def store_whole(
    document: ProjectDocument,
    person: Person,
    cells: Cells | None,
    answer: Answer | None,
) -> Project:
    """Store a project with its exact counts and their answer; whoever brings it owns it."""
    project = store_document(document, person)
    make_owner(person, project)
    if cells is not None:
        project.cells.add(cells, bulk=False)
    if answer is not None:
        keep_answer(project, answer)
    return project


def _check_keys(document: ProjectDocument) -> None:
    for kind in KINDS.values():
        if kind.key is None:
            continue
        keys = Counter(map(kind.key_of, getattr(document, kind.field)))
        if twice := next((key for key, times in keys.items() if times > 1), None):
            raise BundleError(
                "Two records have the same name.",
                where=Place(column=kind.field, value=twice),
                fix="Export the project again where it came from.",
            )


def _check_source(plan: Plan) -> None:
    """Refuse a plan that leads out of the folder of a file that someone brings."""
    source, standard = plan.source, plan.standard
    files = [*source.files, *([standard.file] if standard and standard.file else [])]
    files += [d.own_lookup.file for d in plan.dimensions if d.own_lookup is not None]
    outside = next((f for f in files if _OUTSIDE & {*f} or f in ("", "..")), None)
    if outside or source.url:
        raise BundleError(
            "The plan reads from somewhere that did not come along.",
            where=Place(column="project.toml", value=outside or "url"),
            fix="Name files without a folder, and no database, in the plan.",
        )


def _is_taken(key: str) -> bool:
    """Say whether a key names a project, has a history, or is a page's own address."""
    try:
        is_address = resolve(f"/projects/{key}/").url_name == "overview"
    except Resolver404:
        is_address = False
    return (
        not is_address
        or Project.objects.filter(key=key).exists()
        or LogLine.objects.filter(project_key=key).exists()
    )


def _exact_of(exact: ExactCells, plan: Plan | None) -> Cells:
    note = exact.note
    if plan is None or note.interval not in set(Interval):
        raise _not_its_counts()
    if note.plan:
        _check_source(parse(note.plan))
    _check_height(exact.content)
    cells = Cells(
        key=note.key,
        content=exact.content,
        notes=note.notes,
        interval=note.interval,
        incomplete_from=note.incomplete_from,
        plan=note.plan,
        at=timezone.now(),
    )
    read_cells(cells, plan)
    return cells


def _check_height(content: bytes) -> None:
    """Read how many rows there are before any row is read."""
    with tempfile.TemporaryDirectory(prefix="efqi-") as folder:
        path = Path(folder) / CELLS
        path.write_bytes(content)
        try:
            rows = pl.scan_parquet(path).select(pl.len()).collect().item()
        except pl.exceptions.PolarsError as error:
            raise _not_its_counts() from error
    if rows > MOST_CELLS:
        raise _not_its_counts()


def _not_its_counts() -> BundleError:
    return BundleError(
        "The exact counts are not a table of counts for this plan.",
        where=Place(CELLS),
        fix="Export the project again where it came from.",
    )


def log(project: Project, by: Person, what: str, **detail: object) -> None:
    """Write down that a project went out or came in."""
    LogLine.objects.create(
        project_key=project.key,
        by=by.name,
        at=timezone.now(),
        what=what,
        about="project",
        detail=detail,
    )
