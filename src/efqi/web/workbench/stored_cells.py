"""Exact counts as rows of the database, and back."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils import timezone
from pydantic_core import to_jsonable_python

from efqi.measures.interval import Interval
from efqi.measures.table import MeasureTable
from efqi.projects.plan import Plan
from efqi.store.measures_file import read_measures, write_measures
from efqi.web.workbench.models import Cells


def new_cells(table: MeasureTable, key: str, plan: Mapping[str, Any]) -> Cells:
    """Make a row of exact counts, of no project yet and not saved.

    Parameters
    ----------
    table : MeasureTable
        The counts.
    key : str
        Of the data version that brought them.
    plan : mapping
        That they were counted by, as `project.toml` holds it.
    """
    with tempfile.TemporaryDirectory(prefix="efqi-") as folder:
        path = Path(folder) / "cells.parquet"
        write_measures(table, path)
        content = path.read_bytes()
    return Cells(
        key=key,
        content=content,
        notes=dict(table.notes),
        interval=str(table.interval),
        incomplete_from=table.incomplete_from,
        plan=to_jsonable_python(plan),
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
        table.bounds,
    )
