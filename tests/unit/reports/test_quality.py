from dataclasses import replace

import pytest

from efqi.disclosure.release import Check, Shown
from efqi.reports.wording.check import check_sentence
from efqi.reports.wording.doubt import (
    how_much_more,
    unknown_sentence,
    what_would_change,
)
from efqi.reports.wording.figure import hidden_reason
from efqi.reports.wording.method import exploratory_sentence, policy_sentence
from efqi.reports.wording.quality import (
    completeness_sentence,
    looked_at,
    not_looked_at,
    quality_sentences,
)
from efqi.reports.wording.story import Story
from efqi.reports.wording.title import groups_title


def story(made, number=0):
    release, plan = made
    return Story(release, plan, release.views[number])


def spoken(words):
    return words.replace("\u00a0", " ")


def test_the_usual_dimensions_that_nobody_looked_at_are_named(releases):
    assert not_looked_at(story(releases.widened())) == (
        "Ethnicity, age and sex: not looked at."
    )


def test_nothing_is_said_where_all_were_looked_at(releases):
    release, plan = releases.widened()
    planned = plan.dimensions[0]
    every = tuple(
        replace(planned, dimension=replace(planned.dimension, name=name, title=name))
        for name in ("deprivation", "ethnicity", "age", "sex")
    )
    told = Story(release, replace(plan, dimensions=every), release.views[0])
    assert not_looked_at(told) is None


def test_age_is_not_found_inside_another_word(releases):
    release, plan = releases.widened()
    planned = plan.dimensions[0]
    stage = replace(
        planned,
        column="stage",
        dimension=replace(planned.dimension, name="stage", title="stage of disease"),
    )
    told = Story(release, replace(plan, dimensions=(stage,)), release.views[0])
    assert "age" in not_looked_at(told)


def test_unknown_is_told_both_ways(releases):
    assert spoken(unknown_sentence(story(releases.widened()))) == (
        "If all the unknown belonged to the most deprived fifth, the gap grew by "
        "2.1 points. If all the unknown belonged to the least deprived fifth, the gap "
        "grew by 1.7 points. The answer stands."
    )
    assert spoken(completeness_sentence(story(releases.widened()))).startswith(
        "Deprivation of home area unknown: 5.9 % before, "
    )


def test_people_counted_again_each_month_are_not_called_so_many_people(releases):
    release, plan = releases.widened()
    view = release.views[0]
    view = replace(view, measure=replace(view.measure, of="people registered"))
    said = spoken(looked_at(Story(release, plan, view)))
    assert said == "36 months; people registered, each time counted anew: 214,695."


def test_small_groups_are_named_where_time_was_joined(releases):
    said = " ".join(quality_sentences(story(releases.widened(), 1)))
    assert "longer stretches are shown for people with a learning disability" in said


@pytest.mark.parametrize(
    ("hidden", "said"),
    [
        (Shown(None, "fewer_than_8", 1, 7), "hidden: 1 to 7"),
        (Shown(None, "fewer_than_10"), "hidden: 1 to 9"),
        (Shown(None, "no_data"), "no data"),
        (Shown(None, "none_in_denominator"), "nobody to count"),
        (Shown(None, "hidden_to_protect"), "hidden to protect people"),
        (Shown(None, "something_new"), "something new"),
        (Shown(None, ""), "hidden"),
    ],
)
def test_a_hidden_number_says_why(hidden, said):
    assert hidden_reason(hidden) == said


def test_what_would_change_the_answer_is_a_drift_in_its_own_direction(releases):
    assert spoken(what_would_change(story(releases.widened()))[0]) == (
        "A gap that was already growing by 0.9 points a year before April 2025."
    )
    assert "shrinking" in what_would_change(story(releases.levelled_down()))[0]


def test_how_much_more_is_said_only_where_there_is_no_answer_yet(releases):
    assert how_much_more(story(releases.widened())) == ()
    assert spoken(how_much_more(story(releases.unsure()))[0]) == (
        "About 14 months more of data like these would be enough to see a change of "
        "1.0 points."
    )
    assert how_much_more(story(releases.extremes()))[0].startswith(
        "Waiting will not help"
    )
    assert "12 readings before" in how_much_more(story(releases.described()))[0]


def test_looks_are_counted(releases):
    assert exploratory_sentence(releases.widened()[0]).startswith(
        "Exploratory: 1 of 3 other gaps looked at stands out"
    )


@pytest.mark.parametrize(
    ("policy", "part"),
    [
        ("nhs-england", "Counts of 1 to 7 are hidden"),
        ("opensafely-midpoint6", "middle of steps of six"),
        ("threshold-10", "Counts below 10 are hidden"),
        ("internal", "not for sharing"),
        ("of-our-own", "“of-our-own”"),
    ],
)
def test_the_policy_is_said_in_words(releases, policy, part):
    release = replace(releases.widened()[0], policy=policy)
    assert part in policy_sentence(release)


def test_a_check_is_a_sentence_and_an_unknown_one_is_spelt_out():
    assert check_sentence(Check("last_interval_complete", True)) == (
        "The last reading looks complete."
    )
    assert "readings 8, needed 12" in check_sentence(
        Check("enough_intervals_before", False, {"found": 8, "needed": 12})
    )
    said = check_sentence(Check("moon_is_full", False, {"nights": 2}))
    assert said == "Checked: moon is full. Look at this (nights 2)."


def test_a_check_without_its_figures_is_still_a_sentence():
    said = check_sentence(Check("enough_intervals_before", True))
    assert said.startswith("Checked: enough intervals before.")


def test_no_sign_of_change_is_not_said_beside_special_causes(releases):
    release, plan = releases.widened()
    view = release.views[0]
    assert "no sign of change" in groups_title(Story(release, plan, view))
    series = (replace(view.series[0], signals_after=7), *view.series[1:])
    told = Story(release, plan, replace(view, series=series))
    assert groups_title(told) == (
        "Four of five groups improved; for the most deprived fifth we cannot tell yet"
    )
