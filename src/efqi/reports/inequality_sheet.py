"""The workbook's sheets on inequality: every measure, and one of them over time."""

from collections.abc import Iterator, Sequence
from datetime import date

from efqi.disclosure.release import Shown
from efqi.disclosure.released_inequality import (
    InequalityFigure,
    InequalityOverTime,
    ReleasedMeasureOfInequality,
)
from efqi.reports.inequality import over_time_grid
from efqi.reports.wording.inequality import inequality_sentences as how_to_read
from efqi.reports.wording.inequality import meaning, measure_name, unit_words
from efqi.reports.wording.sentence import capital, say
from efqi.reports.wording.story import Story
from efqi.reports.workbook import LEVEL, Cell, Column, Row, Sheet

_ABOUT = (Column("Measure"), Column("Grouped by"))
_DECIMALS = {"index": 3, "ratio": 2}


def inequality_sheet(stories: Sequence[Story]) -> Sheet:
    """Give every measure of inequality of every view, and why there is none."""
    columns = (
        *_ABOUT,
        Column("Measure of inequality"),
        Column("Kind"),
        Column("What it says"),
        Column("Unit"),
        *_limits("Before"),
        *_limits("After"),
        *_limits("Change"),
    )
    rows = [row for story in stories for row in _rows(story, len(columns))]
    return Sheet("Inequality", columns, tuple(rows))


def inequality_over_time_sheet(stories: Sequence[Story]) -> Sheet:
    """Give the measure of inequality that is followed over time, with its limits."""
    columns = (
        *_ABOUT,
        Column("Measure of inequality"),
        Column("Interval"),
        Column("First day"),
        *_limits("Value"),
        Column("Unit"),
        Column("Mean", LEVEL),
        Column("Lower limit", LEVEL),
        Column("Upper limit", LEVEL),
        Column("Phase"),
        Column("Special cause"),
    )
    rows = [
        row
        for story in stories
        if (over_time := story.view.inequality.over_time) is not None
        for row in _points(story, over_time)
    ]
    return Sheet("Inequality over time", columns, tuple(rows))


def _limits(name: str) -> tuple[Column, ...]:
    return (
        Column(name, LEVEL),
        Column(f"{name}, 90 % interval from", LEVEL),
        Column(f"{name}, 90 % interval to", LEVEL),
    )


def _about(story: Story) -> tuple[str, str]:
    return capital(story.title), story.view.dimension_title


def _rows(story: Story, width: int) -> Iterator[Row]:
    found = story.view.inequality
    if found.reason:
        why: tuple[Cell, ...] = (*_about(story), *how_to_read(story))
        yield Row((*why, *[None] * (width - len(why))))
    for measure in found.measures:
        yield Row((*_about(story), *_measure(story, measure)), _decimals(measure.unit))


def _measure(story: Story, measure: ReleasedMeasureOfInequality) -> tuple[Cell, ...]:
    return (
        measure_name(measure.name),
        say(measure.scale),
        meaning(measure, story),
        unit_words(measure.unit, story),
        *_cells(measure.before),
        *_cells(measure.after),
        *_cells(measure.change),
    )


def _points(story: Story, over_time: InequalityOverTime) -> Iterator[Row]:
    words = over_time_grid(story, over_time).rows
    for point, row in zip(over_time.points, words, strict=True):
        lines = (over_time.centres, over_time.lowers, over_time.uppers)
        start: date = point.start
        cells: tuple[Cell, ...] = (
            *_about(story),
            measure_name(over_time.name),
            over_time.interval.value,
            start,
            *_cells(point.figure),
            unit_words(over_time.unit, story),
            *(each[point.phase] if point.phase < len(each) else None for each in lines),
            say("since the change") if point.phase else say("before"),
            row[-1],
        )
        yield Row(cells, _decimals(over_time.unit))


def _cells(figure: InequalityFigure) -> tuple[Cell, Cell, Cell]:
    value: Cell = figure.value
    if value is None:
        value = Shown(None, figure.reason)
    return value, figure.lower, figure.upper


def _decimals(unit: str) -> int:
    return _DECIMALS.get(unit, 1)
