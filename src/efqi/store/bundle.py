"""A project as one file, `.efqi.zip`: what it holds, and how it is written."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from efqi import __version__
from efqi.projects.document.document import ProjectDocument
from efqi.store.toml_text import toml_text

VERSION: Final = 1
"""Version of the file's form; a newer one is refused."""
ENDING: Final = ".efqi.zip"
MANIFEST: Final = "manifest.json"
DOCUMENT: Final = "project.json"
SCHEMA: Final = "project.schema.json"
PLAN: Final = "project.toml"
RELEASED: Final = "release.csv"
CELLS: Final = "cells.parquet"
CELLS_NOTE: Final = "cells.json"
PARTS: Final = (DOCUMENT, SCHEMA, PLAN, RELEASED, CELLS, CELLS_NOTE)
"""Every part that there can be; of another name none is taken in."""


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(_Told):
    """One part of the file, by which a change to it is noticed."""

    sha256: str
    size: int


class Manifest(_Told):
    """What the file says of itself.

    Attributes
    ----------
    format : str
        Tells it from any other zip file.
    version : int
        Form of the file.
    made_on, efqi
        When, and by which version of efqi.
    left_out : tuple of str
        Fields of the document that its maker did not take along.
    parts : dict of str to Part
        Name to what it must be.
    """

    format: Literal["efqi project"] = "efqi project"
    version: Literal[1] = VERSION
    made_on: AwareDatetime
    efqi: str = __version__
    left_out: tuple[str, ...] = ()
    parts: dict[str, Part]


class CellsNote(_Told):
    """What stands beside exact cells.

    Attributes
    ----------
    key : str
        Data version of the document that brought them.
    interval : str
        Unit of time.
    incomplete_from : date or None
        First interval that looks unfinished.
    notes : dict
        What counting noted.
    plan : dict
        The plan that they were counted by.
    """

    key: str = Field(max_length=64)
    interval: str = Field(max_length=16)
    incomplete_from: date | None = None
    notes: dict[str, int | str] = Field(default_factory=dict)
    plan: dict[str, Any] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExactCells:
    """Exact counts of a project: as confidential as the extract.

    Attributes
    ----------
    content : bytes
        A Parquet file.
    note : CellsNote
        What stands beside it.
    """

    content: bytes
    note: CellsNote


@dataclass(frozen=True, slots=True)
class Bundle:
    """A project that moves.

    Attributes
    ----------
    document : ProjectDocument
        All that was written, less what was left out.
    released : bytes
        Protected figures as CSV; empty before there is an answer.
    cells : ExactCells or None
        Only where someone who may have them asked for them.
    left_out : tuple of str
        Fields of the document that were emptied.
    """

    document: ProjectDocument
    released: bytes = b""
    cells: ExactCells | None = None
    left_out: tuple[str, ...] = ()


def write_bundle(bundle: Bundle, made_on: datetime) -> bytes:
    """Write a project as one file.

    Parameters
    ----------
    bundle : Bundle
        What moves.
    made_on : datetime
        When, with its time zone.
    """
    parts = _parts(bundle)
    manifest = Manifest(
        made_on=made_on,
        left_out=bundle.left_out,
        parts={name: part_of(content) for name, content in parts.items()},
    )
    whole = {MANIFEST: _json(manifest), **parts}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in whole.items():
            entry = zipfile.ZipInfo(name, made_on.timetuple()[:6])
            file.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def part_of(content: bytes) -> Part:
    """Give what a manifest says of a part."""
    return Part(sha256=sha256(content).hexdigest(), size=len(content))


def _parts(bundle: Bundle) -> dict[str, bytes]:
    schema: dict[str, Any] = ProjectDocument.model_json_schema()
    parts = {
        DOCUMENT: _json(bundle.document),
        SCHEMA: json.dumps(schema, indent=1).encode(),
    }
    plan = bundle.document.plan_content()
    if plan is not None:
        parts[PLAN] = toml_text(plan).encode()
    if bundle.released:
        parts[RELEASED] = bundle.released
    if bundle.cells is not None:
        parts[CELLS] = bundle.cells.content
        parts[CELLS_NOTE] = _json(bundle.cells.note)
    return parts


def _json(record: BaseModel) -> bytes:
    return record.model_dump_json(indent=1).encode()
