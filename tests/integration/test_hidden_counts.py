"""Counts that a source hides are read between bounds, and never as 0."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from efqi.equity.verdict import Category
from efqi.errors import EfqiError
from efqi.projects.answer import answer
from efqi.projects.parse import parse
from efqi.reports.wording.check import check_sentence
from efqi.reports.wording.doubt import what_would_change
from efqi.reports.wording.quality import quality_sentences
from efqi.reports.wording.story import Story
from efqi.store.measures_file import read_measures, write_measures

MONTHS = [date(2022 + m // 12, m % 12 + 1, 1) for m in range(36)]


@pytest.fixture
def read(counts_content, write):
    """Read rows of (month, imd, numerator, denominator) under a plan."""

    def made(rows, **data):
        content = {**counts_content, "group": counts_content["group"][:1]}
        content["data"] = {**content["data"], **data}
        content["change"] = [{"date": date(2023, 7, 1), "label": "Texts"}]
        plan = parse(content)
        lines = ["interval_start,imd,numerator,denominator"]
        lines += [",".join(map(str, row)) for row in rows]
        folder = write("\n".join(lines), "counts.csv")
        return plan, read_measures(folder / "counts.csv", plan)

    return made


def monthly(*, before, after, size=300, seed=20240501):
    """Give monthly counts of both groups; the second stays at a tenth."""
    rng = np.random.default_rng(seed)
    for month in MONTHS:
        level = after if month >= date(2023, 7, 1) else before
        for group, share in (("1", level), ("2", 0.1)):
            yield month, group, rng.binomial(size, share), size


def test_hidden_cells_are_gaps_with_bounds(read):
    rows = [(MONTHS[0], 1, "<5", 100), (MONTHS[0], 2, 9, 100), (MONTHS[1], 1, 8, 90)]
    rows += [(MONTHS[1], 2, "1-4", 100)]
    _, table = read(rows)
    shown = table.cells.filter(pl.col("deprivation").is_not_null())
    assert shown.select("interval_start", "deprivation", "numerator").rows() == [
        (MONTHS[1], "1", 8.0),
        (MONTHS[0], "2", 9.0),
    ]
    assert table.bounds is not None
    bounds = table.bounds.filter(pl.col("deprivation").is_not_null())
    assert sorted(
        bounds.select("deprivation", "numerator_low", "numerator_high").rows()
    ) == [("1", 0.0, 4.0), ("2", 1.0, 4.0)]
    assert (table.notes["hidden_cells"], table.notes["cells_used"]) == (2, 4)
    whole = table.bounds.filter(pl.col("deprivation").is_null())
    assert sorted(whole["numerator_low"]) == [9.0, 9.0]
    assert sorted(whole["numerator_high"]) == [12.0, 13.0]


def test_sums_with_narrow_bounds_stand_by_their_middle(read):
    rows = [(MONTHS[0], 1, "1-4", 1000), (MONTHS[0], 2, 600, 1000)]
    _, table = read(rows)
    whole = table.cells.filter(pl.col("deprivation").is_null())
    assert whole["numerator"].to_list() == [602.0]


def test_plan_says_what_a_mark_stands_for(read):
    rows = [(MONTHS[0], 1, "[c]", 100), (MONTHS[0], 2, "", 100), (MONTHS[1], 2, 1, 9)]
    rows += [(MONTHS[1], 1, 1, 9)]
    _, table = read(rows, hidden={"[c]": "1-7", "": "<3"})
    assert table.bounds is not None
    of_groups = table.bounds.filter(pl.col("deprivation").is_not_null())
    assert sorted(of_groups["numerator_high"]) == [2.0, 7.0]
    with pytest.raises(EfqiError, match="a span of counts such as"):
        read(rows, hidden={"[c]": "few"})


def test_hidden_denominator_stays_over_its_numerator(read):
    rows = [(MONTHS[0], 1, 6, "<10"), (MONTHS[0], 2, "<10", 4), (MONTHS[1], 1, 1, 9)]
    rows += [(MONTHS[1], 2, 1, 9)]
    _, table = read(rows)
    assert table.bounds is not None
    cells = table.bounds.filter(pl.col("deprivation").is_not_null()).sort("deprivation")
    assert cells["denominator_low"].to_list() == [6.0, 4.0]
    assert cells["numerator_high"].to_list() == [6.0, 4.0]


def test_nothing_but_hidden_counts_is_refused(read):
    rows = [(month, group, "<5", 100) for month in MONTHS for group in (1, 2)]
    with pytest.raises(EfqiError, match="Every count of 'missed' is hidden"):
        read(rows)


def hide(rows, months, text):
    return [(m, g, text if g == "1" and m in months else n, d) for m, g, n, d in rows]


def test_answer_that_hangs_on_hidden_counts_is_taken_back(read):
    rows = list(monthly(before=0.15, after=0.3))
    plan, known = read(rows)
    assert answer(plan, known, policy="internal").views[0].verdict.category is (
        Category.WIDENED
    )
    hidden = hide(rows, MONTHS[24:34], "0-300")
    plan, table = read(hidden)
    release = answer(plan, table, policy="internal")
    verdict = release.views[0].verdict
    assert verdict.category is Category.CANNOT_TELL_YET
    (check,) = [c for c in verdict.checks if c.code == "hidden_counts_agree"]
    assert not check.passed
    assert check.figures["lowest"] != check.figures["highest"] == "widened"
    story = Story(release, plan, release.views[0])
    assert any("Counts that the source hides" in s for s in what_would_change(story))


def test_answer_stands_where_hidden_counts_cannot_change_it(read):
    rows = list(monthly(before=0.15, after=0.3))
    plan, table = read(hide(rows, MONTHS[3:4], "<40"))
    release = answer(plan, table, policy="internal")
    verdict = release.views[0].verdict
    assert verdict.category is Category.WIDENED
    (check,) = [c for c in verdict.checks if c.code == "hidden_counts_agree"]
    assert check.passed
    told = {check_sentence(c) for c in release.checks}
    assert any("hides: 1 of 72." in words for words in told)
    story = Story(release, plan, release.views[0])
    assert any(
        words.startswith("The source hides 1 of 72 counts.")
        for words in quality_sentences(story)
    )
    points = next(s for s in release.views[0].series if s.group == "1").points
    assert points[3].numerator.value is None
    assert points[3].value.value is None


def test_hidden_counts_are_written_and_read_again(read, tmp_path):
    rows = [(MONTHS[0], 1, "1-4", 1000), (MONTHS[0], 2, 600, 1000)]
    rows += [(MONTHS[1], 1, "<5", "90-99"), (MONTHS[1], 2, 8, 90)]
    plan, table = read(rows)
    write_measures(table, tmp_path / "cells.csv")
    assert "0-4,90-99,1" in (tmp_path / "cells.csv").read_text()
    again = read_measures(tmp_path / "cells.csv", plan)
    assert again.cells.sort(pl.all()).equals(table.cells.sort(pl.all()))
    assert table.bounds is not None
    assert again.bounds is not None
    assert again.bounds.sort(pl.all()).equals(table.bounds.sort(pl.all()))
