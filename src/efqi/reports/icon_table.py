"""Every chart in a word: groups down, measures across."""

from collections.abc import Sequence
from dataclasses import dataclass

from efqi.disclosure.release import ReleasedIcons, Variation
from efqi.reports.charts.icon import assurance_icon, variation_icon
from efqi.reports.grid import Grid
from efqi.reports.wording.icon import (
    assurance_word,
    has_target,
    icon_sentences,
    target_words,
    variation_word,
)
from efqi.reports.wording.sentence import capital, say
from efqi.reports.wording.story import Story

MOST_MEASURES = 3
"""Measures, of two columns each, that fit side by side on a sheet of A4."""


@dataclass(frozen=True, slots=True)
class IconTable:
    """The charts of one way of grouping people, each in a word.

    Attributes
    ----------
    grid : Grid
        The words: a row a group; for each measure its last reading and, with a target, that.
    pictures : tuple of tuple of str
        SVG beside each word but the row's name; empty where there is none to draw.
    """

    grid: Grid
    pictures: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """Every chart in a word, and how much to make of it."""

    title: str
    sentences: tuple[str, ...]
    tables: tuple[IconTable, ...]


def glance(stories: Sequence[Story]) -> Glance | None:
    """Give every chart of a report in a word; None where no chart can say one yet."""
    icons = (s.icons for story in stories for s in story.view.series if s.icons)
    if all(i.variation is Variation.CANNOT_TELL for i in icons):
        return None
    title, sentences = say("Every chart in a word"), icon_sentences(stories)
    return Glance(title, sentences, icon_tables(stories))


def icon_tables(stories: Sequence[Story]) -> tuple[IconTable, ...]:
    """Give tables for each way of grouping people, in the order of the views.

    A table holds `MOST_MEASURES`; more of them go on in the next.
    """
    dimensions: dict[str, list[Story]] = {}
    for story in stories:
        dimensions.setdefault(story.view.dimension, []).append(story)
    return tuple(
        _table(some[first : first + MOST_MEASURES])
        for some in dimensions.values()
        for first in range(0, len(some), MOST_MEASURES)
    )


def _table(stories: Sequence[Story]) -> IconTable:
    groups: dict[str, str] = {}
    for story in stories:
        groups |= {s.group: s.label for s in story.view.series}
    cells = [_row(stories, group) for group in groups]
    rows = tuple(
        (label, *(word for word, _ in row))
        for label, row in zip(groups.values(), cells, strict=True)
    )
    head = (say("Group"), *(h for s in stories for h in _head(s, len(stories) == 1)))
    grid = Grid(capital(stories[0].view.dimension_title), head, rows, is_wide=True)
    return IconTable(grid, tuple(tuple(svg for _, svg in row) for row in cells))


def _head(story: Story, is_only: bool) -> tuple[str, ...]:
    words = [say("Last reading")]
    if has_target(story):
        words.append(capital(target_words(story)))
    title = capital(story.title)
    return tuple(w if is_only else f"{title}: {w.lower()}" for w in words)


def _row(stories: Sequence[Story], group: str) -> list[tuple[str, str]]:
    cells = []
    for story in stories:
        charts = [s for s in story.view.series if s.group == group]
        icons = charts[0].icons if charts else None
        cells += [_variation(story, icons), *_assurance(story, icons)]
    return cells


def _variation(story: Story, icons: ReleasedIcons | None) -> tuple[str, str]:
    up = story.is_higher_better
    drawn = variation_icon(icons.variation, is_higher_better=up) if icons else ""
    return variation_word(icons), drawn


def _assurance(
    story: Story, icons: ReleasedIcons | None
) -> tuple[tuple[str, str], ...]:
    if not has_target(story):
        return ()
    up = story.is_higher_better
    drawn = assurance_icon(icons.assurance, is_higher_better=up) if icons else ""
    return ((assurance_word(icons), drawn),)
