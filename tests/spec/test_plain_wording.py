"""The plain page is for readers of 9 to 11: every sentence of its tables is measured."""

import importlib.util
import re
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from efqi.disclosure.release import CareCategory, Category
from efqi.projects.document.decision import Claim
from efqi.projects.document.document import ProjectDocument
from efqi.reports.plain_page import HEADINGS, build_plain_page
from efqi.reports.plain_pdf import render_plain_pdf
from efqi.reports.wording.plain import (
    PLAIN_CARE,
    PLAIN_CARE_WORD,
    PLAIN_GAP,
    PLAIN_GAP_MEANING,
)
from efqi.reports.wording.plain_next import PLAIN_CLAIM, next_sentences
from efqi.reports.wording.reading_age import PLAIN_AGE, grade, reading_age, syllables

GROUPS = (
    "the most deprived fifth",
    "the least deprived fifth",
    "women",
    "men",
    "people aged 65 to 79",
    "the Black group",
    "all people",
)
PLAIN_RELEASES = (
    "widened",
    "unsure",
    "described",
    "levelled_down",
    "hidden_group",
    "gradient",
    "answer_only",
    "annual",
    "extremes",
)
TODAY = date(2026, 4, 20)
ENDS = re.compile(r"(?<=[.!?])\s+")


@pytest.fixture(scope="module")
def releases():
    path = Path(__file__).parents[1] / "unit/reports/releases.py"
    if "releases" not in sys.modules:
        spec = importlib.util.spec_from_file_location("releases", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["releases"] = module
        spec.loader.exec_module(module)
    return sys.modules["releases"]


def document(**fields):
    given = {"identifier": "a", "title": "T", "created_at": "2026-01-01T00:00Z"}
    return ProjectDocument.model_validate(given | fields)


def page_of(releases, name, **fields):
    release, plan = releases.EVERY[name]()
    return build_plain_page(document(**fields), release, plan, TODAY)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("gap", 1),
        ("probably", 3),
        ("deprived", 2),
        ("worse", 1),
        ("before", 2),
        ("people", 2),
        ("changed", 1),
        ("appointments", 3),
        ("hidden", 2),
        ("fifth", 1),
        ("9", 1),
        ("2025", 2),
    ],
)
def test_syllables_are_counted(word, count):
    assert syllables(word) == count


def test_grade_is_that_of_flesch_and_kincaid():
    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59.
    assert grade("The cat sat on the mat.") == pytest.approx(-1.45)
    # 5 words, 2 sentences, 11 syllables.
    hard = "Inequality persists. Organisations hesitate now."
    assert grade(hard) > 12
    assert reading_age(hard) == grade(hard) + 5
    assert grade("…") == 0


def table():
    yield from PLAIN_GAP.values()
    yield from PLAIN_GAP_MEANING.values()
    yield from PLAIN_CLAIM.values()
    yield from HEADINGS.values()
    for template in PLAIN_CARE.values():
        yield from (template.format(group=group) for group in GROUPS)


def test_no_answer_is_without_plain_words():
    assert set(PLAIN_GAP) == set(PLAIN_GAP_MEANING) == set(Category)
    assert set(PLAIN_CARE) == set(PLAIN_CARE_WORD) == {None, *CareCategory}
    assert set(PLAIN_CLAIM) == set(Claim)


@pytest.mark.parametrize("words", sorted(set(table())))
def test_every_sentence_of_the_table_is_plain(words):
    for sentence in ENDS.split(words):
        assert reading_age(sentence) <= PLAIN_AGE, reading_age(sentence)


@pytest.mark.parametrize("name", PLAIN_RELEASES)
def test_whole_page_is_plain(releases, name):
    page = page_of(releases, name, aim={"by": "2026-09-30"})
    told = (page.answer, *page.meaning, *page.about, *page.groups)
    sentences = (*told, *page.unknown, *page.next, *page.ask, page.dates)
    assert reading_age(" ".join(sentences)) <= 9
    hardest = max(ENDS.split(" ".join(sentences)), key=reading_age)
    assert reading_age(hardest) <= PLAIN_AGE + 1, hardest


def test_page_says_no_more_than_the_answer(releases):
    assert page_of(releases, "widened").answer == "The gap has probably grown."
    described = page_of(releases, "described")
    assert "too little data" in described.answer
    assert "probably" not in " ".join((described.answer, *described.meaning))
    widened = page_of(releases, "widened").meaning
    assert "The gap was 10 in 100 before, and it is 13 in 100 now." in widened
    unsure = page_of(releases, "unsure")
    assert unsure.answer == "We cannot tell yet if the gap has changed."
    assert not any("chance that it" in sentence for sentence in unsure.meaning)
    levelled = " ".join(page_of(releases, "levelled_down").meaning)
    assert "That is not a success." in levelled
    assert "closer" not in levelled


def test_waiting_is_advised_only_where_it_helps(releases):
    release, plan = releases.EVERY["unsure"]()
    view = release.views[0]
    for needed, words in ((12, "will help"), (None, "will not help")):
        absolute = replace(
            view.verdict.absolute,
            intervals_to_see_change=needed,
            intervals_to_clear=None,
        )
        changed = replace(view, verdict=replace(view.verdict, absolute=absolute))
        told = replace(release, views=(changed,))
        meaning = build_plain_page(document(), told, plan, TODAY).meaning
        assert any(sentence.startswith(f"More time {words}") for sentence in meaning)
        assert all(reading_age(each) <= PLAIN_AGE for each in ENDS.split(meaning[1]))


def cycle(first, last=None):
    test = {"identifier": "c1", "number": 1, "title": "Try", "started_on": first}
    return test | {"ended_on": last}


def decided(month, review_on):
    at = f"2026-{month:02}-01T00:00Z"
    given = {"identifier": f"d{month}", "at": at, "by": "Lead", "what": "adopted"}
    return given | {"about": f"claim {month}", "review_on": review_on}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"cycles": [cycle("2026-04-01")]}, "It is trying out a change now."),
        ({"cycles": [cycle("2030-01-01")]}, None),
        ({"cycles": [cycle("2026-01-01", "2026-02-01")]}, None),
        ({"cycles": [cycle(None)]}, None),
        ({"aim": {"by": "2026-04-20"}}, "It wants to reach its aim by 20 April 2026."),
        (
            {"aim": {"by": "2025-12-31"}},
            "It wanted to reach its aim by 31 December 2025.",
        ),
        ({"decisions": [decided(1, "2026-03-01")]}, None),
        (
            {"decisions": [decided(1, "2026-09-01"), decided(2, "2026-06-01")]},
            "It looks at this again on 1 June 2026.",
        ),
    ],
)
def test_what_is_next_is_true_on_the_day_it_is_read(fields, said):
    first, *rest = next_sentences(document(**fields), TODAY)
    assert first == "The team is still at work on this."
    assert rest == ([said] if said else [])


def test_hidden_numbers_stay_hidden(releases):
    page = page_of(releases, "hidden_group")
    assert "Some numbers are hidden to protect people." in page.unknown
    hidden = [row for row in page.figure.grid.rows if "hidden" in row]
    assert hidden


def test_chart_is_named_by_the_sentence_beside_it(releases):
    page = page_of(releases, "widened")
    for drawing in (page.figure.wide, page.figure.narrow):
        assert f">{page.answer}</title>" in drawing
        assert " ".join(page.groups).replace("\u00a0", " ") in drawing.replace(
            "\u00a0", " "
        )


def test_page_without_numbers_says_so():
    page = build_plain_page(document(), None, None, TODAY)
    assert page.answer == "There are no numbers to show yet."
    assert page.figure is None
    assert page.next == ("The team is still at work on this.",)


def test_sheet_is_one_sheet_of_paper_in_large_print(releases):
    page = page_of(releases, "widened", charter={"organisation": "A hospital"})
    made = render_plain_pdf(page, made_on=date(2026, 4, 20))
    assert made == render_plain_pdf(page, made_on=date(2026, 4, 20))
    sheets = PdfReader(BytesIO(made)).pages
    assert len(sheets) == 2
    sizes = {}

    def measure(text, _, matrix, __, size):
        if text.strip():
            sizes[text.strip()] = size * abs(matrix[3] or matrix[1])

    back = sheets[1].extract_text(visitor_text=measure)
    assert min(sizes.values()) >= 18, sizes
    assert page.answer in sheets[0].extract_text()
    assert page.next[0] in back.replace("\n", " ")
