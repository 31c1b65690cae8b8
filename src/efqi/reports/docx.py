"""The report as a Word document that can be edited."""

import io
from collections.abc import Sequence
from datetime import date

from docx.document import Document
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from efqi.disclosure.release import Release
from efqi.projects.plan import Plan
from efqi.reports.alongside import NOTHING, Alongside, Quote, Voices
from efqi.reports.charts.palette import INK, SOFT
from efqi.reports.figure import InequalityPart
from efqi.reports.icon_table import Glance
from efqi.reports.office import repacked
from efqi.reports.page import Block, Figure, Page, Part, build_page
from efqi.reports.picture import chart_pictures, mark_pictures
from efqi.reports.quality_page import QualityPage, quality_page
from efqi.reports.word import (
    GUTTER,
    TEXT_WIDTH,
    add_picture,
    add_run,
    add_table,
    bullets,
    end_document,
    end_section,
    hairline,
    heading,
    in_next_column,
    line_below,
    new_document,
    page_number,
    right_tab,
    soft,
    thirds,
)

_SLOPE_COLUMN = 116.0
_SMALLER = 0.64
_TEAM_COLUMN = 76.0
_VOICE = 10.0


def render_docx(
    release: Release, plan: Plan, *, made_on: date, beside: Alongside = NOTHING
) -> bytes:
    """Write the report as a Word document: one page for the board, then the full part.

    Parameters
    ----------
    release : Release
        All that may be shown; its first view is the primary one.
    plan : Plan
        The team's own words.
    made_on : date
        Day the report is made, printed on it and kept in the file.
    beside : Alongside
        What the project says beside its figures.

    Returns
    -------
    bytes
        A whole file; the same input gives the same bytes. Headings, lists, columns and
        header rows are Word's own, and every chart carries its numbers in words.
    """
    page = build_page(release, plan, made_on=made_on, beside=beside)
    document = new_document(page.question, " ".join((page.tag, page.name)), made_on)
    _footer(document, page)
    _first_page(document, page)
    if page.voices is not None:
        _voices(document, page.voices)
    quality = quality_page(release, plan)
    if quality is not None:
        _quality(document, quality)
    if page.glance is not None:
        _glance(document, page.glance)
    for part in page.parts:
        _part(document, part)
    for words in page.footer[1:]:
        soft(document, words)
    end_document(document)
    written = io.BytesIO()
    document.save(written)
    return repacked(written.getvalue())


def _footer(document: Document, page: Page) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    right_tab(paragraph)
    add_run(paragraph, page.footer[0], size=7.5, colour=SOFT)
    page_number(paragraph)


def _first_page(document: Document, page: Page) -> None:
    _strip(document, page)
    heading(document, page.question, 1)
    answer = document.add_paragraph()
    add_run(answer, page.lead, size=11, is_bold=True)
    add_run(answer, f" {page.rest}", size=11)
    end_section(document, on_new_page=True)
    _figure(document, page.slope, 2, _SLOPE_COLUMN)
    for number, block in enumerate(page.facts):
        title = _block(document, block, 2, is_list=False)
        if number == 0:
            in_next_column(title)
    end_section(document, (_SLOPE_COLUMN, TEXT_WIDTH - GUTTER - _SLOPE_COLUMN))
    if page.gap is not None:
        _figure(document, page.gap, 2, TEXT_WIDTH)
        end_section(document)
    for number, block in enumerate(page.foot):
        title = _block(document, block, 2)
        if number:
            in_next_column(title)
    end_section(document, thirds())


def _strip(document: Document, page: Page) -> None:
    strip = document.add_paragraph()
    right_tab(strip)
    if page.tag:
        add_run(strip, page.tag, size=8, colour=INK, is_bold=True)
        add_run(strip, " \u00b7 ", size=8, colour=SOFT)
    add_run(strip, f"{page.name}\t{page.dates}", size=8, colour=SOFT)
    line_below(strip)


def _block(
    document: Document, block: Block, level: int, *, is_list: bool = True
) -> Paragraph:
    title = heading(document, block.title, level)
    if is_list:
        bullets(document, block.sentences)
    else:
        for sentence in block.sentences:
            add_run(document.add_paragraph(), sentence)
    return title


def _figure(document: Document, figure: Figure, level: int, width: float) -> None:
    heading(document, figure.title, level)
    soft(document, figure.subtitle)
    (picture,) = chart_pictures((figure,))
    add_picture(document.add_paragraph(), picture, width)
    if figure.cycles:
        _key(document, figure.cycles)


def _voices(document: Document, voices: Voices) -> None:
    """Set what people made of it beside the team's words, in the same size."""
    heading(document, voices.title, 2).runs[0].font.size = Pt(13)
    add_run(document.add_paragraph(), voices.read, is_bold=True)
    end_section(document, on_new_page=True)
    heading(document, voices.team.title, 3)
    for sentence in voices.team.sentences:
        add_run(document.add_paragraph(), sentence, size=_VOICE)
    in_next_column(heading(document, voices.people, 3))
    for quote in voices.quotes:
        _quote(document, quote)
    if voices.silence:
        add_run(document.add_paragraph(), voices.silence, size=_VOICE)
    end_section(document, (_TEAM_COLUMN, TEXT_WIDTH - GUTTER - _TEAM_COLUMN))
    for number, block in enumerate(voices.blocks):
        title = _block(document, block, 3)
        if number:
            in_next_column(title)
    half = (TEXT_WIDTH - GUTTER) / 2
    end_section(document, (half, half))


def _quote(document: Document, quote: Quote) -> None:
    paragraphs = []
    for block in quote.answers:
        paragraphs.append(heading(document, block.title, 4))
        for words in block.sentences:
            paragraphs.append(document.add_paragraph())
            add_run(paragraphs[-1], words, size=_VOICE)
    paragraphs.append(soft(document, quote.who))
    paragraphs[-1].paragraph_format.keep_with_next = False
    paragraphs[-1].paragraph_format.space_after = Pt(_VOICE)
    for paragraph in paragraphs:
        paragraph.paragraph_format.left_indent = Mm(4)


def _glance(document: Document, glance: Glance) -> None:
    heading(document, glance.title, 2).runs[0].font.size = Pt(13)
    for words in glance.sentences:
        soft(document, words)
    for table in glance.tables:
        add_table(document, table.grid)
        document.add_paragraph()
    end_section(document, on_new_page=True)


def _quality(document: Document, quality: QualityPage) -> None:
    heading(document, quality.title, 2).runs[0].font.size = Pt(13)
    add_run(document.add_paragraph(), quality.lead, is_bold=True)
    if quality.findings is not None:
        add_table(document, quality.findings)
    if quality.fields:
        heading(document, quality.fields_title, 3)
        soft(document, quality.fields_subtitle)
    end_section(document, on_new_page=True)
    _panels(document, quality.fields)
    if quality.sites is not None:
        add_table(document, quality.sites)
        end_section(document)
    if quality.fine.sentences:
        _block(document, quality.fine, 3)
        end_section(document)


def _part(document: Document, part: Part) -> None:
    heading(document, part.title, 2).runs[0].font.size = Pt(13)
    add_run(document.add_paragraph(), part.lead, is_bold=True)
    for number, figure in enumerate(part.figures):
        width = TEXT_WIDTH if number else TEXT_WIDTH * _SMALLER
        _figure(document, figure, 3, width)
    heading(document, part.panels_title, 3)
    soft(document, " ".join((part.panels_subtitle, *part.panels_notes)))
    _key(document, (*part.symbols, *part.cycles))
    end_section(document, on_new_page=True)
    _panels(document, part.panels)
    if part.completeness is not None:
        _figure(document, part.completeness, 3, TEXT_WIDTH)
    for grid in part.grids:
        add_table(document, grid)
        document.add_paragraph()
    _inequality(document, part.inequality)
    end_section(document)
    for block in part.blocks:
        _block(document, block, 3)
    end_section(document, thirds())
    end_section(document)  # Word evens columns out only before a section on that page.


def _inequality(document: Document, part: InequalityPart) -> None:
    if part.sentences:
        heading(document, part.title, 3)
        soft(document, " ".join(part.sentences))
    if part.figure is not None:
        _figure(document, part.figure, 4, TEXT_WIDTH)
    if part.grid is not None:
        add_table(document, part.grid)
        document.add_paragraph()


def _key(document: Document, symbols: Sequence[tuple[str, str]]) -> None:
    marks = mark_pictures([mark for mark, _ in symbols])
    paragraph = document.add_paragraph()
    for mark, (_, words) in zip(marks, symbols, strict=True):
        add_picture(paragraph, mark, 3.2)
        add_run(paragraph, f" {words}     ", size=8, colour=SOFT)


def _panels(document: Document, panels: tuple[Figure, ...]) -> None:
    pictures = iter(chart_pictures([panel for panel in panels if panel.wide]))
    keys = iter(mark_pictures([panel.key for panel in panels if panel.key]))
    for number, panel in enumerate(panels):
        title = heading(document, panel.title, 4)
        if panel.key:
            add_run(title, " ")
            add_picture(title, next(keys), 3.4)
        soft(document, " ".join((panel.subtitle, *panel.notes)))
        if panel.wide:
            add_picture(document.add_paragraph(), next(pictures), thirds()[0])
        if number % 3:
            in_next_column(title)
        if number % 3 == 2:
            end_section(document, thirds())
    if len(panels) % 3:
        for _ in range(3 - len(panels) % 3):
            in_next_column(hairline(document))
        end_section(document, thirds())
