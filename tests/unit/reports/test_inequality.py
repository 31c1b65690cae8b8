from dataclasses import replace
from datetime import date

import pytest

from efqi.disclosure.released_inequality import (
    InequalityFigure,
    InequalityUnit,
    ReleasedInequality,
)
from efqi.projects.plan import Plan
from efqi.reports.inequality import inequality_grid, inequality_part
from efqi.reports.page import build_page
from efqi.reports.rows import inequality_over_time_rows, inequality_rows
from efqi.reports.table import render_csv
from efqi.reports.wording.inequality import (
    NAMES,
    disagreement,
    figure_words,
    inequality_sentences,
    meaning,
    no_measure_over_time,
    over_time_lines,
    over_time_title,
)
from efqi.reports.wording.story import Story

UNIT = InequalityUnit


@pytest.fixture
def story(releases):
    release, plan = releases.widened()
    return Story(release, plan, release.views[0])


def with_figures(story, name, before, after):
    """Put other figures before and after for one measure."""
    found = story.view.inequality
    measures = tuple(
        replace(m, before=InequalityFigure(before), after=InequalityFigure(after))
        if m.name == name
        else m
        for m in found.measures
    )
    changed = replace(found, measures=measures)
    return replace(story, view=replace(story.view, inequality=changed))


def without(story, reason):
    view = replace(story.view, inequality=ReleasedInequality(reason=reason))
    return replace(story, view=view)


@pytest.mark.parametrize(
    ("figure", "unit", "is_change", "words"),
    [
        (InequalityFigure(13.2, "", 12.6, 13.7), UNIT.LEVEL, False, "13.2 (12.6 to 13.7)"),
        (InequalityFigure(2.4, "", -1.0, 3.3), UNIT.LEVEL, True, "+2.4 (\u22121.0 to 3.3)"),
        (InequalityFigure(-0.041, "", None, 0.2), UNIT.LEVEL, True, "\u22120.041 (0.20 or less)"),
        (InequalityFigure(3.07, "", 2.9, None), UNIT.RATIO, False, "3.07 (2.90 or more)"),
        (InequalityFigure(1.75, "", 1.5, 2.0), UNIT.RATIO, True, "\u00d7 1.75 (1.50 to 2.00)"),
        (InequalityFigure(0.162), UNIT.INDEX, False, "0.162"),
        (InequalityFigure(None, "not_defined"), UNIT.RATIO, False, "no number here"),
        (InequalityFigure(None, "fewer_than_8"), UNIT.LEVEL, False, "hidden: 1 to 7"),
    ],
)  # fmt: skip
def test_figures_are_written_with_their_limits(figure, unit, is_change, words):
    written = figure_words(figure, unit, is_change=is_change)
    assert written.replace("\u00a0", " ") == words


def test_every_measure_has_a_name_and_a_meaning(releases):
    release, plan = releases.gradient()
    story = Story(release, plan, release.views[0])
    for each in story.view.inequality.measures:
        assert each.name in NAMES
        assert len(meaning(each, story)) > 20


def test_table_names_kind_meaning_and_change(story):
    grid = inequality_grid(story)
    assert len(grid.rows) == len(story.view.inequality.measures)
    assert all(len(row) == len(grid.head) for row in grid.rows)
    assert {row[1] for row in grid.rows} == {"absolute", "relative"}
    assert grid.is_wide


def test_table_has_a_column_for_each_of_several_changes(story):
    found = story.view.inequality
    phases = (InequalityFigure(1.0), InequalityFigure(2.0))
    measures = tuple(replace(m, phases=phases) for m in found.measures)
    view = replace(story.view, inequality=replace(found, measures=measures))
    dates = (date(2025, 4, 1), date(2025, 10, 1))
    twice = replace(story.release, change_dates=dates)
    grid = inequality_grid(replace(story, view=view, release=twice))
    assert grid.head[4:6] == ("Since April 2025", "Since October 2025")
    assert all(len(row) == len(grid.head) for row in grid.rows)
    once = inequality_grid(replace(story, view=view))
    assert all(len(row) == len(once.head) == 6 for row in once.rows)


def test_it_says_where_absolute_and_relative_measures_disagree(story):
    pair = ("slope_index", "relative_index")
    if not story.view.is_ordered:
        pair = ("between_group_deviation", "coefficient_of_variation")
    apart = with_figures(with_figures(story, pair[0], 42.4, 29.8), pair[1], 1.7, 2.2)
    (sentence,) = disagreement(apart)
    assert "disagree" in sentence
    assert sentence.index("fell") < sentence.index("rose")
    assert sentence in inequality_sentences(apart)
    agreed = with_figures(with_figures(story, pair[0], 42.4, 49.8), pair[1], 1.7, 2.2)
    assert disagreement(agreed) == []


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("not_given", "no counts"),
        ("no_population", "how many people"),
        ("overlapping", "more than once"),
        ("missing", "two or more"),
        ("fewer_than_8", "hidden: 1 to 7"),
    ],
)
def test_it_says_why_there_is_no_measure(story, reason, words):
    part = inequality_part(without(story, reason), "k")
    assert words in part.sentences[0]
    assert part.grid is None
    assert part.figure is None


def test_first_page_has_no_measure_and_every_part_has(made):
    release, plan = made
    assert isinstance(plan, Plan)
    page = build_page(release, plan, made_on=date(2026, 4, 9))
    assert not any("inequality" in s.lower() for b in page.facts for s in b.sentences)
    for view, part in zip(release.views, page.parts, strict=True):
        assert part.inequality.sentences
        assert bool(part.inequality.grid) == bool(view.inequality.measures)


def test_chart_stands_only_where_the_main_gap_is_not_the_slope(releases):
    for name, is_drawn in (("widened", True), ("gradient", False)):
        release, plan = getattr(releases, name)()
        part = inequality_part(Story(release, plan, release.views[0]), "k")
        is_ordered = release.views[0].is_ordered
        assert (part.figure is not None) == (is_drawn or not is_ordered)


def test_over_time_says_what_stands_out(story):
    over_time = story.view.inequality.over_time
    points = tuple(
        replace(p, signal="concern" if p.phase else "") for p in over_time.points
    )
    loud = over_time_title(story, replace(over_time, points=points))
    quiet = tuple(replace(p, signal="") for p in over_time.points)
    assert "stand out as less fair" in loud
    assert "nothing stands out" in over_time_title(
        story, replace(over_time, points=quiet)
    )
    assert "mean (and limits)" in over_time_lines(story, over_time)
    assert "does not suit" in no_measure_over_time(story)


def test_rows_for_the_terminal_hold_every_measure_and_interval(story):
    found = story.view.inequality
    assert len(inequality_rows(story).cells) == len(found.measures)
    over_time = inequality_over_time_rows(story)
    assert len(over_time.cells) == len(found.over_time.points)


def test_csv_holds_every_measure_before_after_and_change(story):
    lines = [
        line.split(",")
        for line in render_csv(story.release).splitlines()
        if ",inequality," in line
    ]
    quantities = {line[9] for line in lines}
    for each in story.view.inequality.measures:
        assert {each.name, f"change_{each.name}"} <= quantities


def test_csv_says_why_there_is_no_measure(story):
    hidden = without(story, "not_given").view
    lines = render_csv(replace(story.release, views=(hidden,))).splitlines()
    assert any(",inequality," in line and "not_given" in line for line in lines)
