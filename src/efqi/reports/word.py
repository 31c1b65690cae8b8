"""The few things that a Word file is made of, each with what a screen reader needs."""

import copy
import io
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from efqi.reports.charts.palette import INK, RULE, SOFT
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

_THUMBNAIL: Final = RELATIONSHIP_TYPE.THUMBNAIL
TEXT_WIDTH: Final = 184.0
"""Between the margins of A4, millimetres."""
GUTTER: Final = 6.0
_MARGIN: Final = 13.0
_TWIPS_PER_MM: Final = 1440 / 25.4
_HEADING_SIZES: Final = {1: 15.0, 2: 10.5, 3: 10.0, 4: 9.0}


def new_document(title: str, about: str, made_on: date) -> WordDocument:
    """Open an empty A4 document in British English with our fonts and headings."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin, section.bottom_margin = Mm(11), Mm(14)
    section.header_distance, section.footer_distance = Mm(6), Mm(7)
    _set_styles(document)
    _drop_thumbnail(document)
    known = document.core_properties
    known.title, known.comments, known.language = printable(title), about, LANGUAGE
    known.author = known.last_modified_by = PROGRAM
    known.created = known.modified = noon(made_on)
    return document


def _drop_thumbnail(document: WordDocument) -> None:
    """Drop the picture that the library's empty template brings of its first page."""
    relations = document.part.package.rels
    for key in [k for k, r in relations.items() if r.reltype == _THUMBNAIL]:
        del relations[key]


def _set_styles(document: WordDocument) -> None:
    language = document.styles.element.find(f".//{qn('w:lang')}")
    language.set(qn("w:val"), LANGUAGE)
    _set_style(document.styles["Normal"], 9, space_after=3)
    for level, size in _HEADING_SIZES.items():
        style = document.styles[f"Heading {level}"]
        _set_style(style, size, space_after=2)
        style.font.bold, style.font.italic = True, False
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.space_before = Pt(0 if level == 4 else 5)
    _set_style(document.styles["Caption"], 9, space_after=2)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    _set_style(document.styles["List Bullet"], 8.5, space_after=2)


def _set_style(style: Any, size: float, space_after: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = RGBColor.from_string(bare_colour(INK))
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.space_after = Pt(space_after)
    style.paragraph_format.line_spacing = 1.0


def heading(document: WordDocument, words: str, level: int) -> Paragraph:
    """Add a heading that Word's navigation knows."""
    added: Paragraph = document.add_heading(printable(words), level)
    return added


def soft(document: WordDocument, words: str, size: float = 8) -> Paragraph:
    """Add quiet words, as under a title."""
    paragraph = document.add_paragraph()
    add_run(paragraph, words, size=size, colour=SOFT)
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def add_run(
    paragraph: Paragraph,
    words: str,
    *,
    size: float | None = None,
    colour: str | None = None,
    is_bold: bool = False,
) -> Run:
    """Add words to a paragraph."""
    run = paragraph.add_run(printable(words))
    run.bold = is_bold or None
    if size is not None:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = RGBColor.from_string(bare_colour(colour))
    return run


def bullets(document: WordDocument, sentences: Sequence[str]) -> None:
    """Add a real list."""
    for sentence in sentences:
        paragraph = document.add_paragraph(printable(sentence), style="List Bullet")
        paragraph.paragraph_format.left_indent = Mm(3.2)
        paragraph.paragraph_format.first_line_indent = Mm(-3.2)


def add_picture(paragraph: Paragraph, picture: Picture, width: float) -> None:
    """Put a picture into a paragraph, with its numbers in words for who cannot see it.

    Parameters
    ----------
    paragraph : Paragraph
        Where it stands.
    picture : Picture
        A mark without words is told to screen readers as decoration.
    width : float
        Millimetres.
    """
    paragraph.add_run().add_picture(io.BytesIO(picture.png), width=Mm(width))
    about = paragraph._p.findall(f".//{qn('wp:docPr')}")[-1]
    about.set("descr", printable(picture.alternative))
    if not picture.alternative:
        about.append(parse_xml(DECORATIVE))


def line_below(paragraph: Paragraph, colour: str = INK, eighths: int = 18) -> None:
    """Draw a line under a paragraph."""
    border = parse_xml(
        f"<w:pBdr {nsdecls('w')}><w:bottom w:val='single' w:sz='{eighths}' "
        f"w:space='3' w:color='{bare_colour(colour)}'/></w:pBdr>"
    )
    later = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
    paragraph._p.get_or_add_pPr().insert_element_before(border, *later)


def in_next_column(paragraph: Paragraph) -> None:
    """Let a paragraph begin the next column."""
    jump = Run(OxmlElement("w:r"), paragraph)
    jump.add_break(WD_BREAK.COLUMN)
    before = paragraph.runs[0]._r if paragraph.runs else None
    if before is None:
        paragraph._p.append(jump._r)
    else:
        before.addprevious(jump._r)


def right_tab(paragraph: Paragraph) -> None:
    """Let what follows a tab stand at the right margin."""
    paragraph.style = "Normal"
    paragraph.paragraph_format.tab_stops.add_tab_stop(
        Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT
    )


def page_number(paragraph: Paragraph) -> None:
    """Add the number of the page and of all pages."""
    for before, field in (("\t", "PAGE"), (" / ", "NUMPAGES")):
        add_run(paragraph, before, size=7.5, colour=SOFT)
        paragraph._p.append(
            parse_xml(
                f"<w:fldSimple {nsdecls('w')} w:instr='{field}'><w:r><w:rPr>"
                f"<w:color w:val='{bare_colour(SOFT)}'/><w:sz w:val='15'/></w:rPr>"
                "<w:t>1</w:t></w:r></w:fldSimple>"
            )
        )


def end_section(
    document: WordDocument, widths: Sequence[float] = (), *, on_new_page: bool = False
) -> None:
    """Set what was written since the last section in columns.

    Parameters
    ----------
    document : Document
        Its last paragraph becomes the last of the section.
    widths : sequence of float
        Widths of the columns, millimetres; empty for one column.
    on_new_page : bool
        Whether the section that ends here began on a new page.
    """
    section = copy.deepcopy(document.element.body.sectPr)
    _set_columns(section, widths, on_new_page)
    last = document.element.body[-2]
    if last.tag != qn("w:p") or last.find(f".//{qn('w:sectPr')}") is not None:
        last = hairline(document)._p
    last.get_or_add_pPr().append(section)


def end_document(document: WordDocument, widths: Sequence[float] = ()) -> None:
    """Set the last section in columns."""
    _set_columns(document.element.body.sectPr, widths, on_new_page=False)


def hairline(document: WordDocument) -> Paragraph:
    """Add a paragraph that takes no room."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(1)
    return paragraph


def _set_columns(section: Any, widths: Sequence[float], on_new_page: bool) -> None:
    for name in ("w:type", "w:cols"):
        for found in section.findall(qn(name)):
            section.remove(found)
    start = "nextPage" if on_new_page else "continuous"
    kind = parse_xml(f"<w:type {nsdecls('w')} w:val='{start}'/>")
    section.find(qn("w:pgSz")).addprevious(kind)
    gap = round(GUTTER * _TWIPS_PER_MM)
    columns = "".join(
        f"<w:col w:w='{round(width * _TWIPS_PER_MM)}' w:space='{gap}'/>"
        for width in widths
    )
    section.find(qn("w:pgMar")).addnext(
        parse_xml(
            f"<w:cols {nsdecls('w')} w:num='{max(len(widths), 1)}' w:space='{gap}' "
            f"w:equalWidth='0'>{columns}</w:cols>"
            if widths
            else f"<w:cols {nsdecls('w')} w:num='1' w:space='{gap}'/>"
        )
    )


def thirds() -> tuple[float, float, float]:
    """Give three equal columns."""
    width = (TEXT_WIDTH - 2 * GUTTER) / 3
    return width, width, width


def add_table(document: WordDocument, grid: Grid) -> None:
    """Add a table whose first row is a header that returns on every page."""
    document.add_paragraph(printable(grid.caption), style="Caption")
    table = document.add_table(rows=1 + len(grid.rows), cols=len(grid.head))
    table.autofit = False
    _set_table(table._tbl.tblPr, printable(grid.caption))
    widths = [TEXT_WIDTH * share for share in column_shares(grid)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row, words in zip(table.rows, (grid.head, *grid.rows), strict=True):
        _fill_row(row, words, widths, is_head=words is grid.head)


def _set_table(properties: Any, caption: str) -> None:
    """Rule the lines and name the table; Word insists on this order."""
    line = f"w:val='single' w:sz='4' w:color='{bare_colour(RULE)}'"
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(
        parse_xml(
            f"<w:tblBorders {nsdecls('w')}><w:bottom {line}/><w:insideH {line}/>"
            "</w:tblBorders>"
        )
    )
    layout.addnext(
        parse_xml(
            f"<w:tblCellMar {nsdecls('w')}><w:left w:w='0' w:type='dxa'/>"
            "<w:right w:w='80' w:type='dxa'/></w:tblCellMar>"
        )
    )
    name = OxmlElement("w:tblCaption")
    name.set(qn("w:val"), caption)
    properties.append(name)


def _fill_row(
    row: Any, words: Sequence[str], widths: Sequence[float], *, is_head: bool
) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    if is_head:
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell, text, width in zip(row.cells, words, widths, strict=True):
        cell.width = Emu(Mm(width))
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.space_before = Pt(1)
        add_run(paragraph, text, size=7.5, is_bold=is_head)
