"""How a project is summed up: its answer in one word, and what it still owes."""

import re
from dataclasses import replace
from datetime import date

import pytest

from efqi.disclosure.release import Category, Shown
from efqi.measures.dimension import UNKNOWN
from efqi.projects.debt import Debt
from efqi.projects.differences import Difference, differences
from efqi.projects.document.cycle import Act
from efqi.projects.document.decision import Decision
from efqi.projects.document.people import ResourceEntry
from efqi.projects.gap_answer import GapAnswer, gap_answer
from efqi.projects.gates.facts import Facts
from efqi.projects.owed import is_due, owed
from efqi.projects.portfolio import portfolio
from efqi.projects.summary import summary
from efqi.reports.board_pack import (
    Packed,
    pack_csv,
    pack_facts,
    pack_grid,
    pack_lines,
)
from efqi.reports.charts.waffle import NARROW, WIDE, waffle_chart
from efqi.reports.wording.portfolio import (
    answer_meaning,
    answer_name,
    portfolio_title,
)
from efqi.store.practice_file import load_practice
from tests.unit.projects import documents as made
from tests.unit.reports.releases import (
    Group,
    Recipe,
    make_plan,
    make_release,
)

RECIPE = Recipe()
PLAN = make_plan(RECIPE)
RELEASE = make_release(RECIPE)


def released(**verdict):
    (view,) = RELEASE.views
    changed = replace(view, verdict=replace(view.verdict, **verdict))
    return replace(RELEASE, views=(changed,))


@pytest.mark.parametrize(
    ("category", "answer"),
    [
        (Category.NO_MEANINGFUL_CHANGE, GapAnswer.KEPT),
        (Category.NARROWED, GapAnswer.NARROWED),
        (Category.WIDENED, GapAnswer.WIDENED),
        (Category.REVERSED, GapAnswer.TURNED),
        (Category.MIXED, GapAnswer.TURNED),
        (Category.CANNOT_TELL_YET, GapAnswer.CANNOT_TELL),
        (Category.DESCRIBE_ONLY, GapAnswer.DESCRIBED),
    ],
)
def test_answer_of_a_project_is_that_of_its_declared_gap(category, answer):
    assert gap_answer(released(category=category), PLAN) is answer


def test_every_category_of_a_verdict_has_its_answer():
    assert {gap_answer(released(category=c), PLAN) for c in Category} == set(
        GapAnswer
    ) - {GapAnswer.LEVELLED_DOWN, GapAnswer.NOT_LOOKED}


def test_gap_that_shrank_because_someone_got_worse_is_not_narrowed():
    found = released(category=Category.NARROWED, is_levelling_down=True)
    assert gap_answer(found, PLAN) is GapAnswer.LEVELLED_DOWN


def test_nobody_looked_without_data_groups_or_people():
    (view,) = RELEASE.views
    (planned,) = PLAN.dimensions
    sites = replace(planned, dimension=replace(planned.dimension, is_sites=True))
    only_unknown = [
        g if g.role != "group" or n == 0 else replace(g, group=UNKNOWN)
        for n, g in enumerate(view.groups)
    ]
    thin = replace(RELEASE, views=(replace(view, groups=tuple(only_unknown)),))
    for release, plan in (
        (None, PLAN),
        (RELEASE, None),
        (replace(RELEASE, views=()), PLAN),
        (RELEASE, replace(PLAN, dimensions=(sites,))),
        (thin, PLAN),
    ):
        assert gap_answer(release, plan) is GapAnswer.NOT_LOOKED
    assert gap_answer(RELEASE, PLAN, ["ethnicity"]) is GapAnswer.NOT_LOOKED
    assert gap_answer(RELEASE, PLAN, ["deprivation"]) is GapAnswer.WIDENED


def test_each_project_counts_once_and_every_answer_has_its_place():
    shares = portfolio([GapAnswer.WIDENED, GapAnswer.NOT_LOOKED, GapAnswer.WIDENED])
    assert [share.answer for share in shares] == list(GapAnswer)
    assert {s.answer: s.count for s in shares if s.count} == {
        GapAnswer.WIDENED: 2,
        GapAnswer.NOT_LOOKED: 1,
    }
    assert portfolio_title(shares) == (
        "The gap widened in 2 of 3 projects; in 1 nobody has looked."
    )
    assert portfolio_title(portfolio([])) == "There is no project to count."


def test_every_answer_has_words_and_a_mark_of_its_own():
    names = {answer_name(each) for each in GapAnswer}
    assert len(names) == len({answer_meaning(each) for each in GapAnswer}) == 8
    for width in (WIDE, NARROW):
        drawn = waffle_chart(portfolio(GapAnswer), "k", width)
        assert 'role="img"' in drawn
        assert "Nobody has looked: 1" in drawn
        fills = set(re.findall(r'fill="([^"]+)"', drawn))
        assert fills <= {"#212b32", "#ffffff", "#4c6272", "none"}


def test_many_projects_share_a_mark_and_the_picture_says_so():
    drawn = waffle_chart(portfolio([GapAnswer.WIDENED] * 1000), "k", WIDE)
    assert "One mark stands for up to" in drawn
    assert drawn.count("<polygon") < 100


def test_what_is_owed_is_listed_until_it_is_given():
    waiting = made.took_part(feedback_given=None, feedback_due=date(2026, 5, 1))
    late = made.took_part(paid_on=None, paid_by=date(2026, 4, 1), payment_offered=20)
    paid_late = made.took_part(
        paid_on=date(2026, 5, 9), paid_by=date(2026, 4, 1), payment_offered=20
    )
    unoffered = made.took_part(payment_offered=None, hours=3, on=date(2026, 3, 1))
    declined = made.took_part(payment_offered=None, hours=3, payment_choice="declined")
    log = (waiting, late, paid_late, unoffered, declined)
    found = owed(made.document(participation=log, cycles=(), decisions=()), ())
    assert [(each.what, each.due_on) for each in found] == [
        (Debt.OFFER, date(2026, 3, 1)),
        (Debt.PAYMENT, date(2026, 4, 1)),
        (Debt.FEEDBACK, date(2026, 5, 1)),
    ]
    assert not {waiting.person, late.person} & {each.about for each in found}


def test_what_no_day_was_promised_for_is_owed_from_the_day_on_which_they_took_part():
    entry = made.took_part(
        feedback_due=None, feedback_given=None, paid_by=None, paid_on=None
    )
    found = owed(made.document(participation=(entry,), cycles=(), decisions=()), ())
    assert {(each.what, each.due_on) for each in found} == {
        (Debt.FEEDBACK, entry.on),
        (Debt.PAYMENT, entry.on),
    }


def test_review_is_owed_until_it_is_followed():
    def decided(number, month, review_on=None):
        return Decision(
            identifier=f"d{number}",
            at=made.at(2026, month, 1),
            by="Lead",
            about="claim",
            what="adopted",
            review_on=review_on,
        )

    first = decided(1, 1, date(2026, 4, 1))
    cycle = made.cycle(act=Act(review_on=date(2026, 5, 1)))
    alone = made.document(participation=(), decisions=(first,), cycles=(cycle,))
    found = owed(alone, ())
    assert [each.due_on for each in found] == [date(2026, 4, 1), date(2026, 5, 1)]
    for today, due in ((date(2026, 3, 31), 0), (date(2026, 4, 1), 1)):
        assert len([each for each in found if is_due(each, today)]) == due
    next_cycle = made.cycle(
        identifier="next", number=9, because_of=cycle.identifier, act=Act()
    )
    followed = made.document(
        participation=(), decisions=(first, decided(2, 5)), cycles=(cycle, next_cycle)
    )
    assert owed(followed, ()) == ()


def test_project_is_summed_up():
    entry = ResourceEntry(
        identifier="r9", line="rp.time.1", values={"minutes_week": "45"}
    )
    document = made.document(plan=made.PLAN, resources=(entry,))
    recipe = Recipe(groups=tuple(Group(g, 900, 0.1, 0.1) for g in made.GROUPS))
    release = make_release(recipe)
    found = summary(Facts(document, release, made.NOW), load_practice())
    assert (found.answer, found.by_deprivation) == (
        GapAnswer.WIDENED,
        GapAnswer.WIDENED,
    )
    assert found.data_to == release.last_end
    assert (found.unagreed_minutes, found.to_be_found) == (45, 1)
    assert 0 < found.settled <= found.asked
    begun = summary(
        Facts(made.document(plan=None, cycles=()), None, made.NOW), load_practice()
    )
    assert begun.answer is GapAnswer.NOT_LOOKED
    assert begun.next_item
    assert begun.data_to is None


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({}, {"text": "a", "is_staff": False}, [("text", None, "a")]),
        ({"text": "a"}, {"text": "a", "identifier": "x"}, []),
        ({"text": "a"}, {"text": ""}, [("text", "a", None)]),
        ({"text": None}, {"text": ""}, []),
        ({"is_staff": True}, {"is_staff": False}, [("is_staff", True, False)]),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}}, [("a.c", 2, 3)]),
        ({"rows": [1, 2]}, {"rows": [2]}, [("rows", [1, 2], [2])]),
        ({"old": "x"}, {}, [("old", "x", None)]),
    ],
)
def test_differences_are_listed_field_by_field(before, after, found):
    assert differences(before, after) == tuple(Difference(*each) for each in found)


def test_pack_says_what_is_looked_at_and_what_is_not():
    pack = [
        Packed("One", RELEASE, PLAN, "Bea", "Ask them"),
        Packed("Two", None, None),
    ]
    lines = pack_lines(pack)
    dark = [(line.project, line.by) for line in lines if line.story is None]
    assert dark == [
        ("One", "ethnicity"),
        ("One", "age"),
        ("One", "sex"),
        *(("Two", by) for by in ("deprivation", "ethnicity", "age", "sex")),
    ]
    deprivation, ethnicity, *_ = pack_facts(pack)
    assert deprivation.startswith("Deprivation: looked at in 1 of 2 projects.")
    assert ethnicity == "Ethnicity: looked at in 0 of 2 projects."
    grid = pack_grid(pack[0])
    assert {len(row) for row in grid.rows} == {len(grid.head)}
    assert pack_csv(lines).count("\n") == len(lines) + 1


def test_projects_of_one_name_count_each_and_keep_their_own_figures():
    pack = [Packed("Same", None, None), Packed("Same", RELEASE, PLAN)]
    assert pack_facts([*pack, pack[1]])[0].startswith(
        "Deprivation: looked at in 2 of 3 projects."
    )
    assert {row[0] for row in pack_grid(pack[0]).rows} == {"Not looked at"}
    assert pack_grid(pack[1]).rows[0][0] == RELEASE.views[0].groups[0].label


def test_measure_that_is_not_chosen_does_not_make_a_project_blind():
    pack = Packed("One", RELEASE, PLAN)
    none_chosen = frozenset({"no such measure"})
    ways = {line.by for line in pack_lines([pack], none_chosen)}
    assert ways == {"ethnicity", "age", "sex"}
    assert len(pack_grid(pack, none_chosen).rows) == 3


def test_hidden_number_stays_hidden_in_a_pack():
    (view,) = RELEASE.views
    few = Shown(None, "fewer_than_8", 1.0, 7.0)
    first, *others = view.groups
    hidden = replace(first, after=few, after_denominator=few, care=None)
    release = make_release(RECIPE, replace(view, groups=(hidden, *others)))
    pack = Packed("One", release, PLAN)
    lines = pack_lines([pack])
    row = pack_csv(lines).splitlines()[1]
    assert row.count("hidden: 1 to 7") == 2
    assert pack_grid(pack).rows[0][4:6] == ("hidden", "hidden: 1 to 7")
