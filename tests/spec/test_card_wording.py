"""The card of an answer: what it says of each kind of result, and what it never says."""

from dataclasses import replace

import pytest

from efqi.disclosure.release import CareCategory, Category, Estimate
from efqi.reports.answer_card import answer_card, in_order
from efqi.reports.page import build_page
from efqi.reports.wording.plain import meaning_sentences
from efqi.reports.wording.story import Story
from efqi.reports.wording.sureness import sureness_sentences
from efqi.reports.wording.title import gap_title, groups_title
from tests.unit.reports import releases as made

KINDS = {
    "widened": made.widened,
    "described": made.described,
    "unsure": made.unsure,
    "levelled_down": made.levelled_down,
    "rates": made.rates,
    "annual": made.annual,
    "hidden_group": made.hidden_group,
    "answer_only": made.answer_only,
    "gradient": made.gradient,
}


def card_of(release, plan, view=None):
    return answer_card(Story(release, plan, view or release.views[0]))


@pytest.mark.parametrize("kind", KINDS)
def test_card_is_whole_for_every_kind_of_answer(kind):
    release, plan = KINDS[kind]()
    card = card_of(release, plan)
    said = (card.sentence, card.looked_at, card.note, *card.may_say, *card.notes)
    for sentence in said:
        assert sentence[-1] in ".”", sentence
        assert "nan" not in sentence.split()
        assert "None" not in sentence
        assert "{" not in sentence
    assert [row.role for row in card.rows].index("group") == 0
    assert {len(row.cells) for row in card.rows} == {len(card.head)}
    assert 1 <= len(card.may_say) <= 3


def test_judged_answer_has_a_gap_before_a_gap_after_and_a_best_estimate():
    release, plan = made.widened()
    card = card_of(release, plan)
    names = [figure.name for figure in card.figures]
    assert names == ["Gap before", "Gap after", "Best estimate of the change"]
    best = card.figures[2]
    assert best.size.endswith("wider")
    assert "that it grew" in best.fits


def test_described_answer_judges_nothing():
    release, plan = made.described()
    card = card_of(release, plan)
    assert card.is_described
    assert card.figures[2].name == "Change, described and not judged"
    assert "In a word" not in card.head
    assert all("described, not judged" in sentence for sentence in card.may_say)
    assert "very probably" not in card.sentence


def test_hidden_figures_are_not_said():
    release, plan = made.answer_only()
    assert card_of(release, plan).figures == ()


def test_group_that_got_worse_is_never_left_out_of_what_may_be_said():
    release, plan = made.widened()
    view = release.views[0]
    first = view.groups[0]
    worse = replace(first, care=replace(first.care, category=CareCategory.WORSENED))
    changed = replace(view, groups=(worse, *view.groups[1:]))
    said = card_of(replace(release, views=(changed,)), plan).may_say
    assert said[-1].startswith("Care got worse for ")


@pytest.mark.parametrize("category", ["reversed", "describe only", "cannot tell yet"])
@pytest.mark.parametrize(("before", "after"), [(5.0, -6.0), (-5.0, 6.0)])
def test_gap_that_turned_round_neither_grew_nor_shrank(category, before, after):
    # Given a gap of 5 points one way before and of 6 the other way after,
    release, plan = made.widened()
    view = release.views[0]
    absolute = replace(
        view.verdict.absolute,
        before=Estimate(before, before - 1, before + 1),
        after=Estimate(after, after - 1, after + 1),
        change=Estimate(after - before, after - before - 2, after - before + 2),
    )
    verdict = replace(
        view.verdict, category=Category(category), absolute=absolute, decided_by=()
    )
    story = Story(release, plan, replace(view, verdict=verdict))
    card = answer_card(story)
    # when the card, the sentences, the charts and the plain page tell it,
    lead = "" if category == "cannot tell yet" else card.lead
    said = (
        lead,
        gap_title(story),
        *(f"{each.name}: {each.size}, {each.fits}" for each in card.figures),
        *sureness_sentences(story),
        *meaning_sentences(story),
    )
    # then none says that it grew or shrank by 11 points, nor how likely that is,
    for words in ("11.0", "larger", "smaller", "chance that it", "it grew too"):
        assert not [sentence for sentence in said if words in sentence]
    # and both sizes are said, each its own way.
    best = card.figures[2]
    assert best.size == "turned round"
    assert (
        best.fits.replace("\u00a0", " ")
        == "5.0 points one way, then 6.0 points the other"
    )
    assert any("the other way now" in sentence for sentence in said)


GROUPS = """
| b b b b b | all five groups improved |
| b b b - - | three of five groups improved; for the fourth fifth and the least deprived fifth there is too little to say |
| w d b b b | three of five groups improved; the most deprived fifth got worse; for the second fifth there is too little to say |
| w - - d d | the most deprived fifth got worse; for four of five groups there is too little to say |
| d d d d d | missed appointments each month, group by group (described, not judged) |
| - - d d - | missed appointments each month, group by group (described, not judged) |
"""
CARE = {
    "b": CareCategory.IMPROVED,
    "w": CareCategory.WORSENED,
    "d": CareCategory.DESCRIBE_ONLY,
}


@pytest.mark.parametrize("row", GROUPS.strip().splitlines())
def test_every_group_is_counted_and_who_got_worse_is_said(row):
    letters, sentence = (cell.strip() for cell in row.strip("|").split("|"))
    release, plan = made.widened()
    view = release.views[0]
    cares = letters.split()
    groups = tuple(
        replace(g, care=None)
        if letter == "-"
        else replace(g, care=replace(g.care, category=CARE[letter]))
        for g, letter in zip(view.groups, cares, strict=False)
    )
    changed = replace(view, groups=(*groups, *view.groups[len(groups) :]))
    said = groups_title(Story(release, plan, changed))
    assert said.lower() == sentence


def test_total_that_cannot_be_judged_is_not_said_to_have_moved():
    release, plan = made.widened()
    view = release.views[0]
    for category, words in (
        (CareCategory.CANNOT_TELL_YET, "We cannot tell yet whether"),
        (CareCategory.NO_SIGN_OF_CHANGE, "no sign of change overall"),
    ):
        groups = tuple(
            replace(g, care=replace(g.care, category=category))
            if g.role == "total"
            else g
            for g in view.groups
        )
        series = tuple(replace(s, signals_after=0) for s in view.series)
        changed = replace(view, groups=groups, series=series)
        first = card_of(replace(release, views=(changed,)), plan).may_say[0]
        assert words in first
        assert "fell" not in first


def test_groups_without_an_order_stand_worst_served_first_and_the_total_last():
    release, plan = made.widened()
    view = replace(release.views[0], is_ordered=False)
    groups = in_order(Story(release, plan, replace(view, groups=view.groups[::-1])))
    levels = [g.before.value for g in groups if g.role == "group"]
    assert levels == sorted(levels, reverse=True)
    assert groups[-1].role == "total"


def test_page_holds_a_card_for_every_view():
    release, plan = made.widened()
    page = build_page(release, plan, made_on=release.last_end)
    assert len(page.answers) == len(release.views)
    keys = [card.key for card in page.answers]
    assert all(key.replace("-", "").isalnum() for key in keys)
