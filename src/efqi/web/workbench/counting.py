"""From a file to cells: the records are counted and dropped."""

import tempfile
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from efqi.measures.interval import Interval
from efqi.measures.table import MeasureTable
from efqi.projects.document.measurement import Arrival, DataVersion
from efqi.projects.plan import Plan
from efqi.store.load import load
from efqi.store.measures_file import read_measures, write_measures
from efqi.web.workbench.models import Cells, Person, Project
from efqi.web.workbench.saving import NEW, save_record
from efqi.web.workbench.uploads import Upload, drop_upload

_CHUNK = 1024 * 1024


def count_upload(
    project: Project, plan: Plan, upload: Upload, by: Person, arrival: Arrival
) -> DataVersion:
    """Count a file by a plan, keep the cells, and delete the file.

    Parameters
    ----------
    project : Project
        Whose data they are.
    plan : Plan
        Says what is counted; its source names the file.
    upload : Upload
        The file.
    by : Person
        Who brought it.
    arrival : Arrival
        What it does to the data before.

    Raises
    ------
    ExtractError, MeasureError
        Where it cannot be counted; the file then stays, so that nothing is lost.
    """
    table = load(plan, upload.path.parent)
    version = DataVersion(
        identifier=uuid4().hex[:12],
        arrived_at=timezone.now(),
        by=by.name,
        arrival=arrival,
        file=upload.path.name,
        rows_read=int(table.notes.get("rows_read", table.cells.height)),
        digest=_digest(upload.path),
    )
    with transaction.atomic():
        keep_cells(project, table, version.identifier)
        save_record(project, "data", version, read=NEW, by=by)
    drop_upload(upload)
    return version


def keep_cells(project: Project, table: MeasureTable, key: str) -> Cells:
    """Keep exact counts of a project."""
    with tempfile.TemporaryDirectory(prefix="efqi-") as folder:
        path = Path(folder) / "cells.parquet"
        write_measures(table, path)
        content = path.read_bytes()
    return Cells.objects.create(
        project=project,
        key=key,
        content=content,
        notes=dict(table.notes),
        interval=str(table.interval),
        incomplete_from=table.incomplete_from,
        at=timezone.now(),
    )


def read_cells(cells: Cells, plan: Plan) -> MeasureTable:
    """Give the exact counts that are kept.

    Parameters
    ----------
    cells : Cells
        As kept.
    plan : Plan
        That they were counted by.
    """
    with tempfile.TemporaryDirectory(prefix="efqi-") as folder:
        path = Path(folder) / "cells.parquet"
        path.write_bytes(bytes(cells.content))
        table = read_measures(path, plan)
    return MeasureTable(
        table.cells,
        Interval(cells.interval),
        table.dimensions,
        cells.incomplete_from,
        cells.notes,
    )


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
