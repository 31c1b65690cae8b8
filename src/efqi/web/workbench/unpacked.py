"""How large a file is once it is unpacked: small files that would fill a disk are refused."""

import gzip
import zipfile
import zlib
from pathlib import Path

from efqi.errors import ExtractError, Place

TIMES_LARGER = 4
"""How many times as large as an upload its content may be."""
_MOST_OF_A_WORKBOOK = 256 * 1024**2
_CHUNK = 1024 * 1024
_WORKBOOK = "xl/workbook.xml"


def check_unpacked(path: Path, largest_upload: int) -> None:
    """Refuse a file whose content is far larger than it says.

    Parameters
    ----------
    path : Path
        As it was sent.
    largest_upload : int
        Bytes that a file may have as it is sent.

    Raises
    ------
    ExtractError
        A zip, workbook or gzip that holds too much. One that is damaged is left to those
        who read it, who say what is wrong with it.
    """
    most = TIMES_LARGER * largest_upload
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                size = sum(member.file_size for member in archive.infolist())
                if _WORKBOOK in archive.namelist():
                    most = min(most, _MOST_OF_A_WORKBOOK)
        else:
            size = _size_of_gzip(path, most)
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error):
        return
    if size > most:
        raise ExtractError(
            f"The file holds more than {most / 1024**2:,.0f} MB once it is unpacked.",
            where=Place(path.name),
            fix="Leave out columns that are not counted, or save it as Parquet.",
        )


def _size_of_gzip(path: Path, most: int) -> int:
    """Count what a gzip holds, up to a little more than may be; 0 for any other file."""
    with path.open("rb") as file:
        if file.read(2) != b"\x1f\x8b":
            return 0
    size = 0
    with gzip.open(path) as file:
        while size <= most and (chunk := file.read(_CHUNK)):
            size += len(chunk)
    return size
