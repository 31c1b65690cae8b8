"""What is said about which chart was drawn, about its signals, and in a word."""

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from efqi.disclosure.icons import Assurance, ReleasedIcons, Variation
from efqi.disclosure.release import Check
from efqi.reports.icon_table import icon_tables
from efqi.reports.wording.chart import choice_sentences, warning_sentences
from efqi.reports.wording.icon import icon_sentences
from efqi.reports.wording.story import Story

CHOICES = """
| p   | as_counted    |             | A p chart, because months differ no more than by chance. |
| pp  | overdispersed |             | A p\u2032 chart, because months differ by more than chance alone. |
| i   | ratio_only    |             | An individuals (XmR) chart, because the source gives values without their counts. |
| run | few_points    |             | A run chart, because there are fewer than 12 readings to make limits from. |
| run | small_counts  |             | A run chart, because counts are too small for limits. |
| run | few_points    | asked p     | A run chart and not a p chart as asked for, because there are fewer than 12 readings to make limits from. |
| ip  | asked_for     | overdispersed pp | An I\u2032 chart, as asked for. From the data efqi would have drawn a p\u2032 chart, because months differ by more than chance alone. |
"""

WARNINGS = """
| not_cumulative       | Every group: counts only ever grow, as running totals do. A control chart needs what is new in each reading, so its signals mean nothing here. |
| windows_apart        | Every group: readings look like averages over 3 months that overlap. Neighbours share data, so special causes come up too easily. |
| neighbours_unrelated | Every group: each reading takes after the one before, so special causes come up too easily. |
"""


def rows(text):
    return [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in text.strip().splitlines()
    ]


@pytest.fixture(scope="module")
def releases():
    if "releases" not in sys.modules:
        file = Path(__file__).parents[1] / "unit" / "reports" / "releases.py"
        spec = importlib.util.spec_from_file_location("releases", file)
        sys.modules["releases"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["releases"])
    return sys.modules["releases"]


@pytest.fixture(scope="module")
def story(releases):
    release, plan = releases.widened()
    return Story(release, plan, release.views[0])


def retold(story, **changes):
    series = tuple(replace(s, **changes) for s in story.view.series)
    return Story(story.release, story.plan, replace(story.view, series=series))


def choice(chart, reason, more):
    figures = {"chart": chart, "reason": reason, "points_needed": 12}
    if more.startswith("asked"):
        figures["asked"] = more.split()[1]
    elif more:
        figures["because"], figures["would_choose"] = more.split()
    return Check("chart_choice", False, figures)


@pytest.mark.parametrize(("chart", "reason", "more", "sentence"), rows(CHOICES))
def test_one_sentence_says_which_chart_and_why(story, chart, reason, more, sentence):
    told = retold(story, chart=chart, choice=choice(chart, reason, more))
    first = sentence[0].lower() + sentence[1:]
    assert choice_sentences(told) == (f"Every group: {first}",)


def test_charts_that_differ_are_named_and_the_commonest_are_the_others(story):
    first, *others = story.view.series
    plain = replace(first, chart="p", choice=choice("p", "as_counted", ""))
    view = replace(story.view, series=(plain, *others))
    assert choice_sentences(Story(story.release, story.plan, view)) == (
        "Most deprived fifth: a p chart, because months differ no more than by chance.",
        "The others: a p\u2032 chart, because months differ by more than chance alone.",
    )


@pytest.mark.parametrize(("code", "sentence"), rows(WARNINGS))
def test_one_sentence_warns(story, code, sentence):
    told = retold(story, warnings=(Check(code, False, {"window": 3}),))
    assert warning_sentences(told) == (sentence,)


def test_a_warning_of_some_names_them(story):
    first, second, *others = story.view.series
    warning = Check("neighbours_unrelated", False)
    warned = [replace(s, warnings=(warning,)) for s in (first, second)]
    view = replace(story.view, series=(*warned, *others))
    (sentence,) = warning_sentences(Story(story.release, story.plan, view))
    assert sentence.startswith("Most deprived fifth and second fifth: each reading")


def test_overlap_that_the_source_admits_is_said_once(story):
    checks = (*story.release.checks, Check("intervals_apart", False))
    told = retold(story, warnings=(Check("neighbours_unrelated", False),))
    told = replace(told, release=replace(told.release, checks=checks))
    (sentence,) = warning_sentences(told)
    assert sentence.startswith("Intervals of the source reach into the next one")
    assert "Chance alone" not in " ".join(icon_sentences([told]))


@pytest.mark.parametrize(
    ("percent", "charts", "reports"), [(2.0, "7", "13"), (4.0, "7", "25")]
)
def test_false_icons_are_added_up_over_all_charts(story, percent, charts, reports):
    icons = ReleasedIcons(Variation.COMMON_CAUSE, Assurance.MET, percent)
    *_, last = icon_sentences([retold(story, icons=icons)])
    assert f"up to {percent:g} charts in 100" in last
    assert f"with these {charts} charts" in last
    assert f"up to {reports} reports of 100" in last


def test_a_warning_says_that_more_icons_are_false(story):
    warnings = (Check("neighbours_unrelated", False),)
    words = " ".join(icon_sentences([retold(story, warnings=warnings)]))
    assert "more special causes are false than chance alone would give" in words
    assert "more special causes are false" not in " ".join(icon_sentences([story]))


def test_no_figure_is_given_for_rules_that_were_not_measured(story):
    icons = ReleasedIcons(Variation.COMMON_CAUSE, Assurance.MET, None)
    words = " ".join(icon_sentences([retold(story, icons=icons)]))
    assert "Chance alone" not in words


def test_nothing_is_said_in_a_word_where_nothing_can_be(story):
    icons = ReleasedIcons(Variation.CANNOT_TELL, Assurance.CANNOT_TELL, None)
    assert icon_sentences([retold(story, icons=icons)]) == (
        "No chart has enough readings yet to say anything in a word.",
    )


def test_icons_stand_beside_their_words_and_only_decorate_them(story):
    improved = ReleasedIcons(Variation.IMPROVEMENT, Assurance.HIT_AND_MISS, 2.0)
    (table,) = icon_tables([retold(story, icons=improved)])
    assert table.grid.head == ("Group", "Last reading", "Target 10.0\u00a0%")
    assert {row[1:] for row in table.grid.rows} == {
        ("Special cause, better", "Hit and miss")
    }
    for drawn in table.pictures:
        assert all('aria-hidden="true"' in picture for picture in drawn)


def test_measures_stand_side_by_side_and_a_hidden_chart_says_so(story):
    measure = replace(story.measure, name="waits", title="long waits", target=None)
    other = retold(story, icons=None)
    other = Story(other.release, other.plan, replace(other.view, measure=measure))
    (table,) = icon_tables([story, other])
    assert table.grid.head == (
        "Group",
        "Missed appointments: last reading",
        "Missed appointments: target 10.0\u00a0%",
        "Long waits: last reading",
    )
    assert {
        (row[3], drawn[2])
        for row, drawn in zip(table.grid.rows, table.pictures, strict=True)
    } == {("Too few to show", "")}


def test_a_table_holds_three_measures_and_the_next_goes_on(story):
    tables = icon_tables([story] * 7)
    assert [len(table.grid.head) for table in tables] == [7, 7, 3]
    assert len({table.grid.caption for table in tables}) == 1
