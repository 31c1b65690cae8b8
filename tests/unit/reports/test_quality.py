from dataclasses import replace

import pytest

from efqi.disclosure.release import Category, Check, ReleasedCompleteness, Shown
from efqi.reports.answer_card import answer_card
from efqi.reports.wording.answer import answer_lead
from efqi.reports.wording.care import care_change
from efqi.reports.wording.caution import caution_sentences
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
    completeness_title,
    grouping_sentences,
    looked_at,
    not_looked_at,
    quality_sentences,
)
from efqi.reports.wording.story import Story
from efqi.reports.wording.sureness import gap_size, relative_sentences
from efqi.reports.wording.title import gap_subtitle, gap_title, groups_title


def story(made, number=0):
    release, plan = made
    return Story(release, plan, release.views[number])


def spoken(words):
    return words.replace("\u00a0", " ")


def test_the_usual_dimensions_that_nobody_looked_at_are_named(releases):
    assert not_looked_at(story(releases.widened())) == (
        "Ethnicity, age and sex: not looked at."
    )


def test_what_codes_lose_is_said_of_their_view(releases):
    release, plan = releases.widened()
    lossy = replace(
        plan.dimensions[0], losses=("Chinese people are counted as Asian.",)
    )
    told = Story(release, replace(plan, dimensions=(lossy,)), release.views[0])
    assert grouping_sentences(told) == lossy.losses
    overlapping = replace(told, view=replace(told.view, is_overlapping=True))
    assert grouping_sentences(overlapping)[0].startswith("One person can be in several")


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


def test_later_changes_are_named_and_after_runs_to_the_end(releases):
    told = story(releases.busy())
    assert gap_subtitle(told).endswith("Also marked: phone calls began (October 2025).")
    assert told.after_span == "April 2025 to March 2026"


def test_points_that_are_drawn_but_not_judged_are_counted(releases):
    said = [spoken(s) for s in quality_sentences(story(releases.busy()))]
    assert "1 month drawn but not judged: not complete yet." in said
    assert "1 month drawn but not judged: the change fell inside." in said
    assert "Deprivation of home area: too few are unknown to show how many." in said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (12.0, 12.2, "About 12 in 100 have unknown age, before and after"),
        (14.5, 8.9, "Unknown age fell from 14 to 9 in 100"),
        (2.0, 6.0, "Unknown age rose from 2 to 6 in 100"),
    ],
)
def test_completeness_has_a_finding(releases, before, after, said):
    release, plan = releases.widened()
    view = release.views[0]
    known = replace(view.completeness, before=Shown(before), after=Shown(after))
    view = replace(view, completeness=known, dimension_title="age")
    assert completeness_title(Story(release, plan, view)) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            0,
            12,
            "There is nothing to compare: the data hold nothing from before April 2025.",
        ),
        (24, 0, "There is nothing to compare yet: the data end before April 2025."),
    ],
)
def test_data_on_one_side_of_the_change_only_are_said_to_be(
    releases, before, after, said
):
    release, plan = releases.widened()
    release = replace(release, intervals_before=before, intervals_after=after)
    assert answer_lead(Story(release, plan, release.views[0])) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (-3.1, -0.6, "0.6 to 3.1 lower"),
        (0.6, 3.1, "0.6 to 3.1 higher"),
        (-1.2, 0.8, "1.2 lower to 0.8 higher"),
        (-1.2, 0.0, "1.2 lower to no change"),
    ],
)
def test_a_change_of_care_is_said_without_signs(releases, low, high, said):
    told = story(releases.widened())
    care = told.groups[0].care
    changed = replace(care, change=replace(care.change, lower=low, upper=high))
    assert care_change(changed, told.unit) == said


def test_a_gap_that_crossed_over_says_who_was_worse_off_before(releases):
    release, plan = releases.widened()
    view = release.views[0]
    absolute = view.verdict.absolute
    before = replace(absolute.before, value=-2.0, lower=-3.0, upper=-1.0)
    verdict = replace(view.verdict, absolute=replace(absolute, before=before))
    told = Story(release, plan, replace(view, verdict=verdict))
    assert "Before April 2025, the least deprived fifth was the worse-off group." in (
        caution_sentences(told)
    )
    assert spoken(gap_size(told, before)).startswith("2.0 points the other way round")


def test_a_trend_under_way_is_said_with_both_means(releases):
    release, plan = releases.widened()
    view = release.views[0]
    absolute = view.verdict.absolute
    change = replace(absolute.change, value=0.1, lower=-0.5, upper=0.7)
    verdict = replace(
        view.verdict,
        category=Category.NO_MEANINGFUL_CHANGE,
        absolute=replace(absolute, change=change),
    )
    told = Story(release, plan, replace(view, verdict=verdict))
    assert answer_lead(told) == (
        "The gap took no clear step in April 2025: it grew, and that looks to have "
        "begun before."
    )
    assert (
        gap_title(told)
        == "The gap grew, and that looks to have begun before April 2025"
    )
    assert "On average the gap was 9.8 points before" in spoken(
        caution_sentences(told)[0]
    )


@pytest.mark.parametrize(
    ("decided_by", "said"),
    [
        ("absolute", "In relative terms alone we could not be sure"),
        ("relative", "As a difference alone we could not be sure"),
    ],
)
def test_a_finding_on_one_scale_owns_up_to_the_other(releases, decided_by, said):
    release, plan = releases.widened()
    view = release.views[0]
    view = replace(view, verdict=replace(view.verdict, decided_by=(decided_by,)))
    assert said in " ".join(relative_sentences(Story(release, plan, view)))


def test_many_unknown_bounds_are_told_as_a_range(releases):
    release, plan = releases.widened()
    view = release.views[0]
    bounds = (*view.unknown_bounds, view.unknown_bounds[0])
    told = Story(release, plan, replace(view, unknown_bounds=bounds))
    assert spoken(unknown_sentence(told)) == (
        "Whichever group all the unknown belonged to, the gap changed by 1.7 to 2.1 "
        "points. The answer stands."
    )


def test_an_unknown_that_could_turn_the_answer_is_said(releases):
    release, plan = releases.widened()
    view = release.views[0]
    bound = replace(view.unknown_bounds[0], category=Category.CANNOT_TELL_YET)
    told = Story(release, plan, replace(view, unknown_bounds=(bound,)))
    assert what_would_change(told)[-1] == (
        "If everyone whose group is unknown belonged to the most deprived fifth, the "
        "answer would be “cannot tell yet”."
    )
    assert unknown_sentence(told).endswith("The answer depends on it.")


@pytest.mark.parametrize(
    ("is_held_back", "said"),
    [
        (False, "The source shows nobody whose group is unknown."),
        (True, "Deprivation of home area: too few are unknown to show how many."),
    ],
)
def test_nobody_is_said_to_be_unknown_only_where_that_is_so(
    releases, is_held_back, said
):
    release, plan = releases.widened()
    held, month = Shown(None, "to_protect"), release.interval
    known = ReleasedCompleteness((), month, (), held, held) if is_held_back else None
    view = replace(release.views[0], completeness=known)
    assert answer_card(Story(release, plan, view)).unknown.startswith(said)
