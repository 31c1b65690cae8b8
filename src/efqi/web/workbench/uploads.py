"""Files that people bring: kept only until they are counted."""

import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from efqi.errors import ExtractError, Place, StorageError
from efqi.web.workbench.models import Job
from efqi.web.workbench.unpacked import check_unpacked

KEPT_FOR = timedelta(hours=24)
"""How long a file waits for its columns to be confirmed."""
_KEY = re.compile(r"[0-9a-f]{32}")
_STRANGE = re.compile(r"[^\w. -]+")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits to be counted.

    Attributes
    ----------
    key : str
        Names it; cannot be guessed.
    path : Path
        Where it lies.
    """

    key: str
    path: Path


def keep_upload(file: "UploadedFile[Any]", person: int) -> Upload:
    """Write a file into a folder of its own, where only its sender finds it again.

    Parameters
    ----------
    file : UploadedFile
        As the browser sent it; its name is cleaned, its content is read and never run.
    person : int
        Who sent it.

    Raises
    ------
    ExtractError
        A file that is empty or too large, as it is or once it is unpacked.
    StorageError
        A disk without room.
    """
    drop_old_uploads()
    name = _clean(file.name or "")
    size, most = file.size or 0, settings.CONFIGURATION.largest_upload
    if size == 0:
        raise ExtractError(
            "The file is empty.", where=Place(name), fix="Choose another."
        )
    if size > most:
        raise ExtractError(
            f"The file has {size / 1024**2:,.0f} MB; {most / 1024**2:,.0f} MB may be sent.",
            where=Place(name),
            fix="Leave out columns that are not counted, or save it as Parquet.",
        )
    upload = _written(name, file.chunks(), person)
    try:
        check_unpacked(upload.path, most)
    except ExtractError:
        drop_upload(upload)
        raise
    return upload


def keep_text(name: str, text: str, person: int) -> Upload:
    """Keep what someone typed as the file that it stands for, as `keep_upload` does."""
    return _written(name, [text.encode()], person)


def _written(name: str, chunks: Iterable[bytes], person: int) -> Upload:
    key = uuid4().hex
    path = _folder(person) / key / name
    # A copy of everything may be made at any moment: half a file never has its name.
    part = path.with_name(f".{name}")
    try:
        path.parent.mkdir(parents=True)
        with part.open("wb") as target:
            for chunk in chunks:
                target.write(chunk)
            # On the disk before anyone is told that it was taken.
            target.flush()
            os.fsync(target.fileno())
        part.replace(path)
    except OSError as error:
        shutil.rmtree(path.parent, ignore_errors=True)
        raise StorageError(
            f"The file could not be kept: {error.strerror or error}.",
            where=Place(name),
            fix="Free some disk space and send it again.",
        ) from error
    return Upload(key, path)


def find_upload(key: str, person: int) -> Upload | None:
    """Give a file that someone sent, while it waits; None once it is gone."""
    if not _KEY.fullmatch(key):
        return None
    found = (_folder(person) / key).glob("*")
    files = [path for path in found if path.is_file()]
    return Upload(key, files[0]) if files else None


def drop_upload(upload: Upload) -> None:
    """Delete a file: its records are counted, or not wanted."""
    shutil.rmtree(upload.path.parent, ignore_errors=True)


def drop_old_uploads() -> None:
    """Delete what nobody confirmed; what was promised to be counted stays."""
    oldest = (timezone.now() - KEPT_FOR).timestamp()
    states = (Job.State.WAITING, Job.State.RUNNING)
    promised = {
        asked.get("upload")
        for asked in Job.objects.filter(state__in=states).values_list(
            "asked", flat=True
        )
    }
    for folder in (settings.CONFIGURATION.home / "uploads").glob("*/*"):
        if folder.name not in promised and folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)


def _folder(person: int) -> Path:
    home: Path = settings.CONFIGURATION.home
    return home / "uploads" / str(person)


def _clean(name: str) -> str:
    """Keep the name recognisable, without anything that a file system reads specially."""
    last = name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    cleaned = _STRANGE.sub("_", last).strip(". ")
    return cleaned[-120:] or "upload"
