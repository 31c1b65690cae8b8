import csv
import io
from dataclasses import replace

import pytest

from efqi.reports.table import Line, render_csv, safe


def rows(release):
    return list(csv.DictReader(io.StringIO(render_csv(release))))


def test_a_hidden_count_is_an_empty_value_with_its_reason(releases):
    release, _ = releases.hidden_group()
    lost = [
        r
        for r in rows(release)
        if r["group"] == "no_fixed_home" and r["quantity"] == "numerator"
    ]
    assert [r["value"] for r in lost] == ["", ""]
    assert {r["reason"] for r in lost} == {"fewer_than_8"}
    assert [(r["lower"], r["upper"]) for r in lost] == [("1", "7"), ("1", "7")]


def test_no_value_is_missing_without_a_reason(made):
    for row in rows(made[0]):
        if row["quantity"] in ("variation", "assurance"):
            assert row["category"], row
        elif row["quantity"] not in ("centre", "change"):
            assert row["value"] or row["reason"], row


def test_no_hidden_number_is_written_as_nought(made):
    for row in rows(made[0]):
        if row["reason"]:
            assert row["value"] == ""


def test_levels_come_out_as_they_are_shown(releases):
    release, _ = releases.widened()
    group = release.views[0].groups[0]
    found = [
        r["value"]
        for r in rows(release)
        if r["part"] == "group"
        and r["group"] == group.group
        and r["quantity"] == "level"
    ]
    assert [float(v) for v in found] == [group.before.value, group.after.value]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("two\nlines", "two lines"),
    ],
)
def test_words_that_a_spreadsheet_would_run_are_made_harmless(releases, words, written):
    release, _ = releases.widened()
    view = release.views[0]
    view = replace(view, groups=tuple(replace(g, label=words) for g in view.groups))
    found = rows(replace(release, views=(view,)))
    labels = {r["label"] for r in found if r["part"] == "group"}
    assert labels == {written}
    assert safe("Most deprived") == "Most deprived"


def test_columns_are_the_documented_ones(releases):
    release, _ = releases.widened()
    assert list(rows(release)[0]) == list(Line.__dataclass_fields__)


def test_csv_gives_the_same_bytes_again(made):
    assert render_csv(made[0]) == render_csv(made[0])
