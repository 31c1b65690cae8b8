"""The few things that slides are made of: placeholders, text, pictures, tables."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches, Pt

from efqi.reports.charts.palette import INK, RULE, SOFT
from efqi.reports.charts.scale import wrapped
from efqi.reports.grid import Grid
from efqi.reports.office import (
    DECORATIVE,
    FONT,
    LANGUAGE,
    PROGRAM,
    bare_colour,
    column_shares,
    noon,
    printable,
)
from efqi.reports.picture import Picture

WIDTH: Final = 13.333
HEIGHT: Final = 7.5
MARGIN: Final = 0.6
TOP: Final = 1.75
"""Where the content of a slide begins, inches."""
FOOT: Final = 6.95
_TITLE_ONLY: Final = "Title Only"
POINTS: Final = 72.0
_LINE: Final = 1.2
_SPACE: Final = 0.45
_CELL_MARGIN: Final = 0.3
"""Above and below the words of a cell, as a share of their size."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def placed(self) -> tuple[Any, Any, Any, Any]:
        """Left, top, width and height as PowerPoint counts them."""
        return (
            Inches(self.left),
            Inches(self.top),
            Inches(self.width),
            Inches(self.height),
        )


WHOLE: Final = Box(MARGIN, TOP, WIDTH - 2 * MARGIN, FOOT - TOP)


def new_deck(title: str, about: str, made_on: date) -> Deck:
    """Open an empty wide deck with one layout: a title that is left to the slide."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name != _TITLE_ONLY:
            deck.slide_layouts.remove(layout)
    _set_master(deck)
    _drop_thumbnail(deck)
    known = deck.core_properties
    known.title, known.comments, known.language = printable(title), about, LANGUAGE
    known.author = known.last_modified_by = PROGRAM
    known.created = known.modified = noon(made_on)
    return deck


def _drop_thumbnail(deck: Deck) -> None:
    """Drop the picture that the library's empty template brings of its first slide."""
    package = deck.part.package
    relations = package._rels.items()
    thumbnail = RELATIONSHIP_TYPE.THUMBNAIL
    for key in [k for k, r in relations if r.reltype == thumbnail]:
        package.drop_rel(key)


def _set_master(deck: Deck) -> None:
    master = deck.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(
        b'typeface="Calibri"', f'typeface="{FONT}"'.encode()
    )
    box = Box(MARGIN, 0.62, WIDTH - 2 * MARGIN, 1.0)
    for holder in list(master.placeholders) + list(deck.slide_layouts[0].placeholders):
        if holder.placeholder_format.type in _UNUSED:
            holder._element.getparent().remove(holder._element)
        elif holder.placeholder_format.idx == 0:
            holder.left, holder.top, holder.width, holder.height = box.placed
            holder.text_frame.vertical_anchor = MSO_ANCHOR.TOP
            holder.text_frame.margin_left = 0
    style = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    letters = style.find(qn("a:defRPr"))
    letters.set("sz", "2600")
    letters.set("b", "1")


_UNUSED = tuple(
    kind
    for kind in PP_PLACEHOLDER
    if kind.name in ("DATE", "FOOTER", "SLIDE_NUMBER", "BODY")
)


def new_slide(deck: Deck, title: str, strip: tuple[str, str]) -> Slide:
    """Add a slide with its finding as the title.

    Parameters
    ----------
    deck : Presentation
        To which it is added.
    title : str
        The finding.
    strip : tuple of str
        Small words above the title, and at the foot.
    """
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[0])
    holder: Any = slide.placeholders[0]
    holder.text_frame.text = printable(title)
    runs = [run for p in holder.text_frame.paragraphs for run in p.runs]
    size = fitting_size((title,), WIDTH - 2.2 * MARGIN, 0.95, (26, 24, 22, 20, 18))
    for run in runs:
        run.font.size = Pt(size)
        run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK
        run.font.color.rgb = _colour(INK)
    above = Box(MARGIN, 0.3, WIDTH - 2 * MARGIN, 0.3)
    add_words(slide, above, (strip[0],), size=12, colour=SOFT)
    foot = Box(MARGIN, 7.05, WIDTH - 2 * MARGIN, 0.28)
    number = len(deck.slides)
    add_words(slide, foot, (f"{strip[1]} \u00b7 {number}",), size=10, colour=SOFT)
    return slide


def _colour(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(bare_colour(colour)))


def fitting_size(
    paragraphs: Sequence[str], width: float, height: float, sizes: Sequence[float]
) -> float:
    """Give the largest of the sizes at which words fit into a box, else the smallest."""
    return next(
        (size for size in sizes if text_height(paragraphs, width, size) <= height),
        sizes[-1],
    )


def text_height(paragraphs: Sequence[str], width: float, size: float) -> float:
    """Estimate how high paragraphs stand, inches."""
    lines = sum(len(wrapped(words, size, width * POINTS)) for words in paragraphs)
    spaces = max(len(paragraphs) - 1, 0) * _SPACE
    return (lines * _LINE + spaces) * size / POINTS


def add_words(
    slide: Slide,
    box: Box,
    paragraphs: Sequence[str],
    *,
    size: float,
    colour: str = INK,
    is_first_bold: bool = False,
) -> None:
    """Add a text box with one paragraph a sentence."""
    frame = slide.shapes.add_textbox(*box.placed).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size * _SPACE)
        _add_run(paragraph, words, size, colour, number == 0 and is_first_bold)


def _add_run(
    paragraph: Any, words: str, size: float, colour: str, is_bold: bool
) -> None:
    run = paragraph.add_run()
    run.text = printable(words)
    run.font.size, run.font.bold = Pt(size), is_bold
    run.font.color.rgb = _colour(colour)
    run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK


def add_picture(slide: Slide, picture: Picture, box: Box) -> Box:
    """Put a picture as large as it can be at the top left of a box.

    Returns
    -------
    Box
        Where it really stands.
    """
    scale = min(box.width / picture.width, box.height / picture.height)
    placed = Box(box.left, box.top, picture.width * scale, picture.height * scale)
    shape = slide.shapes.add_picture(io.BytesIO(picture.png), *placed.placed)
    _describe(shape, picture.alternative)
    return placed


def _describe(shape: Any, alternative: str) -> None:
    about = shape._element.xpath(".//p:cNvPr")[0]
    about.set("descr", printable(alternative))
    if not alternative:
        about.append(parse_xml(DECORATIVE))


def add_table(slide: Slide, grid: Grid, box: Box, size: float) -> None:
    """Add a table that can be edited, its first row told as the header."""
    rows, columns = 1 + len(grid.rows), len(grid.head)
    line = size * (_LINE + 2 * _CELL_MARGIN) / POINTS
    shape = slide.shapes.add_table(
        rows, columns, *Box(box.left, box.top, box.width, rows * line).placed
    )
    _describe(shape, grid.caption)
    table = shape.table
    table.horz_banding = False
    table.first_col = True
    shape._element.find(f".//{qn('a:tableStyleId')}").text = _NO_STYLE
    for number, share in enumerate(column_shares(grid)):
        table.columns[number].width = Inches(box.width * share)
    for row, words in zip(table.rows, (grid.head, *grid.rows), strict=True):
        row.height = Inches(line)
        for cell, text in zip(row.cells, words, strict=True):
            _fill(cell, text, size, is_head=words is grid.head)


_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def _fill(cell: Any, words: str, size: float, *, is_head: bool) -> None:
    cell.margin_left, cell.margin_right = 0, Inches(0.1)
    cell.margin_top = cell.margin_bottom = Pt(size * _CELL_MARGIN)
    _add_run(cell.text_frame.paragraphs[0], words, size, INK, is_head)
    width, colour = (19050, INK) if is_head else (6350, RULE)
    cell._tc.get_or_add_tcPr().append(
        parse_xml(
            f"<a:lnB {nsdecls('a')} w='{width}'><a:solidFill><a:srgbClr "
            f"val='{bare_colour(colour)}'/></a:solidFill></a:lnB>"
        )
    )


def table_height(grid: Grid, width: float, size: float) -> float:
    """Estimate how high a table stands, inches."""
    rows = (grid.head, *grid.rows)
    return sum(row_height(grid, words, width, size) for words in rows)


def row_height(grid: Grid, words: Sequence[str], width: float, size: float) -> float:
    """Estimate how high one row of a table stands, inches."""
    shares = column_shares(grid)
    return 2 * _CELL_MARGIN * size / POINTS + max(
        text_height((cell,), width * share - 0.1, size)
        for cell, share in zip(words, shares, strict=True)
    )


def add_notes(slide: Slide, words: str) -> None:
    """Keep words for the speaker, and for who cannot see the picture."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = printable(words)
