"""What Word, PowerPoint and Excel files share: same bytes, harmless words, colours."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from efqi.reports.grid import Grid

LANGUAGE: Final = "en-GB"
FONT: Final = "Arial"
"""Liberation Sans, which the charts are drawn with, has the same widths."""
PROGRAM: Final = "efqi"
DECORATIVE: Final = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)
"""What tells a screen reader to pass a picture over."""

_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
_UNPRINTABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def packed(members: Mapping[str, bytes]) -> bytes:
    """Pack files into a zip archive whose bytes depend on nothing but them.

    Parameters
    ----------
    members : mapping of str to bytes
        Name and content of each file, in the order in which they are kept.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _FIRST_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return written.getvalue()


def repacked(archive: bytes) -> bytes:
    """Pack an archive anew without the times at which its files were written."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return packed({name: opened.read(name) for name in opened.namelist()})


def printable(words: str) -> str:
    """Leave out characters that no XML file may hold."""
    return _UNPRINTABLE.sub("", words)


def column_shares(grid: Grid) -> list[float]:
    """Share a table's width out: enough for the longest word, more for long cells."""
    columns = list(zip(grid.head, *grid.rows, strict=True))
    wanted = [
        max(
            max(len(word) for cell in cells for word in cell.split(" ")) + 2,
            2.5 * max(map(len, cells)) ** 0.5,
        )
        for cells in columns
    ]
    return [width / sum(wanted) for width in wanted]


def noon(day: date) -> datetime:
    """Give the time that a file made on a day carries, in UTC without saying so."""
    return datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001


def bare_colour(colour: str) -> str:
    """Write "#212b32" the way Office files do: "212B32"."""
    return colour.removeprefix("#").upper()
