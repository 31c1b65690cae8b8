"""Which characters the package's own font can draw."""

import struct
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from unicodedata import category

MISSING = "\u25a1"
"""Stands where the font has no shape: a PDF for everyone may not hold a blank."""
_NOT_BLANK = "\x1c\x1d\x1e\x1f\u1680"
"""Python calls them spaces; Typst looks for their shape."""
_NAMES = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")
_SOFT_HYPHEN = "\u00ad"
_VARIANTS = frozenset(map(chr, range(0xFE00, 0xFE10)))
_WINDOWS, _UNICODE = 3, 1
_LAST = 0xFFFF


def drawable(words: str) -> str:
    """Put a box where the font cannot draw a character, so that no text is refused.

    Characters that are never seen are left out: they could turn words round.

    Parameters
    ----------
    words : str
        What someone wrote, in any script.
    """
    known = _characters()
    boxes = {ord(c): MISSING for c in set(words) - known if not _is_blank(c)}
    unseen = {ord(c): "" for c in set(words) if _is_unseen(c)}
    return words.translate(boxes | unseen)


def _is_blank(character: str) -> bool:
    return character.isspace() and character not in _NOT_BLANK


def _is_unseen(character: str) -> bool:
    """Whether a character only steers others: turns words round, joins, picks a shape."""
    is_steering = category(character) == "Cf" and character != _SOFT_HYPHEN
    return is_steering or character in _VARIANTS


@cache
def _characters() -> frozenset[str]:
    """Give the characters that the regular and the bold font both hold."""
    regular, bold = (
        frozenset(_mapped(files("efqi.reports").joinpath("fonts", name).read_bytes()))
        for name in _NAMES
    )
    return regular & bold


def _mapped(font: bytes) -> Iterator[str]:
    """Read the character map of a TrueType font: OpenType 1.9, cmap, format 4."""
    at = _subtable(font)
    (double,) = struct.unpack_from(">H", font, at + 6)
    starts, deltas, offsets = (
        at + 16 + double,
        at + 16 + 2 * double,
        at + 16 + 3 * double,
    )
    for k in range(0, double, 2):
        (end,) = struct.unpack_from(">H", font, at + 14 + k)
        (start,) = struct.unpack_from(">H", font, starts + k)
        (delta,) = struct.unpack_from(">H", font, deltas + k)
        (offset,) = struct.unpack_from(">H", font, offsets + k)
        for code in range(start, min(end, _LAST - 1) + 1):
            glyph = code
            if offset:
                place = offsets + k + offset + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", font, place)
            if glyph and (glyph + delta) & _LAST:
                yield chr(code)


def _subtable(font: bytes) -> int:
    """Find the map of Unicode characters."""
    (tables,) = struct.unpack_from(">H", font, 4)
    for k in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * k)
        if tag != b"cmap":
            continue
        (maps,) = struct.unpack_from(">H", font, start + 2)
        for j in range(maps):
            kind, script, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * j)
            if (kind, script) == (_WINDOWS, _UNICODE):
                return int(start + offset)
    raise ValueError("The font has no map of Unicode characters.")
