"""The answer on one view as a page shows it: one sentence, the card, the groups."""

import re
from dataclasses import dataclass

from efqi.disclosure.release import (
    CareCategory,
    Category,
    ReleasedGroup,
    ReleasedSeries,
)
from efqi.reports.charts.key import group_key
from efqi.reports.wording.answer import answer_lead, levels_sentences
from efqi.reports.wording.card import (
    best_estimate,
    gap_before_and_after,
    may_say,
    one_sentence,
    protection_sentence,
    small_group_advice,
    small_group_sentences,
    table_note,
    what_was_looked_at,
)
from efqi.reports.wording.care import care_change, care_word, signals_sentence
from efqi.reports.wording.caution import caution_sentences
from efqi.reports.wording.doubt import (
    how_much_more,
    unknown_sentence,
    what_would_change,
)
from efqi.reports.wording.figure import count, shown_count, shown_level
from efqi.reports.wording.quality import uncharted_unknown
from efqi.reports.wording.sentence import capital, say
from efqi.reports.wording.story import Story
from efqi.reports.wording.sureness import relative_sentences
from efqi.reports.wording.title import groups_title

_NOT_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure of the card: what it is, how large, and what else fits."""

    name: str
    size: str
    fits: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group of the table.

    Attributes
    ----------
    group, role : str
        Value; "group", "unknown" or "total".
    mark : str
        SVG of its mark, as on the charts.
    cells : tuple of str
        One a column.
    """

    group: str
    role: str
    mark: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SmallGroup:
    """A group too small to follow as often as the others."""

    group: str
    label: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """The answer on one measure by one dimension.

    Attributes
    ----------
    key, title : str
        Names its page; its heading in a list.
    measure, dimension : str
        Names in the plan.
    sentence : str
        The whole answer for a board.
    lead, rest : str
        For the team: the gap, then the levels.
    figures : tuple of KeyFigure
        Gap before, gap after, best estimate; empty where none may be shown.
    notes : tuple of str
        The relative scale, and what must not be overlooked.
    looked_at, protection : str
        How much was seen; what was done to the figures.
    may_say : tuple of str
        What may be said in public today.
    groups_title : str
        How many groups got better.
    head, rows, note
        The table of groups: worst served first, all together last; how to read it.
    would_change : tuple of str
        What would change the answer, and how much more data it would take.
    unknown : str
        Who is unknown, for a view without a chart of it.
    small, advice
        Groups too small to chart as often, and what to do for them instead.
    is_described : bool
        Whether there are too few readings to judge anything.
    """

    key: str
    title: str
    measure: str
    dimension: str
    sentence: str
    lead: str
    rest: str
    figures: tuple[KeyFigure, ...]
    notes: tuple[str, ...]
    looked_at: str
    protection: str
    may_say: tuple[str, ...]
    groups_title: str
    head: tuple[str, ...]
    rows: tuple[GroupRow, ...]
    note: str
    would_change: tuple[str, ...]
    unknown: str
    small: tuple[SmallGroup, ...]
    advice: tuple[str, ...]
    is_described: bool = False


def answer_card(story: Story) -> AnswerCard:
    """Say everything that the page of one view says of its answer."""
    small = _small(story)
    unknown = unknown_sentence(story)
    return AnswerCard(
        key=_key(story),
        title=say(
            "{measure} by {dimension}",
            measure=capital(story.title),
            dimension=story.view.dimension_title,
        ),
        measure=story.measure.name,
        dimension=story.view.dimension,
        sentence=one_sentence(story),
        lead=answer_lead(story),
        rest=" ".join(levels_sentences(story)),
        figures=_figures(story),
        notes=_notes(story),
        looked_at=what_was_looked_at(story),
        protection=protection_sentence(story),
        may_say=may_say(story),
        groups_title=groups_title(story),
        head=_head(story),
        rows=tuple(_row(story, group) for group in in_order(story)),
        note=table_note(story),
        would_change=(
            *what_would_change(story),
            *((unknown,) if unknown else ()),
            *how_much_more(story),
        ),
        unknown=uncharted_unknown(story),
        small=small,
        advice=small_group_advice() if small else (),
        is_described=story.verdict.category is Category.DESCRIBE_ONLY,
    )


def _key(story: Story) -> str:
    words = f"{story.measure.name} by {story.view.dimension}".lower()
    return _NOT_WORD.sub("-", words).strip("-")


def _figures(story: Story) -> tuple[KeyFigure, ...]:
    best = best_estimate(story)
    found = (*gap_before_and_after(story), *((best,) if best else ()))
    return tuple(KeyFigure(*each) for each in found)


def _notes(story: Story) -> tuple[str, ...]:
    relative = (
        relative_sentences(story)
        if story.has_figures and not story.is_one_sided
        else ()
    )
    return (*relative, *caution_sentences(story))


def in_order(story: Story) -> tuple[ReleasedGroup, ...]:
    """Give the groups as every page lists them: worst served first, unknown, total.

    Groups with an order keep it; others follow their level before the change.
    """
    rank = {"group": 0, "unknown": 1, "total": 2}
    sign = 1 if story.is_higher_better else -1

    def place(group: ReleasedGroup) -> tuple[int, bool, float]:
        level = group.before.value
        if story.view.is_ordered or level is None:
            return rank.get(group.role, 0), level is None, 0.0
        return rank.get(group.role, 0), False, sign * level

    if story.view.is_ordered:
        return tuple(sorted(story.view.groups, key=lambda g: rank.get(g.role, 0)))
    return tuple(sorted(story.view.groups, key=place))


def _head(story: Story) -> tuple[str, ...]:
    head = (say("Group"), say("Out of"), say("Before"), say("After"))
    if story.verdict.category is Category.DESCRIBE_ONLY:
        return (*head, say("Change"))
    return (
        *head,
        say("Change, 90\u00a0% interval"),
        say("Chart since the change"),
        say("In a word"),
    )


def _row(story: Story, group: ReleasedGroup) -> GroupRow:
    cells: tuple[str, ...] = (
        group.label,
        _counted(group),
        shown_level(group.before, story.unit),
        shown_level(group.after, story.unit),
        care_change(group.care, story.unit),
    )
    if story.verdict.category is not Category.DESCRIBE_ONLY:
        charts = [s for s in story.view.series if s.group == group.group]
        is_charted = bool(charts) and group.role != "total"
        cells = (
            *cells,
            signals_sentence(charts[0]) if is_charted else "",
            care_word(story.care_category(group)),
        )
    return GroupRow(group.group, group.role, group_key(story, group.group), cells)


def _counted(group: ReleasedGroup) -> str:
    """Write a group's whole denominator; why it is hidden where a part of it is."""
    before, after = group.before_denominator, group.after_denominator
    if before.value is None or after.value is None:
        return shown_count(before if before.value is None else after)
    return count(before.value + after.value)


def _small(story: Story) -> tuple[SmallGroup, ...]:
    series = {each.group: each for each in story.view.series}
    return tuple(
        SmallGroup(
            group.group,
            group.label,
            say(
                "{group}: {word}",
                group=group.label,
                word=care_word(story.care_category(group)).lower(),
            ),
            small_group_sentences(story, group),
        )
        for group in story.groups
        if _is_small(group, series.get(group.group))
    )


def _is_small(group: ReleasedGroup, chart: ReleasedSeries | None) -> bool:
    """Whether too few are counted to follow a group or to say that its care got better."""
    if group.care is None or chart is None or not chart.points:
        return True
    return chart.is_coarsened and group.care.category is not CareCategory.IMPROVED
