"""What is said about a gap; docs/reference/report.md prints these tables."""

import importlib.util
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from efqi.disclosure.release import Category, Estimate, Interval, Measure
from efqi.measures.measure import Direction, Kind
from efqi.reports.wording.answer import answer_lead
from efqi.reports.wording.caution import caution_sentences
from efqi.reports.wording.dates import axis_date, interval_name, span
from efqi.reports.wording.figure import MINUS, NOTHING, chance, number, times, unit_of
from efqi.reports.wording.name import change_clause, group_name
from efqi.reports.wording.story import Story
from efqi.reports.wording.title import gap_title

ANSWERS = """
| answer               | decided by        | change           | chance it grew | first sentence |
| widened              | absolute relative | 2.2 1.2 3.3      | 0.996 | The gap very probably widened, by about 2 points. |
| widened              | absolute relative | 2.2 0.2 4.2      | 0.96  | The gap probably widened, by about 2 points. |
| widened              | absolute          | 1.4 0.2 2.6      | 0.97  | The gap probably widened as a difference, by about 1.4 points. |
| widened              | relative          | 0.3 -0.4 1.0     | 0.97  | The gap probably widened in relative terms, by about 40 %. |
| narrowed             | absolute relative | -3.1 -4.5 -1.7   | 0.002 | The gap very probably narrowed, by about 3 points. |
| narrowed             | absolute relative | -3.1 -6.0 -0.2   | 0.04  | The gap probably narrowed, by about 3 points. |
| no meaningful change | absolute          | 0.1 -0.6 0.8     | 0.6   | The gap stayed about the same: any change was probably smaller than the 1.0 points that would matter. |
| cannot tell yet      |                   | 4.0 -2.0 10.0    | 0.86  | We cannot tell yet whether the gap changed: it may have shrunk by 2.0 points or grown by 10.0 points. |
| reversed             | absolute relative | -3.0 -4.0 -2.0   | 0.002 | The gap has probably turned round: the least deprived fifth is now worse off. |
| mixed                | absolute relative | -1.5 -2.5 -0.5   | 0.01  | The answer is mixed: the gap shrank as a difference but grew in relative terms. |
| describe only        |                   | 12.0 nan nan     | nan   | The gap was 12.0 points larger after April 2025; this is described, not judged. |
| describe only        |                   | -0.4 nan nan     | nan   | The gap was 0.4 points smaller after April 2025; this is described, not judged. |
| widened              | absolute relative | nan nan nan      | nan   | The gap probably widened. |
"""

CHANCES = """
| 0.999 | more than 99 in 100 |
| 0.99  | about 99 in 100     |
| 0.97  | about 97 in 100     |
| 0.86  | about 6 in 7        |
| 0.75  | about 3 in 4        |
| 0.5   | about 1 in 2        |
| 0.33  | about 1 in 3        |
| 0.04  | about 4 in 100      |
| 0.003 | less than 1 in 100  |
"""

NAMES = """
| Most deprived fifth        | deprivation | the most deprived fifth            |
| Most deprived              | deprivation | the most deprived group            |
| Black or Black British     | ethnicity   | the Black or Black British group   |
| Any other ethnic group     | ethnicity   | any other ethnic group             |
| Women                      | sex         | women                              |
| People with dementia       | care group  | people with dementia               |
| 65 to 79                   | age         | people aged 65 to 79               |
| Care home                  | residence   | the Care home group                |
| 2nd most deprived tenth    | deprivation | the 2nd most deprived tenth        |
| Autistic people            | care group  | autistic people                    |
"""

NUMBERS = """
| 12.34    | 1 | 12.3      |
| -2.25    | 1 | minus 2.2 |
| -0.04    | 1 | 0.0       |
| 214360.0 | 0 | 214,360   |
| nan      | 1 | a dash    |
"""


def rows(text):
    return [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in text.strip().splitlines()
    ]


@pytest.fixture(scope="module")
def widened():
    if "releases" not in sys.modules:
        file = Path(__file__).parent.parent / "unit" / "reports" / "releases.py"
        spec = importlib.util.spec_from_file_location("releases", file)
        sys.modules["releases"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["releases"])
    return sys.modules["releases"].widened()


def told(widened, **changes):
    release, plan = widened
    view = release.views[0]
    view = replace(view, verdict=replace(view.verdict, **changes))
    return Story(release, plan, view)


def spoken(words):
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize("row", rows(ANSWERS)[1:])
def test_the_answer_is_said_as_the_table_says(widened, row):
    category, decided_by, change, probability, sentence = row
    verdict = widened[0].views[0].verdict
    value, lower, upper = map(float, change.split())
    chance_it_grew = float(probability)
    story = told(
        widened,
        category=Category(category),
        decided_by=tuple(decided_by.split()),
        absolute=replace(
            verdict.absolute,
            after=Estimate(verdict.absolute.before.value + value, 0.0, 20.0),
            change=Estimate(value, lower, upper),
            probability_widened=chance_it_grew,
        ),
        relative=replace(
            verdict.relative,
            change=Estimate(1.4, 1.1, 1.8),
            probability_widened=chance_it_grew,
        ),
        worse_off_after="least_deprived_fifth"
        if category == "reversed"
        else "most_deprived_fifth",
    )
    assert spoken(answer_lead(story)) == sentence


@pytest.mark.parametrize("row", rows(CHANCES))
def test_a_chance_is_said_as_the_table_says(row):
    assert chance(float(row[0])) == row[1]


@pytest.mark.parametrize("row", rows(NAMES))
def test_a_group_is_named_as_the_table_says(row):
    label, dimension, name = row
    assert group_name(label, dimension) == name


@pytest.mark.parametrize("row", rows(NUMBERS))
def test_a_number_is_written_as_the_table_says(row):
    written = number(float(row[0]), int(row[1]))
    assert written == row[2].replace("minus ", MINUS).replace("a dash", NOTHING)


def test_very_probably_is_said_only_above_99_in_100(widened):
    verdict = widened[0].views[0].verdict
    for probability in (0.951, 0.98, 0.99):
        scale = replace(verdict.absolute, probability_widened=probability)
        assert "very" not in answer_lead(told(widened, absolute=scale))


def test_the_weaker_of_two_scales_chooses_the_word(widened):
    scale = replace(widened[0].views[0].verdict.relative, probability_widened=0.96)
    assert "very" not in answer_lead(told(widened, relative=scale))


@pytest.mark.parametrize(
    ("scales", "margin"),
    [
        (("absolute",), "1.0 points"),
        (("relative",), "10 %"),
        (("absolute", "relative"), "1.0 points and 10 %"),
    ],
)
def test_less_than_the_margin_of_the_scales_that_decide_is_said(
    widened, scales, margin
):
    story = told(widened, is_below_margin=True, decided_by=scales)
    assert [spoken(s) for s in caution_sentences(story)] == [
        f"That is less than the {margin} the team said would matter."
    ]


def test_levelling_down_is_named_with_who_got_worse(widened):
    said = caution_sentences(
        told(widened, category=Category.NARROWED, is_levelling_down=True)
    )
    assert said[0].startswith(
        "This is levelling down: for the least deprived fifth, the better-off group,"
    )


def test_a_gap_whose_reference_is_worse_off_is_told_the_other_way_round(widened):
    verdict = widened[0].views[0].verdict
    minus = replace(
        verdict.absolute,
        before=Estimate(-5.0, -6.0, -4.0),
        after=Estimate(-8.0, -9.0, -7.0),
        change=Estimate(-3.0, -4.0, -2.0),
    )
    story = told(widened, absolute=minus, is_turned=True)
    assert story.ends == ("least_deprived_fifth", "most_deprived_fifth")
    assert spoken(answer_lead(story)) == (
        "The gap very probably widened, by about 3 points."
    )
    assert spoken(gap_title(story)).startswith("The gap grew by about 3 points")


@pytest.mark.parametrize("category", list(Category))
def test_no_answer_blames_a_group_or_speaks_of_significance(widened, category):
    said = answer_lead(told(widened, category=category)).lower()
    for word in ("significant", "p-value", "fail", "fault", "refuse", "hard to reach"):
        assert word not in said


@pytest.mark.parametrize(
    ("kind", "per", "level", "size"),
    [
        (Kind.PROPORTION, 1.0, "12.5 %", "12.5 points"),
        (Kind.RATE, 1000.0, "12.5 per 1,000", "12.5 per 1,000"),
        (Kind.COUNT, 1.0, "12.5", "12.5"),
    ],
)
def test_units_follow_the_kind_of_measure(kind, per, level, size):
    measure = Measure("m", "falls", "bed days", kind, Direction.LOWER, per)
    unit = unit_of(measure, (12.5,))
    assert spoken(unit.level(12.5)) == level
    assert spoken(unit.size(-12.5)) == size


def test_a_number_and_its_unit_never_part():
    unit = unit_of(Measure("m", "x", "y", Kind.PROPORTION, Direction.LOWER))
    assert unit.level(9.9) == "9.9\u00a0%"
    assert unit.size(9.9) == "9.9\u00a0points"


@pytest.mark.parametrize(
    ("value", "written"),
    [(3.21, "3.2"), (1.04, "1.04"), (1.96, "1.96"), (0.62, "0.62")],
)
def test_ratios_near_one_carry_two_decimals(value, written):
    assert times(value) == written


@pytest.mark.parametrize(
    ("label", "clause"),
    [
        ("Reminder texts began", "Since reminder texts began in April 2025"),
        ("NHS app started", "Since NHS app started in April 2025"),
        ("Statin clinics", "Since April 2025 (statin clinics)"),
        ("", "Since April 2025"),
    ],
)
def test_a_change_is_dated_in_words(label, clause):
    assert change_clause(label, "April 2025", "in") == clause


@pytest.mark.parametrize(
    ("interval", "start", "long", "short"),
    [
        (Interval.DAY, date(2025, 4, 7), "7 April 2025", "7 April 2025"),
        (Interval.WEEK, date(2025, 4, 7), "week of 7 April 2025", "7 April 2025"),
        (Interval.MONTH, date(2025, 4, 1), "April 2025", "April 2025"),
        (Interval.QUARTER, date(2025, 4, 1), "April to June 2025", "April 2025"),
        (Interval.YEAR, date(2025, 1, 1), "2025", "2025"),
        (Interval.FINANCIAL_YEAR, date(2025, 4, 1), "2025/26", "2025/26"),
    ],
)
def test_intervals_are_named_the_british_way(interval, start, long, short):
    assert interval_name(start, interval) == long
    assert axis_date(start, interval) == short


def test_spans_are_in_months_where_they_are_whole():
    assert span(date(2023, 4, 1), date(2025, 3, 31)) == "April 2023 to March 2025"
    assert span(date(2023, 4, 3), date(2023, 4, 9)) == "3 April 2023 to 9 April 2023"
