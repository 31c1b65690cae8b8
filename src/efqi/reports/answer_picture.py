"""The answer as one picture: question, answer and both charts, as SVG or PNG."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from efqi.disclosure.release import Release
from efqi.projects.plan import Plan
from efqi.reports.alongside import NOTHING, Alongside
from efqi.reports.charts.palette import INK, SOFT, WHITE
from efqi.reports.charts.scale import wrapped
from efqi.reports.charts.svg import picture, rectangle, styled, text
from efqi.reports.office import printable
from efqi.reports.page import Figure, Page, build_page
from efqi.reports.picture import described, rasterised

WIDTH: Final = 928.0
MARGIN: Final = 24.0
_TEXT_WIDTH: Final = WIDTH - 2 * MARGIN
_FACTS_LEFT: Final = 620.0
_LINE: Final = 1.3
_KEY: Final = 24.0


class _Drawing:
    """What is drawn so far, from the top down."""

    def __init__(self, left: float, top: float, width: float) -> None:
        self.marks: list[str] = []
        self.left, self.height, self.width = left, top, width

    def write(
        self, words: str, size: float, colour: str = INK, *, is_bold: bool = False
    ) -> None:
        """Write words over as many lines as they need."""
        style = styled(font_size=size, fill=colour)
        if is_bold:
            style["font_weight"] = "bold"
        for line in wrapped(words, size * (1.06 if is_bold else 1), self.width):
            self.height += size * _LINE
            self.marks.append(
                text((self.left, self.height - size * 0.3), line, **style)
            )

    def space(self, height: float) -> None:
        """Leave room."""
        self.height += height

    def chart(self, figure: Figure) -> None:
        """Put a chart under its finding."""
        self.space(14)
        self.write(figure.title, 16, is_bold=True)
        self.write(figure.subtitle, 12, SOFT)
        self.space(8)
        place = f'<svg x="{self.left:g}" y="{self.height:.1f}" '
        self.marks.append(figure.wide.replace("<svg ", place, 1))
        self.space(_height_of(figure.wide))
        for mark, words in figure.cycles:
            self.key(mark, words)

    def key(self, mark: str, words: str) -> None:
        """Say what a numbered circle means, beside it."""
        place = f'<svg x="{self.left:g}" y="{self.height + 1:.1f}" '
        self.marks.append(mark.replace("<svg ", place, 1))
        beside = _Drawing(self.left + _KEY, self.height, self.width - _KEY)
        beside.write(words, 12, SOFT)
        self.marks += beside.marks
        self.height = beside.height + 4


def _height_of(svg: str) -> float:
    return float(svg.split('viewBox="', 1)[1].split('"', 1)[0].split()[3])


def render_svg(
    release: Release, plan: Plan, *, made_on: date, beside: Alongside = NOTHING
) -> str:
    """Draw the answer as one picture.

    Parameters
    ----------
    release : Release
        All that may be shown; its first view is the one that is drawn.
    plan : Plan
        The team's own words.
    made_on : date
        Day the picture is made, written on it.
    beside : Alongside
        What the project says: cycles and aim are drawn.

    Returns
    -------
    str
        One SVG element whose title is the question and whose description gives the
        answer and the numbers in words; the same input gives the same text.
    """
    return _drawn(build_page(release, plan, made_on=made_on, beside=beside)) + "\n"


def render_png(
    release: Release, plan: Plan, *, made_on: date, beside: Alongside = NOTHING
) -> bytes:
    """Draw the answer as one PNG, with the same title and description inside.

    Parameters
    ----------
    release, plan, made_on, beside
        As for `render_svg`.
    """
    page = build_page(release, plan, made_on=made_on, beside=beside)
    (png,) = rasterised([_drawn(page)])
    return described(png, page.question, _description(page))


def _drawn(page: Page) -> str:
    drawing = _Drawing(MARGIN, MARGIN, _TEXT_WIDTH)
    head = " \u00b7 ".join(
        words for words in (page.tag, page.name, page.dates) if words
    )
    drawing.write(head, 12, SOFT)
    drawing.space(6)
    drawing.write(page.question, 22, is_bold=True)
    drawing.space(4)
    drawing.write(page.lead, 17, is_bold=True)
    drawing.write(page.rest, 15)
    _slope_and_facts(drawing, page)
    if page.gap is not None:
        drawing.chart(page.gap)
    drawing.space(12)
    for words in page.footer[:2]:
        drawing.write(words, 11, SOFT)
    size = WIDTH, drawing.height + MARGIN
    marks = (rectangle((0, 0), *size, fill=WHITE), *drawing.marks)
    return picture(
        "answer", size, page.question, _description(page), map(printable, marks)
    )


def _slope_and_facts(drawing: _Drawing, page: Page) -> None:
    beside = _Drawing(_FACTS_LEFT, drawing.height, WIDTH - MARGIN - _FACTS_LEFT)
    left = _Drawing(MARGIN, drawing.height, _FACTS_LEFT - 2 * MARGIN)
    left.chart(page.slope)
    for block in page.facts:
        beside.space(14)
        beside.write(block.title, 14, is_bold=True)
        for sentence in block.sentences:
            beside.space(4)
            beside.write(sentence, 13)
    drawing.marks += (*left.marks, *beside.marks)
    drawing.height = max(left.height, beside.height)


def _charts(page: Page) -> Sequence[Figure]:
    return [page.slope] if page.gap is None else [page.slope, page.gap]


def _description(page: Page) -> str:
    told = (figure.alternative for figure in _charts(page))
    facts = (f"{b.title} {' '.join(b.sentences)}" for b in page.facts)
    cycles = (f"{words}." for figure in _charts(page) for _, words in figure.cycles)
    return printable(" ".join((page.lead, page.rest, *told, *cycles, *facts)))
