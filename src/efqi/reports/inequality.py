"""Measures of inequality on a report's full part: a chart, a table, how to read them."""

from dataclasses import replace

from efqi.disclosure.release import ReleasedGap, ReleasedGapPoint, Shown
from efqi.disclosure.released_inequality import (
    InequalityOverTime,
    InequalityPoint,
    ReleasedMeasureOfInequality,
)
from efqi.reports.charts.gap import NARROW, WIDE, gap_chart, gap_cycles
from efqi.reports.figure import Figure, InequalityPart
from efqi.reports.grid import Grid, gap_grid
from efqi.reports.wording.alternative import gap_signals, means_sentences
from efqi.reports.wording.dates import beginning
from efqi.reports.wording.inequality import (
    figure_words,
    inequality_sentences,
    meaning,
    measure_name,
    over_time_subtitle,
    over_time_title,
    unit_words,
)
from efqi.reports.wording.sentence import say
from efqi.reports.wording.story import Story


def inequality_part(story: Story, key: str) -> InequalityPart:
    """Say and draw how unequal the groups of a view are, all together.

    Parameters
    ----------
    story : Story
        The view with its words.
    key : str
        Unique within the page.
    """
    found = story.view.inequality
    return InequalityPart(
        say("Measures of inequality"),
        inequality_sentences(story),
        inequality_grid(story) if found.measures else None,
        _figure(story, key),
    )


def inequality_grid(story: Story) -> Grid:
    """Give the table: absolute and relative measures of one idea side by side."""
    since = tuple(
        say("Since {date}", date=beginning(day)) for day in story.release.change_dates
    )
    measures = story.view.inequality.measures
    # A change that no interval follows has no phase of its own.
    has_phases = len(since) > 1 and all(len(m.phases) == len(since) for m in measures)
    head = (
        say("Measure"),
        say("Kind"),
        say("What it says"),
        say("Before"),
        *(since if has_phases else ()),
        say("All since the change") if has_phases else say("After"),
        say("Change (90\u00a0% interval)"),
    )
    rows = tuple(_row(story, measure, has_phases) for measure in measures)
    return Grid(say("Measures of inequality"), head, rows, is_wide=True)


def _row(
    story: Story, measure: ReleasedMeasureOfInequality, has_phases: bool
) -> tuple[str, ...]:
    unit = measure.unit
    levels = (measure.before, *(measure.phases if has_phases else ()), measure.after)
    return (
        f"{measure_name(measure.name)}, {unit_words(unit, story)}",
        say(measure.scale),
        meaning(measure, story),
        *(figure_words(figure, unit) for figure in levels),
        figure_words(measure.change, unit, is_change=True),
    )


def _figure(story: Story, key: str) -> Figure | None:
    over_time = story.view.inequality.over_time
    is_drawn = story.is_gradient and story.view.is_ordered
    if over_time is None or not over_time.points or is_drawn:
        return None
    told = as_story(story, over_time)
    title = over_time_title(story, over_time)
    about = " ".join((title + ".", *means_sentences(told)))
    words = (title, about)
    return Figure(
        title,
        over_time_subtitle(story, over_time),
        about,
        gap_chart(told, f"{key}-wide", WIDE, words),
        gap_chart(told, f"{key}-narrow", NARROW, words),
        over_time_grid(story, over_time),
        notes=tuple(s for s in (gap_signals(told),) if s),
        cycles=gap_cycles(told),
    )


def over_time_grid(story: Story, over_time: InequalityOverTime) -> Grid:
    """Give the measure over time with its limits, one row an interval."""
    told = gap_grid(as_story(story, over_time)).rows
    return Grid(
        say("{name} over time", name=measure_name(over_time.name)),
        (
            say("When"),
            say(
                "{name}, {unit} (90\u00a0% interval)",
                name=measure_name(over_time.name),
                unit=unit_words(over_time.unit, story),
            ),
            say("Special cause"),
        ),
        tuple(
            (row[0], figure_words(point.figure, over_time.unit), row[-1])
            for row, point in zip(told, over_time.points, strict=True)
        ),
    )


def as_story(story: Story, over_time: InequalityOverTime) -> Story:
    """Tell a measure of inequality over time in the way of a gap, as it stands."""
    view = story.view
    return replace(
        story,
        view=replace(
            view,
            gap=_as_gap(over_time),
            verdict=replace(view.verdict, is_turned=False),
        ),
    )


def _as_gap(over_time: InequalityOverTime) -> ReleasedGap:
    return ReleasedGap(
        over_time.interval,
        tuple(map(_as_gap_point, over_time.points)),
        over_time.centres,
        over_time.lowers,
        over_time.uppers,
        *(None,) * 4,
    )


def _as_gap_point(point: InequalityPoint) -> ReleasedGapPoint:
    figure = point.figure
    return ReleasedGapPoint(
        point.start,
        Shown(figure.value, figure.reason),
        figure.lower,
        figure.upper,
        Shown(None, "not_given"),
        None,
        None,
        point.phase,
        point.signal,
        "",
    )
