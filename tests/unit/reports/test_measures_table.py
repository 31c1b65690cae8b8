import csv
import io
from datetime import date, timedelta

import pytest

from efqi.reports.measures_table import render_measures


def rows(release):
    return list(csv.DictReader(io.StringIO(render_measures(release))))


def shown(number):
    return None if number == "" else float(number)


def test_every_shown_count_stands_in_ehrqls_columns(made):
    release, _ = made
    found = rows(release)
    at = {
        (r["measure"], r["interval_start"], dimension, r[dimension]): r
        for r in found
        for dimension in (view.dimension for view in release.views)
        if r[dimension]
    }
    for view in release.views:
        for series in view.series:
            if series.role == "total":
                continue
            for point in series.points:
                key = (view.measure.name, point.start.isoformat())
                row = at.get((*key, view.dimension, series.group))
                if row is None:
                    assert point.denominator.reason == "no_data"
                    continue
                assert shown(row["numerator"]) == point.numerator.value
                assert shown(row["denominator"]) == point.denominator.value


def test_hidden_counts_are_blank_and_no_ratio_says_more(releases):
    release, _ = releases.hidden_group()
    for row in rows(release):
        if row["numerator"] and row["denominator"] != "0":
            made = float(row["numerator"]) / float(row["denominator"])
            assert float(row["ratio"]) == pytest.approx(made)


def test_intervals_end_on_their_last_day(releases):
    release, _ = releases.widened()
    for row in rows(release):
        start = date.fromisoformat(row["interval_start"])
        after = date.fromisoformat(row["interval_end"]) + timedelta(days=1)
        # A month; a quarter where the group is shown by quarters.
        assert (after.day, (after - start).days in range(28, 93)) == (1, True)


def test_the_whole_is_written_once(made):
    release, _ = made
    dimensions = [view.dimension for view in release.views]
    whole = [
        (r["measure"], r["interval_start"])
        for r in rows(release)
        if not any(r[d] for d in dimensions)
    ]
    assert len(whole) == len(set(whole))


def test_a_published_ratio_is_written_without_counts(releases):
    release, _ = releases.ratio_only()
    found = rows(release)
    assert found
    assert {r["numerator"] for r in found} == {""}
    assert all(0 < float(r["ratio"]) < 1 for r in found if r["ratio"])
