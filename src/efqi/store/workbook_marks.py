"""What a reader of values cannot see in a sheet: errors, and formulas never calculated."""

import re
from collections.abc import Iterator
from typing import IO
from zipfile import ZipFile

_CHUNK = 1 << 20
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]+)</")
_TYPE = re.compile(rb'\bt="(\w+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_SUSPECT = (b't="e"', b"<f", b":f")
_END_OF_ROW = b"row>"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?\w+:id=\"([^\"]+)\"[^>]*>")
_TARGET = re.compile(rb"<Relationship\s[^>]*>")
_1904 = re.compile(rb'\bdate1904="(?:1|true)"')
UNCALCULATED = "formula without a value"
"""Stands for a formula whose value was never saved."""


def marks(book: ZipFile, sheet: int) -> dict[tuple[int, int], str]:
    """Find the cells of a sheet that hold an error, or a formula without a value.

    Parameters
    ----------
    book : ZipFile
        The workbook.
    sheet : int
        Position of the sheet, from 0.

    Returns
    -------
    dict of (int, int) to str
        Row and column, from 0, to "#N/A" and the like or `UNCALCULATED`.
    """
    found = {}
    with book.open(_path_of(book, sheet)) as content:
        for attributes, inside in _cells(content):
            mark = _mark(attributes, inside)
            at = _REFERENCE.search(attributes)
            if mark and at:
                found[int(at[2]) - 1, _column(at[1])] = mark
    return found


def begins_in_1904(book: ZipFile) -> bool:
    """Whether days are counted from 1904, as old Excel for Mac did."""
    return _1904.search(book.read("xl/workbook.xml")) is not None


def _cells(content: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    rest = b""
    while chunk := content.read(_CHUNK):
        text = rest + chunk
        end = text.rfind(_END_OF_ROW) + len(_END_OF_ROW)
        end = end if end >= len(_END_OF_ROW) else 0
        whole, rest = text[:end], text[end:]
        yield from _suspects(whole)
    yield from _suspects(rest)


def _suspects(text: bytes) -> Iterator[tuple[bytes, bytes]]:
    if any(sign in text for sign in _SUSPECT):
        for cell in _CELL.finditer(text):
            yield cell[1], cell[2]


def _mark(attributes: bytes, inside: bytes) -> str:
    kind = _TYPE.search(attributes)
    value = _VALUE.search(inside)
    if kind and kind[1] == b"e":
        return value[1].decode() if value else "#N/A"
    is_text = kind is not None and kind[1] == b"str"
    is_open = value is None and not is_text and _FORMULA.search(inside)
    return UNCALCULATED if is_open else ""


def _path_of(book: ZipFile, sheet: int) -> str:
    identity = _SHEET.findall(book.read("xl/workbook.xml"))[sheet]
    for relation in _TARGET.findall(book.read("xl/_rels/workbook.xml.rels")):
        if b'Id="' + identity + b'"' in relation:
            target = re.search(rb'Target="([^"]+)"', relation)
            path = target[1].decode() if target else ""
            return path.lstrip("/") if path.startswith("/") else f"xl/{path}"
    raise KeyError(identity)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
