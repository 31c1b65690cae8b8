"""Charts as PNG, for documents that cannot hold SVG; drawn by Typst, no browser."""

import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Final

import typst

from efqi.reports.font import drawable
from efqi.reports.office import printable
from efqi.reports.page import Figure

PIXELS_PER_INCH: Final = 192
"""Two dots for each pixel of the SVG."""

_PAGES: Final = b"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for (k, svg) in json(bytes(sys.inputs.drawings)).enumerate() {
  if k > 0 { pagebreak() }
  image(bytes(svg), format: "svg")
}
"""
_SIGNATURE_AND_HEADER = 33
_WIDTH_AND_HEIGHT = slice(16, 24)


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as PNG.

    Attributes
    ----------
    png : bytes
        The file; it carries its title and description.
    alternative : str
        The numbers in words; empty for a mark that only decorates.
    width, height : int
        Dots.
    """

    png: bytes
    alternative: str
    width: int
    height: int


def chart_pictures(figures: Sequence[Figure]) -> tuple[Picture, ...]:
    """Draw figures as PNG, each with its title and its numbers in words inside.

    Parameters
    ----------
    figures : sequence of Figure
        Charts of a page; drawn in one go, which is far quicker than one by one.

    Returns
    -------
    tuple of Picture
        In the same order; the same figures give the same bytes.
    """
    drawn = rasterised([figure.wide for figure in figures])
    return tuple(
        _picture(described(png, figure.title, figure.alternative), figure.alternative)
        for png, figure in zip(drawn, figures, strict=True)
    )


def mark_pictures(drawings: Sequence[str]) -> tuple[Picture, ...]:
    """Draw marks that only decorate the words beside them."""
    return tuple(_picture(png, "") for png in rasterised(drawings))


def _picture(png: bytes, alternative: str) -> Picture:
    width, height = struct.unpack(">II", png[_WIDTH_AND_HEIGHT])
    return Picture(png, alternative, width, height)


def rasterised(drawings: Sequence[str]) -> list[bytes]:
    """Turn SVG into PNG with the fonts of the package.

    Parameters
    ----------
    drawings : sequence of str
        Whole SVG elements.

    Returns
    -------
    list of bytes
        PNG files on white, in the same order.
    """
    if not drawings:
        return []
    with as_file(files("efqi.reports").joinpath("fonts")) as fonts:
        pages = typst.compile(
            _PAGES,
            None,
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[fonts],
            ),
            format="png",
            ppi=PIXELS_PER_INCH,
            sys_inputs={
                "drawings": json.dumps([drawable(printable(each)) for each in drawings])
            },
        )
    return [pages] if isinstance(pages, bytes) else list(pages)


def described(png: bytes, title: str, description: str) -> bytes:
    """Keep title and description inside a PNG, as its standard text entries."""
    entries = _text_entry("Title", title) + _text_entry("Description", description)
    head, rest = png[:_SIGNATURE_AND_HEADER], png[_SIGNATURE_AND_HEADER:]
    return head + entries + rest


def _text_entry(keyword: str, words: str) -> bytes:
    """Write an uncompressed iTXt chunk: PNG specification, 11.3.3.4."""
    is_plain = b"\0\0"
    content = keyword.encode() + b"\0" + is_plain + b"en-GB\0\0" + words.encode()
    kind_and_content = b"iTXt" + content
    check = zlib.crc32(kind_and_content)
    return struct.pack(">I", len(content)) + kind_and_content + struct.pack(">I", check)
