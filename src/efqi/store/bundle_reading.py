"""Read a project that moved: whatever is not exactly one is refused, with a reason."""

import io
import math
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from efqi.errors import BundleError, Place
from efqi.projects.document.document import VERSION as DOCUMENT_VERSION
from efqi.projects.document.document import ProjectDocument
from efqi.store import bundle as form
from efqi.store.bundle import Bundle, CellsNote, ExactCells, Manifest, part_of

LARGEST = 200 * 1024**2
"""Bytes that one file may have, packed or unpacked."""
_LARGEST_PART: Mapping[str, int] = {
    form.MANIFEST: 100_000,
    form.DOCUMENT: 50 * 1024**2,
    form.SCHEMA: 5 * 1024**2,
    form.PLAN: 5 * 1024**2,
    form.CELLS_NOTE: 1024**2,
}
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_AGAIN = "Export the project again where it came from."
Told = TypeVar("Told", bound=BaseModel)


def read_bundle(content: bytes, name: str) -> Bundle:
    """Read a project from the bytes of a file.

    Parameters
    ----------
    content : bytes
        Of anyone's making.
    name : str
        Of the file, for messages.

    Raises
    ------
    BundleError
        Not a project, a newer form, changed since it was made, too large, with parts or
        fields that are not known, or with values that cannot be meant.
    """
    parts = _unpacked(content, name)
    manifest = _manifest(parts, name)
    _check_parts(parts, manifest, name)
    return Bundle(
        _document(parts, name),
        parts.get(form.RELEASED, b""),
        _cells(parts, name),
        manifest.left_out,
    )


def read_document(content: bytes, name: str) -> ProjectDocument:
    """Read what was written of a project, as it stands beside its plan in a folder.

    Parameters
    ----------
    content, name
        As for `read_bundle`, which raises the same.
    """
    return _document({form.DOCUMENT: content}, name)


def _document(parts: dict[str, bytes], name: str) -> ProjectDocument:
    written = _content(parts, form.DOCUMENT, name)
    _check_version(written, DOCUMENT_VERSION, form.DOCUMENT, name)
    return _read(ProjectDocument.model_validate, written, form.DOCUMENT, name)


def _unpacked(content: bytes, name: str) -> dict[str, bytes]:
    if len(content) > LARGEST:
        raise _too_large(name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            _check_entries(file.infolist(), name)
            return {
                entry.filename: _part(file, entry, name) for entry in file.infolist()
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise BundleError(
            "This is not a project file: it is not a whole zip file.",
            where=Place(name),
            fix=f"Choose a file that ends in {form.ENDING}.",
        ) from error


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    known = {form.MANIFEST, *form.PARTS}
    names = [entry.filename for entry in entries]
    for entry in entries:
        if entry.filename not in known or names.count(entry.filename) > 1:
            raise BundleError(
                "This part is not known in a project file, or stands there twice.",
                where=Place(name, value=entry.filename[:100]),
                fix=_AGAIN,
            )
        if entry.flag_bits & 1 or entry.compress_type not in _PLAIN:
            raise BundleError(
                "This part is locked, or packed in a way that is not read.",
                where=Place(name, value=entry.filename),
                fix=_AGAIN,
            )
        if entry.file_size > _most(entry.filename):
            raise _too_large(name)
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise _too_large(name)


def _part(file: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    """Read a part; what it says of its own size is not believed."""
    most = _most(entry.filename)
    with file.open(entry) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise _too_large(name)
    return content


def _most(part: str) -> int:
    return _LARGEST_PART.get(part, LARGEST)


def _manifest(parts: dict[str, bytes], name: str) -> Manifest:
    if form.MANIFEST not in parts or form.DOCUMENT not in parts:
        raise BundleError(
            "This zip file is not a project.",
            where=Place(name),
            fix=f"Choose a file that ends in {form.ENDING}.",
        )
    told = _content(parts, form.MANIFEST, name)
    _check_version(told, form.VERSION, form.MANIFEST, name)
    return _read(Manifest.model_validate, told, form.MANIFEST, name)


def _check_version(told: Any, known: int, part: str, name: str) -> None:
    version = told.get("version") if isinstance(told, dict) else None
    if isinstance(version, int) and version > known:
        raise BundleError(
            f"A newer efqi made this project: its form is {version}, and this efqi "
            f"reads {known}.",
            where=Place(name, column=part),
            fix="Bring this efqi up to date first.",
        )


def _check_parts(parts: dict[str, bytes], manifest: Manifest, name: str) -> None:
    found = {part: content for part, content in parts.items() if part != form.MANIFEST}
    if set(found) != set(manifest.parts):
        raise BundleError(
            "The parts of this file are not those that its manifest lists.",
            where=Place(name),
            fix=_AGAIN,
        )
    for part, content in found.items():
        if part_of(content) != manifest.parts[part]:
            raise BundleError(
                "This part was changed after the file was made.",
                where=Place(name, value=part),
                fix=_AGAIN,
            )


def _cells(parts: dict[str, bytes], name: str) -> ExactCells | None:
    if form.CELLS not in parts and form.CELLS_NOTE not in parts:
        return None
    if form.CELLS not in parts or form.CELLS_NOTE not in parts:
        raise BundleError(
            "The exact counts lack one of their two parts.",
            where=Place(name),
            fix=_AGAIN,
        )
    told = _content(parts, form.CELLS_NOTE, name)
    note = _read(CellsNote.model_validate, told, form.CELLS_NOTE, name)
    return ExactCells(parts[form.CELLS], note)


def _content(parts: dict[str, bytes], part: str, name: str) -> Any:
    try:
        content = from_json(parts[part], allow_inf_nan=True)
        _check_plain(content)
    except (ValueError, RecursionError) as error:
        raise BundleError(
            "This part cannot be read as JSON.",
            where=Place(name, value=part),
            fix=_AGAIN,
        ) from error
    return content


def _check_plain(value: Any) -> None:
    """Refuse what JSON readers take and databases do not: NaN, and the character 0."""
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(value)
    if isinstance(value, str) and "\x00" in value:
        raise ValueError(value)
    if isinstance(value, list):
        for each in value:
            _check_plain(each)
    if isinstance(value, dict):
        for key, each in value.items():
            _check_plain(key)
            _check_plain(each)


def _read(check: Callable[[Any], Told], told: Any, part: str, name: str) -> Told:
    try:
        return check(told)
    except ValidationError as error:
        first = error.errors()[0]
        at = " > ".join(map(str, first["loc"])) or part
        is_unknown = first["type"] == "extra_forbidden"
        raise BundleError(
            f"{part} holds a field that is not known."
            if is_unknown
            else f"{part} holds a value that cannot be meant.",
            where=Place(name, column=at[:200]),
            fix=_AGAIN,
        ) from None


def _too_large(name: str) -> BundleError:
    return BundleError(
        f"This file unpacks to more than a project may have ({LARGEST // 1024**2} MB).",
        where=Place(name),
        fix=_AGAIN,
    )
