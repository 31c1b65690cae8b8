"""From a file to cells and their answer: the records are counted and dropped.

All of it is kept in one transaction at the end: a file is counted and answered, or nothing
has changed and the file is still there.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from efqi.errors import ExtractError, MeasureError
from efqi.measures.arrival import Joined, appended, corrected
from efqi.measures.table import MeasureTable
from efqi.projects.document.decision import Decision
from efqi.projects.document.measurement import (
    Arrival,
    DataVersion,
    MeasureNote,
    MeasureRole,
)
from efqi.projects.parse import parse
from efqi.projects.plan import Plan
from efqi.reports.correction import correction_grids
from efqi.reports.grid import Grid
from efqi.store.load import load
from efqi.web.workbench.answering import (
    keep_answer,
    last_answer,
    read_release,
    worked_out,
)
from efqi.web.workbench.document import document_of
from efqi.web.workbench.kinds import ONLY, PLAN
from efqi.web.workbench.models import Cells, Entry, Job, Person, Project
from efqi.web.workbench.retention import set_day_to_delete
from efqi.web.workbench.saving import NEW, Conflict, save_plan, save_record
from efqi.web.workbench.stored_cells import new_cells, read_cells
from efqi.web.workbench.uploads import Upload, drop_upload, find_upload

__all__ = ["Asked", "count_upload", "go_back", "read_cells"]
_CHUNK = 1024 * 1024


class _PlanChangedError(Exception):
    """Someone changed the plan while it was counted by; nothing is kept."""


MEASURE_ADDED = "measure"
"""What the decision is about by which a plan gets a measure."""
Told = Callable[[Job.Stage, int], None]
"""Told what is being done and how many per cent of it are."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done with a file.

    Attributes
    ----------
    upload, person : str, int
        Where it waits: its key, and who sent it.
    plan : mapping or None
        The measurement plan to count it by; None for the one that the project has.
    arrival : str
        A value of `Arrival`: what it does to the data before.
    note : str
        Why it came.
    typed : bool
        Whether it was typed, and not a file.
    measure : mapping or None
        A measure that the project's own plan gets before the file is counted by it.
    roles : mapping of str to str
        What each measure is for, by its name in the plan.
    is_agreed : bool
        Whether what a correction changes was shown to someone who agreed to it.
    """

    upload: str
    person: int
    plan: Mapping[str, Any] | None
    arrival: str = Arrival.FIRST.value
    note: str = ""
    typed: bool = False
    measure: Mapping[str, Any] | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    is_agreed: bool = False

    def content(self) -> dict[str, Any]:
        """Give it as a job keeps it."""
        return asdict(self)


def count_upload(
    project: Project, asked: Asked, by: Person | None, key: str, told: Told
) -> tuple[Grid, ...] | None:
    """Count a file, work out the answer, keep both, and delete the file.

    Where someone changes the plan meanwhile, it is counted once more by theirs.

    Parameters
    ----------
    project : Project
        Whose data they are.
    asked : Asked
        The file, and what to do with it.
    by : Person or None
        Who brought it.
    key : str
        Names the data version; one that is there already is not made again.
    told : callable
        Told how far it is.

    Returns
    -------
    tuple of Grid or None
        For a correction that nobody agreed to yet: what it would change. The file then
        stays, and nothing changed.

    Raises
    ------
    EfqiError
        Where it cannot be counted or answered; the file then stays, and nothing changed.
    """
    upload = find_upload(asked.upload, asked.person)
    if project.cells.filter(key=key).exists():
        _drop_what_is_left(upload)
        return None
    if upload is None:
        raise ExtractError("The file is not there any more.", fix="Bring it once more.")
    entry = _plan_entry(project)
    content = _plan_of(asked, upload, entry)
    table, joined = _counted(project, asked, upload, parse(content), told)
    cells = new_cells(joined.table, key, content)
    if asked.arrival == Arrival.CORRECTED and not asked.is_agreed:
        return _changes(project, cells)
    rows_read = int(table.notes.get("rows_read", table.cells.height))
    version = _version(asked, upload, by, key, joined, rows_read)
    try:
        _keep(project, version, cells, by, entry, asked)
    except _PlanChangedError:
        return count_upload(project, asked, by, key, told)
    drop_upload(upload)
    return None


def _counted(
    project: Project, asked: Asked, upload: Upload, plan: Plan, told: Told
) -> tuple[MeasureTable, Joined]:
    """Count a file, and join what was counted to the data that are there."""
    table = load(
        plan,
        upload.path.parent,
        on_progress=lambda done: told(Job.Stage.COUNTING, round(100 * done)),
    )
    joined = _joined(project, Arrival(asked.arrival), table, plan)
    told(Job.Stage.ANSWERING, 0)
    return table, joined


def _drop_what_is_left(upload: Upload | None) -> None:
    if upload is not None:
        drop_upload(upload)


def _version(
    asked: Asked,
    upload: Upload,
    by: Person | None,
    key: str,
    joined: Joined,
    rows_read: int,
) -> DataVersion:
    return DataVersion(
        identifier=key,
        arrived_at=timezone.now(),
        by=by.name if by else "",
        arrival=Arrival(asked.arrival),
        file="typed" if asked.typed else upload.path.name,
        rows_read=rows_read,
        digest=_digest(upload.path),
        note=asked.note,
        covers_to=_last_day(joined.table),
        months_added=joined.added,
        months_changed=joined.changed,
    )


def _changes(project: Project, cells: Cells) -> tuple[Grid, ...]:
    """Say what counts would change of what is shown, keeping nothing of them."""
    before = last_answer(project)
    after = read_release(worked_out(document_of(project), cells))
    return correction_grids(before.release, after) if before else ()


def go_back(
    project: Project, earlier: str, by: Person | None, key: str, told: Told
) -> None:
    """Make an earlier version of the data the newest one; none is lost.

    Raises
    ------
    MeasureError
        Where it is not there, or cannot be answered any more.
    """
    if project.cells.filter(key=key).exists():
        return
    found = project.cells.filter(key=earlier).first()
    if found is None:
        raise MeasureError("That version is deleted.", fix="Choose another.")
    told(Job.Stage.ANSWERING, 0)
    was = {v.identifier: v for v in document_of(project).data}.get(earlier)
    version = DataVersion(
        identifier=key,
        arrived_at=timezone.now(),
        by=by.name if by else "",
        arrival=Arrival.RESTORED,
        file=was.file if was else "",
        rows_read=was.rows_read if was else 0,
        digest=was.digest if was else "",
        covers_to=was.covers_to if was else None,
    )
    cells = Cells(
        key=key,
        content=bytes(found.content),
        notes=found.notes,
        interval=found.interval,
        incomplete_from=found.incomplete_from,
        plan=found.plan,
        at=timezone.now(),
    )
    try:
        _keep(project, version, cells, by, _plan_entry(project))
    except _PlanChangedError:
        go_back(project, earlier, by, key, told)


def _keep(
    project: Project,
    version: DataVersion,
    cells: Cells,
    by: Person | None,
    entry: Entry | None,
    asked: Asked | None = None,
) -> None:
    """Work out the answer, then keep everything at once, by the plan that was read."""
    document = document_of(project)
    if cells.plan:
        document = document.model_copy(update={"plan": cells.plan})
    answer = worked_out(document, cells)
    with transaction.atomic():
        _put_plan(project, cells.plan, by, entry)
        project.cells.add(cells, bulk=False)
        save_record(project, "data", version, read=NEW, by=by)
        keep_answer(project, answer)
        if asked is not None:
            _note(project, asked, by)
        set_day_to_delete(project)


def _put_plan(
    project: Project, plan: dict[str, Any], by: Person | None, entry: Entry | None
) -> None:
    """Put a plan in the place of the one that was read, and of no newer one."""
    read = entry.version if entry else NEW
    newest = _plan_entry(project)
    if newest is not None and newest.version != read:
        raise _PlanChangedError
    if not plan or (newest is not None and newest.content == plan):
        return
    if isinstance(save_plan(project, plan, read=read, by=by), Conflict):
        raise _PlanChangedError


def _note(project: Project, asked: Asked, by: Person | None) -> None:
    """Write down what measures are for, and that the plan got one more."""
    noted = {note.measure for note in document_of(project).measures}
    for name, role in asked.roles.items():
        if name not in noted:
            note = MeasureNote(measure=name, role=MeasureRole(role))
            save_record(project, "measure", note, read=NEW, by=by)
    if asked.measure is not None:
        decision = Decision(
            identifier=uuid4().hex[:12],
            at=timezone.now(),
            by=by.name if by else "",
            about=MEASURE_ADDED,
            what=f"+ {asked.measure['title']}",
            reason=asked.note,
        )
        save_record(project, "decision", decision, read=NEW, by=by)


def _plan_entry(project: Project) -> Entry | None:
    return project.entries.filter(kind=PLAN, key=ONLY).first()


def _plan_of(asked: Asked, upload: Upload, entry: Entry | None) -> dict[str, Any]:
    if asked.plan is not None:
        return dict(asked.plan)
    if entry is None:
        raise MeasureError(
            "The project has no plan to count this file by.",
            fix="Bring it as the first file.",
        )
    content: dict[str, Any] = entry.content
    added = [] if asked.measure is None else [dict(asked.measure)]
    return content | {
        "data": content["data"] | {"file": upload.path.name},
        "measure": [*content["measure"], *added],
    }


def _joined(
    project: Project, arrival: Arrival, table: MeasureTable, plan: Plan
) -> Joined:
    """Put the cells beside those before them, as the arrival says."""
    before = project.cells.first()
    if arrival not in (Arrival.APPENDED, Arrival.CORRECTED):
        return Joined(table, (), ())
    if before is None:
        raise MeasureError(
            "There are no counts to add to: they are deleted, or were never there.",
            fix="Bring a file with every month, in place of what was there.",
        )
    join = appended if arrival is Arrival.APPENDED else corrected
    return join(read_cells(before, plan), table)


def _last_day(table: MeasureTable) -> Any:
    last = table.cells["interval_end"].max()
    return last if table.incomplete_from is None else None


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
