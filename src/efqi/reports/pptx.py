"""The report as slides: one finding a slide, words and tables that can be edited."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from efqi.disclosure.release import Release
from efqi.projects.plan import Plan
from efqi.reports.alongside import NOTHING, Alongside
from efqi.reports.charts.palette import SOFT
from efqi.reports.charts.scale import text_width
from efqi.reports.grid import Grid
from efqi.reports.icon_table import Glance
from efqi.reports.office import repacked
from efqi.reports.page import Block, Figure, Page, Part, build_page
from efqi.reports.picture import Picture, chart_pictures, mark_pictures
from efqi.reports.quality_page import QualityPage, quality_page
from efqi.reports.slide import (
    FOOT,
    MARGIN,
    POINTS,
    TOP,
    WHOLE,
    WIDTH,
    Box,
    add_notes,
    add_picture,
    add_table,
    add_words,
    fitting_size,
    new_deck,
    new_slide,
    row_height,
    table_height,
    text_height,
)
from efqi.reports.voices_slides import add_voices
from efqi.reports.wording.figure import NBSP
from efqi.reports.wording.sentence import mid_sentence, say, shortened

READING_SIZES = (20, 18, 16, 15, 14, 13, 12, 11, 10)
TABLE_SIZE = 12.0
SMALL_TABLE_SIZES = (14, 13, 12, 11, 10, 9, 8)
SUBTITLE_SIZE = 14.0
PANELS_ON_A_SLIDE = 8
FEW_PANELS = 6
PANEL_WORDS = 0.72
KEY_TOP = 6.72
KEY_SIZE = 0.2
KEY_POINTS = 11.0
KEY_LINE = 0.25
MOST_KEY_LETTERS = 90
MOST_KEY_ROWS = 8


@dataclass(frozen=True)
class _Slides:
    """A deck with the words that stand on every slide."""

    deck: Deck
    above: str
    foot: str

    def new(self, title: str) -> Slide:
        return new_slide(self.deck, title, (self.above, self.foot))


def render_pptx(
    release: Release, plan: Plan, *, made_on: date, beside: Alongside = NOTHING
) -> bytes:
    """Write the report as slides for PowerPoint, wide, one finding a slide.

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
        A whole file; the same input gives the same bytes. Every chart carries its
        numbers in words, which also stand in the speaker's notes.
    """
    page = build_page(release, plan, made_on=made_on, beside=beside)
    deck = new_deck(page.question, " ".join((page.tag, page.name)), made_on)
    above = " \u00b7 ".join(words for words in (page.tag, page.name) if words)
    slides = _Slides(deck, above, f"{page.dates} \u00b7 {page.footer[0]}")
    quality = quality_page(release, plan)
    _first_view(slides, page, quality)
    if page.glance is not None:
        _glance(slides, page.glance)
    for part in page.parts[1:]:
        _other_view(slides, part, page)
    _last(slides, page)
    written = io.BytesIO()
    deck.save(written)
    return repacked(written.getvalue())


def _quality(slides: _Slides, quality: QualityPage) -> None:
    """Say how good the data are, on one slide where it fits."""
    slide = slides.new(quality.title)
    add_notes(slide, " ".join(quality.fine.sentences))
    if quality.findings is None:
        _reading(slide, (quality.lead, *quality.fine.sentences), WHOLE)
        return
    height = text_height((quality.lead,), WHOLE.width, SUBTITLE_SIZE)
    lead = replace(WHOLE, top=TOP - 0.1, height=height)
    add_words(slide, lead, (quality.lead,), size=SUBTITLE_SIZE, colour=SOFT)
    top = TOP + height + 0.1
    room = replace(WHOLE, top=top, height=FOOT - top)
    for size in SMALL_TABLE_SIZES:
        if table_height(quality.findings, room.width, size) <= room.height:
            add_table(slide, quality.findings, room, size)
            return
    _table(slides, quality.findings)


def _first_view(slides: _Slides, page: Page, quality: QualityPage | None) -> None:
    slide = slides.new(page.lead)
    sentences = [s for block in page.facts[:1] for s in block.sentences]
    with_charts, apart = _shared_facts(page)
    doubts = _doubts(with_charts)
    more = doubts if page.gap is None else ()
    _reading(slide, (page.question, page.rest, *sentences, *more), WHOLE)
    if quality is not None:
        _quality(slides, quality)
    part = page.parts[0]
    charts = tuple(chart for chart in (page.slope, page.gap) if chart is not None)
    _charts(slides, charts, doubts)
    if page.voices is not None:
        _blocks(slides, apart)
        add_voices(slides.new, page.voices)
    _groups(slides, part)
    _known(slides, part, page.foot)


def _shared_facts(page: Page) -> tuple[Sequence[Block], Sequence[Block]]:
    """Give what stands by the charts, and a project's aim for a slide of its own."""
    facts, title = page.facts[1:], say("What was the aim?")
    if page.voices is None:
        return facts, ()
    return (
        [block for block in facts if block.title != title],
        [block for block in facts if block.title == title],
    )


def _glance(slides: _Slides, glance: Glance) -> None:
    _blocks(slides, (Block(glance.title, glance.sentences),))
    for table in glance.tables:
        caption = f"{glance.title}: {mid_sentence(table.grid.caption)}"
        _table(slides, replace(table.grid, caption=caption))


def _last(slides: _Slides, page: Page) -> None:
    """Say what the data cannot say, and how it was done; quality stood by its chart."""
    first, _, method = page.foot
    sentences = dict.fromkeys((*method.sentences, *page.footer[1:]))
    _blocks(slides, (first, replace(method, sentences=tuple(sentences))))


def _other_view(slides: _Slides, part: Part, page: Page) -> None:
    slide = slides.new(part.lead)
    _reading(slide, (part.title, *part.blocks[0].sentences), WHOLE)
    _charts(slides, part.figures, ())
    _groups(slides, part)
    _known(slides, part, page.foot)


def _doubts(blocks: Sequence[Block]) -> tuple[str, ...]:
    return tuple(f"{b.title} {' '.join(b.sentences)}" for b in blocks)


def _reading(
    slide: Slide, paragraphs: Sequence[str], box: Box, *, is_first_bold: bool = True
) -> None:
    words = tuple(filter(None, paragraphs))
    size = fitting_size(words, box.width, box.height, READING_SIZES)
    add_words(slide, box, words, size=size, is_first_bold=is_first_bold)


def _charts(
    slides: _Slides, figures: Sequence[Figure], sentences: tuple[str, ...]
) -> None:
    pictures = chart_pictures(figures)
    for number, (figure, picture) in enumerate(zip(figures, pictures, strict=True)):
        slide, below = _titled(slides, figure)
        if number == 0:
            _slope(slide, figure, picture, below)
        else:
            key = _key_rows(figure.cycles)
            room = replace(below, height=below.height - len(key) * KEY_LINE)
            _wide(slide, picture, room, sentences)
            _key(slide, key)


def _titled(slides: _Slides, figure: Figure) -> tuple[Slide, Box]:
    """Add a slide with title and subtitle; give the room that is left."""
    slide = slides.new(figure.title)
    height = text_height((figure.subtitle,), WHOLE.width, SUBTITLE_SIZE)
    box = replace(WHOLE, top=TOP - 0.1, height=height)
    add_words(slide, box, (figure.subtitle,), size=SUBTITLE_SIZE, colour=SOFT)
    add_notes(slide, figure.alternative)
    top = TOP + height + 0.1
    return slide, replace(WHOLE, top=top, height=FOOT - top)


def _slope(slide: Slide, figure: Figure, picture: Picture, room: Box) -> None:
    """Put the chart beside its numbers, unless there are more than can be read."""
    placed = add_picture(slide, picture, replace(room, width=room.width * 0.6))
    left = placed.left + placed.width + 0.4
    box = replace(room, left=left, width=min(WIDTH - MARGIN - left, 5.2))
    for size in SMALL_TABLE_SIZES:
        if table_height(figure.grid, box.width, size) <= box.height:
            add_table(slide, figure.grid, box, size)
            return


def _wide(
    slide: Slide, picture: Picture, room: Box, sentences: tuple[str, ...]
) -> None:
    """Put a wide chart over the sentences that belong to it."""
    height = text_height(sentences, room.width, 16) + 0.2 if sentences else 0.0
    placed = add_picture(
        slide, picture, replace(room, height=max(room.height - height, 2.6))
    )
    if sentences:
        top = placed.top + placed.height + 0.2
        below = replace(room, top=top, height=FOOT - top)
        size = fitting_size(sentences, below.width, below.height, READING_SIZES[2:])
        add_words(slide, below, sentences, size=size)


def _groups(slides: _Slides, part: Part) -> None:
    panels = part.panels
    drawn = iter(chart_pictures([panel for panel in panels if panel.wide]))
    pictures = [next(drawn) if panel.wide else None for panel in panels]
    for some in _shared_out(len(panels), PANELS_ON_A_SLIDE):
        slide = slides.new(part.panels_title)
        key = _key_rows((*part.symbols, *part.cycles))
        _panels(slide, [(panels[k], pictures[k]) for k in some], _key_top(key))
        _key(slide, key)
        add_notes(slide, " ".join((part.panels_subtitle, *part.panels_notes)))
    for grid in part.grids:
        _table(slides, grid)
    _blocks(slides, [block for block in part.blocks if block.is_finding])


def _shared_out(number: int, most: int) -> Iterator[range]:
    """Share things out over slides, about as many on each."""
    slides = -(-number // most)
    for k in range(slides):
        yield range(number * k // slides, number * (k + 1) // slides)


def _places(number: int, foot: float) -> list[Box]:
    columns = 3 if number <= FEW_PANELS else 4
    width = (WHOLE.width - (columns - 1) * 0.3) / columns
    height = (foot - WHOLE.top) / -(-number // columns)
    return [
        Box(
            WHOLE.left + (k % columns) * (width + 0.3),
            WHOLE.top + (k // columns) * height,
            width,
            height - 0.1,
        )
        for k in range(number)
    ]


def _panels(
    slide: Slide, panels: Sequence[tuple[Figure, Picture | None]], foot: float
) -> None:
    places = _places(len(panels), foot)
    words = [(f.title, " ".join((f.subtitle, *f.notes))) for f, _ in panels]
    width = places[0].width
    size = min(fitting_size(w, width, PANEL_WORDS, (12, 11, 10, 9)) for w in words)
    for place, said, (_, picture) in zip(places, words, panels, strict=True):
        add_words(slide, place, said, size=size, is_first_bold=True)
        if picture is not None:
            top, height = place.top + PANEL_WORDS, place.height - PANEL_WORDS
            add_picture(slide, picture, replace(place, top=top, height=height))


_Symbols = Sequence[tuple[str, str]]


def _key_rows(symbols: _Symbols) -> list[list[tuple[str, str]]]:
    """Share marks and their words out over as many lines as they need."""
    rows: list[list[tuple[str, str]]] = []
    left = WIDTH
    for mark, told in symbols:
        words = shortened(told, MOST_KEY_LETTERS)
        if left + _key_width(words) > WIDTH - MARGIN:
            rows.append([])
            left = MARGIN
        rows[-1].append((mark, words))
        left += _key_width(words)
    return rows[:MOST_KEY_ROWS]


def _key_width(words: str) -> float:
    return KEY_SIZE + 0.06 + text_width(words, KEY_POINTS) / POINTS + 0.3


def _key_top(rows: Sequence[_Symbols]) -> float:
    return KEY_TOP - max(len(rows) - 1, 0) * KEY_LINE


def _key(slide: Slide, rows: Sequence[_Symbols]) -> None:
    """Say under the charts what their marks mean."""
    for number, row in enumerate(rows):
        left, top = MARGIN, _key_top(rows) + number * KEY_LINE
        marks = mark_pictures([mark for mark, _ in row])
        for mark, (_, words) in zip(marks, row, strict=True):
            add_picture(slide, mark, Box(left, top, KEY_SIZE, KEY_SIZE))
            width = _key_width(words)
            beside = left + KEY_SIZE + 0.06
            box = Box(beside, top, width - KEY_SIZE - 0.06, KEY_SIZE)
            add_words(slide, box, (words,), size=KEY_POINTS, colour=SOFT)
            left += width


def _table(slides: _Slides, grid: Grid) -> None:
    """Add a table, on as many slides as it needs; its header stands on each."""
    room = WHOLE.height
    head = row_height(grid, grid.head, WHOLE.width, TABLE_SIZE)
    stacks: list[list[tuple[str, ...]]] = [[]]
    height = head
    for row in grid.rows:
        height += row_height(grid, row, WHOLE.width, TABLE_SIZE)
        if height > room and stacks[-1]:
            stacks.append([])
            height = head + row_height(grid, row, WHOLE.width, TABLE_SIZE)
        stacks[-1].append(row)
    for number, rows in zip(count(1), stacks, strict=False):
        part = f" ({number}{NBSP}of{NBSP}{len(stacks)})" if len(stacks) > 1 else ""
        slide = slides.new(grid.caption + part)
        add_table(slide, replace(grid, rows=tuple(rows)), WHOLE, TABLE_SIZE)


def _known(slides: _Slides, part: Part, foot: Sequence[Block]) -> None:
    """Show how often the group is unknown, with all that is said of the data."""
    titles = {block.title for block in foot}
    quality = [b for b in part.blocks if b.title in titles][:1]
    if part.completeness is None:
        _blocks(slides, quality)
        return
    (picture,) = chart_pictures((part.completeness,))
    slide, room = _titled(slides, part.completeness)
    _wide(slide, picture, room, quality[0].sentences if quality else ())


def _blocks(slides: _Slides, blocks: Sequence[Block]) -> None:
    for block in blocks:
        _reading(slides.new(block.title), block.sentences, WHOLE, is_first_bold=False)
