"""Tables of words: what stands under a chart, and the full table for the analyst."""

import math
from dataclasses import dataclass

from efqi.disclosure.release import (
    ReleasedGroup,
    ReleasedSeries,
    ScaleResult,
    Verdict,
)
from efqi.reports.wording.care import care_change, care_word, signals_sentence
from efqi.reports.wording.dates import interval_name
from efqi.reports.wording.doubt import category_word
from efqi.reports.wording.figure import (
    MINUS,
    chance,
    has_interval,
    hidden_reason,
    shown_count,
    shown_level,
    times,
)
from efqi.reports.wording.sentence import capital, say
from efqi.reports.wording.story import Story
from efqi.reports.wording.sureness import gap_size
from efqi.reports.wording.telling import told


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in words.

    Attributes
    ----------
    caption : str
        What it holds.
    head : tuple of str
        Column headings.
    rows : tuple of tuple of str
        Cells; the first of each row names it.
    is_wide : bool
        Whether it becomes blocks on a phone.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_wide: bool = False


def levels_grid(story: Story) -> Grid:
    """Give the numbers of the before-and-after chart."""
    absolute = story.verdict.absolute
    rows = [
        (g.label, shown_level(g.before, story.unit), shown_level(g.after, story.unit))
        for g in story.view.groups
    ]
    gap = say("Gap")
    rows.append(
        (gap, gap_size(story, absolute.before), gap_size(story, absolute.after))
    )
    head = (say("Group"), say("Before"), say("After"))
    return Grid(say("Levels before and after"), head, tuple(rows))


def gap_grid(story: Story) -> Grid:
    """Give the numbers of the gap chart."""
    gap = story.gap
    rows = []
    for point in gap.points if gap else ():
        difference, ratio = point.difference, point.ratio
        rows.append(
            (
                interval_name(point.start, gap.interval) if gap else "",
                hidden_reason(difference)
                if difference.value is None
                else story.unit.number(difference.value),
                hidden_reason(ratio) if ratio.value is None else times(ratio.value),
                _signal(point.signal, point.left_out, _GAP_SIGNALS),
            )
        )
    head = (
        say("When"),
        say("Gap, {unit}", unit=story.unit.difference_name or "number"),
    )
    return Grid(
        say("The gap over time"),
        (*head, say("Ratio"), say("Special cause")),
        tuple(rows),
    )


_GAP_SIGNALS = {"improvement": "fairer", "concern": "less fair", "neutral": "yes"}
_CARE_SIGNALS = {"improvement": "better", "concern": "worse", "neutral": "yes"}
_LEFT_OUT = {"incomplete": "not complete yet", "transition": "the change fell inside"}


def _signal(signal: str, left_out: str, words: dict[str, str]) -> str:
    if left_out:
        return say(_LEFT_OUT.get(left_out, left_out))
    return say(words.get(signal, signal)) if signal else "\u2013"


def series_grid(story: Story, series: ReleasedSeries) -> Grid:
    """Give the numbers of one small chart."""
    # The sum of waits is never shown, so it has no column.
    has_numerator = not story.measure.unit
    rows = tuple(
        (
            interval_name(p.start, series.interval),
            *((shown_count(p.numerator),) if has_numerator else ()),
            shown_count(p.denominator),
            shown_level(p.value, story.unit),
            _signal(p.signal, p.left_out, _CARE_SIGNALS),
        )
        for p in series.points
    )
    head = (
        say("When"),
        *((say("Counted"),) if has_numerator else ()),
        say("Out of"),
        say("Level"),
        say("Special cause"),
    )
    return Grid(series.label, head, rows)


def completeness_grid(story: Story) -> Grid:
    """Give the numbers of the completeness chart."""
    known = story.view.completeness
    rows = (
        tuple(
            (
                interval_name(start, known.interval),
                hidden_reason(shown)
                if shown.value is None
                else f"{shown.value:.1f}\u00a0%",
            )
            for start, shown in zip(known.starts, known.unknown_percent, strict=True)
        )
        if known
        else ()
    )
    head = (say("When"), say("Unknown"))
    return Grid(say("How often the group is unknown"), head, rows)


def groups_grid(story: Story) -> Grid:
    """Give the analyst's table of groups: the total last."""
    series = {s.group: s for s in story.view.series}
    rows = tuple(_group_row(story, g, series.get(g.group)) for g in story.view.groups)
    head = (
        say("Group"),
        say("Out of, before"),
        say("Out of, after"),
        say("Before"),
        say("After"),
        say("Change (90\u00a0% interval)"),
        say("Chart since the change"),
        say("In a word"),
    )
    caption = say(
        "Groups before and after, out of {of}; all together last", of=story.measure.of
    )
    return Grid(caption, head, rows, is_wide=True)


def _group_row(
    story: Story, group: ReleasedGroup, series: ReleasedSeries | None
) -> tuple[str, ...]:
    return (
        group.label,
        shown_count(group.before_denominator),
        shown_count(group.after_denominator),
        shown_level(group.before, story.unit),
        shown_level(group.after, story.unit),
        care_change(group.care, story.unit),
        signals_sentence(series) if series else say("no chart"),
        care_word(story.care_category(group)),
    )


def verdicts_grid(story: Story) -> Grid:
    """Give the analyst's table of gaps: the main one first, then the exploratory."""
    view = story.view
    main = say("declared") if view.verdict.contrast.is_primary else say("main here")
    rows = [_verdict_row(story, view.verdict, main)]
    rows += [
        _verdict_row(story, verdict, say("yes") if stands else say("no"))
        for verdict, stands in zip(view.exploratory, view.discoveries, strict=True)
    ]
    head = (
        say("Gap"),
        say("Answer"),
        say("Before"),
        say("After"),
        say("Change (90\u00a0% interval)"),
        say("Chance it grew"),
        say("Ratio before"),
        say("Ratio after"),
        say("Chance the ratio grew"),
        say("Stands out among all looks"),
    )
    return Grid(say("Every gap that was looked at"), head, tuple(rows), is_wide=True)


def _verdict_row(story: Story, declared: Verdict, stands: str) -> tuple[str, ...]:
    verdict = told(declared)
    name = story.gap_name(verdict.contrast).removeprefix("the gap ")
    absolute, relative = verdict.absolute, verdict.relative
    return (
        capital(name),
        capital(category_word(verdict.category)),
        gap_size(story, absolute.before),
        gap_size(story, absolute.after),
        _signed_change(story, absolute),
        _chance(absolute),
        times(relative.before.value),
        times(relative.after.value),
        _chance(relative),
        stands,
    )


def _signed_change(story: Story, scale: ScaleResult) -> str:
    change = scale.change
    words = _signed(story, change.value)
    if not has_interval(change):
        return words
    return f"{words} ({_signed(story, change.lower)} to {_signed(story, change.upper)})"


def _signed(story: Story, value: float) -> str:
    written = story.unit.number(value)
    is_zero = written == story.unit.number(0)
    return written if is_zero or written.startswith(MINUS) else f"+{written}"


def _chance(scale: ScaleResult) -> str:
    probability = scale.probability_widened
    is_known = not math.isnan(probability)
    return chance(probability) if is_known else say("not judged")
