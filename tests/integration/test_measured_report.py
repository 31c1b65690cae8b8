"""A wait from records to the words and tables of a report."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from efqi.projects.answer import answer
from efqi.projects.parse import parse
from efqi.reports.grid import series_grid
from efqi.reports.html import render_html
from efqi.reports.wording.answer import answer_lead, card_sentences
from efqi.reports.wording.check import check_sentence
from efqi.reports.wording.inequality import inequality_sentences
from efqi.reports.wording.method import chart_sentences, policy_sentence
from efqi.reports.wording.story import Story
from efqi.reports.wording.title import gap_subtitle, question
from efqi.store.counting import count

DAYS = 1_096


@pytest.fixture(scope="module")
def waits():
    """Waits of three years; those of group 1 become shorter in the third."""
    rng = np.random.default_rng(21)
    frames = []
    for group, median, size in (
        ("1", 20.0, 2_500),
        ("2", 12.0, 9_000),
        ("", 15.0, 800),
    ):
        day = rng.integers(0, DAYS, size)
        centre = np.log(median) + np.where(
            (group == "1") & (day >= 731), np.log(0.7), 0
        )
        frames.append(
            pl.DataFrame(
                {
                    "day": [date(2023, 1, 1) + timedelta(days=int(d)) for d in day],
                    "imd": [group] * size,
                    "wait": np.round(rng.lognormal(centre, 0.7), 1),
                }
            )
        )
    return pl.concat(frames)


@pytest.fixture
def told(content, waits, tmp_path):
    """Story of the only view, of a measure of that kind."""

    def story(**keys):
        waits.write_csv(tmp_path / "records.csv")
        shared = {"of": "people seen", "unit": "days", "value_column": "wait"}
        names = {"name": "missed", "title": "wait for a first appointment"}
        content["measure"] = [{**names, **shared, "better": "lower", **keys}]
        content["group"] = content["group"][:1]
        content["change"][0]["date"] = date(2025, 1, 1)
        plan = parse(content)
        release = answer(plan, count(plan, tmp_path))
        return Story(release, plan, release.views[0])

    return story


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ({"kind": "mean"}, "the mean wait"),
        ({"kind": "median"}, "the median wait"),
        ({"kind": "percentile", "percentile": 92}, "the 92nd percentile wait"),
    ],
)
def test_report_speaks_of_the_measure_and_its_unit(told, keys, name):
    story = told(**keys)
    assert question(story).startswith(f"Did {name} for a first appointment fall")
    assert "narrowed" in answer_lead(story)
    assert answer_lead(story).endswith("\u00a0days.")
    words = " ".join(card_sentences(story))
    assert f"{name} for a first appointment fell from" in words
    assert "points" not in words
    assert "in days" in gap_subtitle(story)
    page = render_html(story.release, story.plan, made_on=date(2026, 1, 1))
    assert "92nd percentile" in page or keys["kind"] != "percentile"
    assert "in points" not in page


def test_level_of_a_median_is_near_that_of_its_people(told, waits):
    story = told(kind="median")
    group = story.group("1")
    people = waits.filter(pl.col("imd") == "1", pl.col("day") < date(2025, 1, 1))
    assert group.before.value == pytest.approx(people["wait"].median(), abs=0.6)
    assert group.before_numerator.value is None
    assert group.before_denominator.value == pytest.approx(people.height, abs=2)


def test_tables_have_no_column_for_a_sum_of_waits(told):
    story = told(kind="mean")
    grid = series_grid(story, story.view.series[0])
    assert grid.head == ("When", "Out of", "Level", "Special cause")
    assert all(len(row) == 4 for row in grid.rows)


def test_method_says_how_a_percentile_is_pooled_and_protected(told):
    median, mean = told(kind="median"), told(kind="mean")
    said = " ".join(chart_sentences(median))
    assert "the mean of those of its months, weighed by people" in said
    assert "never shown" in said
    assert "weighed" not in " ".join(chart_sentences(mean))
    assert "percentages" not in policy_sentence(mean.release)


def test_blank_values_are_told(told):
    story = told(kind="mean")
    sentences = [check_sentence(check) for check in story.release.checks]
    assert "Every record has a value for wait for a first appointment." in sentences


@pytest.mark.parametrize("kind", ["mean", "median"])
def test_measures_of_inequality_say_why_waits_have_none(told, kind):
    (sentence,) = inequality_sentences(told(kind=kind))
    assert "a mean or percentile is compared by its gaps" in sentence
