"""Text files as they come: their encoding, delimiter and header."""

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from efqi.errors import ExtractError, Place

_CHUNK = 1 << 20
_MOST_COLUMNS = 2_000
_DELIMITERS = ",;\t|"
_GZIP = b"\x1f\x8b"
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(path: Path) -> str:
    """Name the encoding of a text file, gzip or not, having read all of it.

    A file that is not UTF-8 and has no mark is taken as Windows-1252, which Excel in the
    NHS writes; that is told in the notes of what is counted from it.

    Parameters
    ----------
    path : Path
        CSV file.

    Returns
    -------
    str
        "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be" or "cp1252".

    Raises
    ------
    ExtractError
        Empty file, damaged gzip, or bytes of no known encoding.
    """
    with _open_bytes(path) as file:
        head = file.read(_CHUNK)
    if not head.strip():
        raise ExtractError(
            "The file is empty.", where=Place(path.name), fix="Export it again."
        )
    if len(head) == _CHUNK and not {*b"\r\n"} & {*head}:
        raise ExtractError(
            "The first line has no end: this is not a table as text.",
            where=Place(path.name),
            fix="Save it again as CSV, one record on each line.",
        )
    return _marked(head) or _tried(path)


def _marked(head: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return encoding
    zeros = head[:200].count(0)
    if zeros > len(head[:200]) // 4:
        return "utf-16-le" if head[1] == 0 else "utf-16-be"
    return None


def _tried(path: Path) -> str:
    for encoding in ("utf-8", "cp1252"):
        if _decodes(path, encoding):
            return encoding
    raise ExtractError(
        "The file is neither UTF-8 nor Windows-1252 text.",
        where=Place(path.name),
        fix="Save it again as 'CSV UTF-8'.",
    )


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with _open_bytes(path) as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def delimiter_of(path: Path, encoding: str) -> str:
    """Give the character that separates columns: the commonest candidate in the header."""
    with open_text(path, encoding) as file:
        header = next((line for line in file if line.strip()), "")
    outside_quotes = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=outside_quotes.count)


def header_of(path: Path, encoding: str, delimiter: str) -> tuple[str, ...]:
    """Give the column names, blanks trimmed; a nameless column is "column 3".

    Raises
    ------
    ExtractError
        A file without rows, or two columns of one name.
    """
    found = records(path, encoding, delimiter)
    _, names = next(found)
    if next(found, None) is None:
        raise ExtractError(
            "The file has a header but no rows.",
            where=Place(path.name),
            fix="Export it again, with data.",
        )
    if len(names) > _MOST_COLUMNS:
        raise ExtractError(
            f"The file has more than {_MOST_COLUMNS:,} columns.",
            where=Place(path.name, row=1),
            fix="Leave out columns that are not counted.",
        )
    header = tuple(n.strip() or f"column {i}" for i, n in enumerate(names, 1))
    for i, column in enumerate(header):
        if column.lower() in {earlier.lower() for earlier in header[:i]}:
            raise ExtractError(
                f"Two columns are called '{column}'.",
                where=Place(path.name, row=1),
                fix="Rename one of them.",
            )
    return header


def line_of(path: Path, encoding: str, delimiter: str, record: int) -> int:
    """Line of the file, as an editor counts it, on which a record ends.

    Parameters
    ----------
    record : int
        1 for the first record after the header.
    """
    for number, (line, _) in enumerate(records(path, encoding, delimiter)):
        if number == record:
            return line
    return record + 1


def first_ragged(path: Path, encoding: str, delimiter: str) -> tuple[int, int] | None:
    """Line and column count of the first row whose column count is not the header's."""
    found = records(path, encoding, delimiter)
    _, header = next(found)
    for line, record in found:
        if len(record) != len(header):
            return line, len(record)
    return None


def records(
    path: Path, encoding: str, delimiter: str
) -> Iterator[tuple[int, list[str]]]:
    """Read each record that is not blank, with the line on which it ends."""
    with open_text(path, encoding) as file:
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for record in reader:
                if record:
                    yield reader.line_num, record
        except csv.Error as error:
            raise ExtractError(
                f"This line cannot be read: {error}.",
                where=Place(path.name, row=reader.line_num),
                fix="Look for a quotation mark that is never closed, and close it.",
            ) from error


@contextmanager
def open_text(path: Path, encoding: str) -> Iterator[IO[str]]:
    """Open a text file, gzip or not; lines end as they stand."""
    with _open_bytes(path) as file:
        yield io.TextIOWrapper(file, encoding, newline="")


def transcode(path: Path, encoding: str, target: Path) -> None:
    """Copy a text file into UTF-8, piece by piece."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with _open_bytes(path) as source, target.open("wb") as copy:
        while chunk := source.read(_CHUNK):
            copy.write(decoder.decode(chunk).encode())
        copy.write(decoder.decode(b"", final=True).encode())


def is_gzip(path: Path) -> bool:
    """Whether a file is compressed, whatever its name."""
    with path.open("rb") as file:
        return file.read(2) == _GZIP


@contextmanager
def _open_bytes(path: Path) -> Iterator[IO[bytes]]:
    try:
        with cast(
            "IO[bytes]",
            gzip.open(path)
            if path.suffix == ".gz" or is_gzip(path)
            else path.open("rb"),
        ) as f:
            yield f
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ExtractError(
            "The compressed file is damaged.",
            where=Place(path.name),
            fix="Copy or export it again.",
        ) from error
