"""A view as rows of words, for tables on a terminal."""

import math
from dataclasses import dataclass

from efqi.disclosure.release import (
    Estimate,
    ReleasedGapPoint,
    ReleasedPoint,
    ReleasedSeries,
    Shown,
    Verdict,
)
from efqi.reports.wording.dates import interval_name, plural
from efqi.reports.wording.doubt import category_word
from efqi.reports.wording.figure import (
    NBSP,
    Unit,
    chance,
    has_interval,
    hidden_reason,
    number,
    shown_count,
    shown_level,
)
from efqi.reports.wording.funnel import SiteStory, site_signal
from efqi.reports.wording.icon import has_target, icon_words, target_words
from efqi.reports.wording.inequality import (
    figure_words,
    measure_name,
    unit_words,
)
from efqi.reports.wording.sentence import capital, say
from efqi.reports.wording.story import Story

NOTHING = "\u2013"


@dataclass(frozen=True, slots=True)
class Column:
    """Heading of a column; numbers stand to the right."""

    words: str
    is_number: bool = True

    @property
    def least_width(self) -> int:
        """Characters below which its words would be cut."""
        return max(map(len, self.words.split())) if self.is_number else 13


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of words.

    Attributes
    ----------
    title : str
        What the table shows.
    columns : tuple of Column
        Headings.
    cells : tuple of tuple of str
        One tuple a row, as long as `columns`.
    """

    title: str
    columns: tuple[Column, ...]
    cells: tuple[tuple[str, ...], ...]


def _columns(first: str, *numbers: str) -> tuple[Column, ...]:
    return (Column(first, is_number=False), *map(Column, numbers))


def series_rows(story: Story) -> Rows:
    """One row a group: its control chart in short.

    Parameters
    ----------
    story : Story
        A view with its words.

    Returns
    -------
    Rows
        Group, chart, mean and limits of the first phase, last point, and points
        with a special cause before and since the change.
    """
    return Rows(
        say(
            "{title} by {dimension}",
            title=story.title,
            dimension=story.view.dimension_title,
        ),
        _columns(
            say("Group"),
            say("Chart"),
            say("Mean"),
            say("Limits"),
            say("Last"),
            say("Signals before, since"),
        ),
        tuple(_series_row(series, story.unit) for series in story.view.series),
    )


def _series_row(series: ReleasedSeries, unit: Unit) -> tuple[str, ...]:
    if not series.points:
        return (series.label, say("too few people to show"), *[NOTHING] * 4)
    first, last = series.points[0], series.points[-1]
    return (
        series.label,
        f"{series.chart}, {plural(series.interval)}",
        _level(first.centre, unit),
        _limits(first, unit),
        shown_level(last.value, unit),
        say(
            "{before}, {since}",
            before=str(series.signals_before),
            since=str(series.signals_after),
        ),
    )


def icon_rows(story: Story) -> Rows:
    """One row a group: its chart in a word, of now and of its target."""
    heads = [say("Group"), say("Last reading")]
    if has_target(story):
        heads.append(capital(target_words(story)))
    return Rows(
        say("Every chart in a word"),
        tuple(Column(head, is_number=False) for head in heads),
        tuple((s.label, *icon_words(story, s)) for s in story.view.series),
    )


def _level(value: float | None, unit: Unit) -> str:
    return NOTHING if value is None else unit.level(value)


def _limits(point: ReleasedPoint, unit: Unit) -> str:
    if point.lower is None or point.upper is None:
        return NOTHING
    return _between(point.lower, point.upper, unit.decimals)


def _between(lower: float, upper: float, decimals: int) -> str:
    return say(
        "{lower} to {upper}",
        lower=number(lower, decimals),
        upper=number(upper, decimals),
    ).replace(" ", NBSP)


def gap_rows(story: Story) -> Rows:
    """One row an interval: the gap as difference and ratio, with 90 % intervals."""
    gap = story.gap
    points = () if gap is None else gap.points
    return Rows(
        say(
            "Gap in {title}: {worse} compared with {better}",
            title=story.title,
            worse=story.name(story.ends[0]),
            better=story.name(story.ends[1]),
        ),
        _columns(
            say("Interval"),
            say("Difference"),
            say("90 % interval"),
            say("Ratio"),
            say("90 % interval"),
            say("Signal"),
        ),
        tuple(_gap_row(story, point) for point in points),
    )


def _gap_row(story: Story, point: ReleasedGapPoint) -> tuple[str, ...]:
    interval = story.view.gap.interval if story.view.gap else story.release.interval
    decimals = story.unit.decimals
    return (
        interval_name(point.start, interval),
        _shown(point.difference, decimals),
        _shown_interval(point.difference_lower, point.difference_upper, decimals),
        _shown(point.ratio, 2),
        _shown_interval(point.ratio_lower, point.ratio_upper, 2),
        point.left_out or point.signal,
    )


def _shown(shown: Shown, decimals: int) -> str:
    return (
        hidden_reason(shown) if shown.value is None else number(shown.value, decimals)
    )


def _shown_interval(lower: float | None, upper: float | None, decimals: int) -> str:
    if lower is None or upper is None:
        return NOTHING
    return _between(lower, upper, decimals)


def site_rows(story: SiteStory) -> Rows:
    """One row a site, in the declared order: size, level, and where it lies."""
    return Rows(
        say(
            "{title}{whom}, {when}",
            title=story.title,
            whom=story.whom,
            when=story.when,
        ),
        _columns(say("Site"), say("Out of"), say("Level"), say("Against the limits")),
        tuple(
            (
                site.label,
                shown_count(site.denominator),
                shown_level(site.value, story.unit),
                site_signal(site),
            )
            for site in story.funnel.sites
        ),
    )


def verdict_rows(story: Story) -> Rows:
    """One row a contrast: the main one first, then every other that was looked at."""
    view = story.view
    stands = (True, *view.discoveries)
    return Rows(
        say(
            "Change of every gap in {title}, compared with {reference}",
            title=story.title,
            reference=story.name(_reference(story)),
        ),
        (
            Column(say("Group"), is_number=False),
            Column(say("Answer"), is_number=False),
            Column(say("Difference")),
            Column(say("Ratio, times")),
            Column(say("Chance it grew")),
        ),
        tuple(
            _verdict_row(story, verdict, is_kept)
            for verdict, is_kept in zip(
                (view.verdict, *view.exploratory), stands, strict=True
            )
        ),
    )


def _reference(story: Story) -> str:
    """Give the group that others are compared with; a gradient's is its last."""
    verdicts = (story.view.verdict, *story.view.exploratory)
    named = [v.contrast.reference for v in verdicts if v.contrast.reference is not None]
    return named[0] if named else story.ends[1]


def _verdict_row(story: Story, verdict: Verdict, stands: bool) -> tuple[str, ...]:
    return (
        _compared(story, verdict),
        _answer(verdict, stands),
        _estimate(verdict.absolute.change, story.unit.decimals),
        _estimate(verdict.relative.change, 2),
        _chance(verdict.absolute.probability_widened),
    )


def _compared(story: Story, verdict: Verdict) -> str:
    group = verdict.contrast.group
    return say("Slope over all groups") if group is None else story.group(group).label


def _answer(verdict: Verdict, stands: bool) -> str:
    word = category_word(verdict.category)
    if verdict.contrast.is_primary:
        return say("{word} (declared)", word=word)
    is_finding = verdict.category.value in ("widened", "narrowed", "reversed", "mixed")
    if is_finding and not stands:
        return say("{word}, not after so many looks", word=word)
    return say("{word} (exploratory)", word=word)


def _estimate(estimate: Estimate, decimals: int) -> str:
    if not math.isfinite(estimate.value):
        return NOTHING
    value = number(estimate.value, decimals)
    if not has_interval(estimate):
        return value
    between = _between(estimate.lower, estimate.upper, decimals)
    return f"{value}{NBSP}({between})"


def _chance(probability: float) -> str:
    return chance(probability) if math.isfinite(probability) else NOTHING


def inequality_rows(story: Story) -> Rows:
    """One row a measure of inequality: before, after and the change, 90 % intervals."""
    return Rows(
        say(
            "Measures of inequality in {title} by {dimension} (90 % intervals)",
            title=story.title,
            dimension=story.view.dimension_title,
        ),
        (
            Column(say("Measure"), is_number=False),
            Column(say("Kind"), is_number=False),
            Column(say("Before")),
            Column(say("After")),
            Column(say("Change")),
        ),
        tuple(
            (
                f"{measure_name(each.name)}, {unit_words(each.unit, story)}",
                say(each.scale),
                figure_words(each.before, each.unit),
                figure_words(each.after, each.unit),
                figure_words(each.change, each.unit, is_change=True),
            )
            for each in story.view.inequality.measures
        ),
    )


def inequality_over_time_rows(story: Story) -> Rows:
    """One row an interval: a measure of inequality with its 90 % interval and signal."""
    over_time = story.view.inequality.over_time
    points = () if over_time is None else over_time.points
    name = "" if over_time is None else measure_name(over_time.name)
    return Rows(
        say(
            "{name}: {title} by {dimension}",
            name=name or say("Measure of inequality over time"),
            title=story.title,
            dimension=story.view.dimension_title,
        ),
        _columns(say("Interval"), say("Value (90 % interval)"), say("Signal")),
        tuple(
            (
                interval_name(point.start, over_time.interval),
                figure_words(point.figure, over_time.unit),
                point.signal,
            )
            for point in points
            if over_time is not None
        ),
    )
