from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from efqi.disclosure.attack import exposed
from efqi.disclosure.audit import audit
from efqi.disclosure.breakdowns import Crossings
from efqi.disclosure.choices import Choices
from efqi.disclosure.make import release
from efqi.disclosure.policy import policy
from efqi.disclosure.reading import PHASE, Cell
from efqi.equity.analysis import analyse
from efqi.equity.contrast import Contrast, Margin
from efqi.equity.crossing import crossing
from efqi.equity.question import Question
from efqi.equity.standardise import Standard, Standardisation
from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind, Measure
from efqi.measures.table import MeasureTable

MEASURE = Measure("missed", "missed", "visits", Kind.PROPORTION, Direction.LOWER)
AREA = Dimension("area", "area", ("a", "b"), "b")
AGE = Dimension("age", "age", ("young", "old"), "old", is_ordered=True)
SITE = Dimension("site", "clinic", ("s1", "s2", "s3"), "s3", is_sites=True)
STARTS = Interval.MONTH.sequence(date(2024, 1, 1), date(2024, 12, 1))
DATES = (date(2024, 7, 1),)


def table_of(counts, by):
    """Measure table of {(area, part): (numerator, denominator)} a month, with margins."""
    rows = []
    for start in STARTS:
        for keep_area, keep_part in ((0, 0), (1, 0), (0, 1), (1, 1)):
            sums = {}
            for (area, part), both in counts.items():
                key = (area if keep_area else None, part if keep_part else None)
                sums[key] = np.add(sums.get(key, (0, 0)), both)
            for (area, part), (x, n) in sums.items():
                end = Interval.MONTH.next(start)
                ratio = x / n if n else None
                rows.append(
                    ("missed", start, end, ratio, float(x), float(n), area, part)
                )
    columns = ("measure", "interval_start", "interval_end", "ratio", "numerator")
    schema = [*columns, "denominator", "area", by.name]
    cells = pl.DataFrame(rows, schema=schema, orient="row")
    return MeasureTable(cells, Interval.MONTH, ("area", by.name))


def question(dimension, *, is_primary=False):
    first, last = dimension.order[0], dimension.order[-1]
    contrast = Contrast("missed", dimension.name, first, last, is_primary)
    return Question(MEASURE, dimension, contrast, Margin(1, 10), DATES)


def released(counts, by, name="nhs-england", standard=None):
    """Release of the area view, with levels standardised by `by` or its funnels."""
    table = table_of(counts, by)
    asked = [question(AREA, is_primary=True)]
    crossed = crossing(table, MEASURE, by, AREA, DATES)
    if by.is_sites:
        everyone = crossing(table, MEASURE, by, None, DATES)
        crossings = Crossings(sites=(everyone, crossed))
    else:
        asked.append(question(by))
        crossings = Crossings((Standardisation(asked[0], standard, crossed),))
    analyses = [analyse(table, each) for each in asked]
    return release(analyses, policy(name), choices=Choices(crossings=crossings))


HALVES = Standard("halves", (("young", 1.0), ("old", 1.0)))
INDIRECT = Standard("indirect")
AGES = {
    ("a", "young"): (20, 100),
    ("a", "old"): (5, 50),
    ("b", "young"): (10, 50),
    ("b", "old"): (30, 300),
}
"""Within each age both areas miss alike: 20 % of the young, 10 % of the old."""


def test_age_takes_away_a_gap_that_age_alone_makes():
    found = released(AGES, AGE, standard=HALVES).views[0]
    levels = [group.after.value.value for group in found.standardised.groups]
    assert levels == [15.0, 15.0]
    gap = found.standardised.gap
    assert gap.crude_after == pytest.approx(16.7 - 11.4, abs=0.06)
    assert gap.after.value == 0
    assert gap.after.lower < 0 < gap.after.upper


def test_indirect_levels_are_counted_over_expected_at_everyones_level_before():
    found = released(AGES, AGE, standard=INDIRECT).views[0].standardised
    for group in found.groups:
        assert group.before.ratio == pytest.approx(1, abs=0.01)
        assert group.before.value.value == pytest.approx(13.0, abs=0.06)
    # All of the crude gap of 5.3 points is what ages alone make of everyone's levels.
    assert found.gap.crude_before == pytest.approx(5.3, abs=0.1)
    assert found.gap.before.value == pytest.approx(0, abs=0.1)
    assert found.gap.before.lower < 0 < found.gap.before.upper


def test_levels_follow_from_the_counts_shown():
    rng = np.random.default_rng(2)
    counts = {key: (rng.integers(5, 30), rng.integers(90, 200)) for key in AGES}
    found = released(counts, AGE, standard=HALVES)
    cells = {(c.phase, c.group, c.part): c for c in found.tables[0].cells}
    for group in found.views[0].standardised.groups:
        bands = [cells[1, group.group, part] for part in AGE.order]
        level = 50 * sum(c.numerator.value / c.denominator.value for c in bands)
        assert group.after.value.value == pytest.approx(level, abs=0.0501)


def test_one_hidden_band_hides_the_level_of_its_group_alone():
    counts = {**AGES, ("a", "old"): (1, 50)}
    found = released(counts, AGE, standard=HALVES)
    a, b = found.views[0].standardised.groups
    assert (a.after.value.value, a.after.value.reason) == (None, "too_few")
    assert a.after.lower is None
    assert b.after.value.value == pytest.approx(15.0, abs=0.5)
    assert found.views[0].standardised.gap.after is None
    hidden = [c for c in found.tables[0].cells if c.group == "a"]
    assert all(c.numerator.value is None and c.numerator.upper is None for c in hidden)


def test_what_ages_leave_of_a_group_cannot_be_worked_out_where_counts_are_exact():
    # Exact counts of b would leave one event of a month, six a phase, to the old of a.
    counts = {**AGES, ("a", "old"): (1, 50)}
    found = released(counts, AGE, "threshold-10", HALVES)
    assert all(c.numerator.value is None for c in found.tables[0].cells)
    assert [c.code for c in audit(found) if not c.passed] == []


def test_without_that_care_the_attack_finds_the_small_count():
    counts = {**AGES, ("a", "old"): (1, 50)}
    terms = policy("threshold-10")
    found = released(counts, AGE, "threshold-10", HALVES)
    loose = released(counts, AGE, "internal", HALVES)
    is_small = lambda c: c.group == "a"  # noqa: E731
    cells = tuple(
        hidden if is_small(hidden) else shown
        for hidden, shown in zip(
            found.tables[0].cells, loose.tables[0].cells, strict=True
        )
    )
    leaking = replace(found, tables=(replace(found.tables[0], cells=cells),))
    assert exposed(leaking, terms) == Cell(
        "missed", "age \u00d7 area", "old \u00d7 a", "numerator", PHASE, 0
    )


SITES = {
    ("a", "s1"): (20, 100),
    ("a", "s2"): (9, 100),
    ("a", "s3"): (30, 300),
    ("b", "s1"): (10, 100),
    ("b", "s2"): (1, 20),
    ("b", "s3"): (31, 300),
}


def funnels(found):
    return {funnel.group: funnel for funnel in found.funnels}


def test_sites_are_judged_for_everyone_and_by_group_and_keep_their_order():
    found = funnels(released(SITES, SITE))
    assert list(found) == ["", "a", "b"]
    everyone, a = found[""], found["a"]
    assert [site.site for site in everyone.sites] == ["s1", "s2", "s3"]
    assert [site.signal for site in a.sites] == [2, -1, -1]
    assert a.centre == pytest.approx(11.8, abs=0.06)
    assert everyone.spread is None
    assert everyone.phase == 1


def test_a_small_site_is_neither_shown_nor_judged_nor_part_of_the_line():
    b = funnels(released(SITES, SITE))["b"]
    small = b.sites[1]
    assert (small.value.value, small.signal) == (None, 0)
    assert b.centre == pytest.approx(100 * 41 / 400, abs=0.06)


def test_where_counts_are_exact_one_small_site_takes_another_with_it():
    found = released(SITES, SITE, "threshold-10")
    shown = [
        (cell.group, cell.part)
        for cell in found.tables[1].cells
        if cell.numerator.value is not None
    ]
    assert len(shown) < 5
    assert exposed(found, policy("threshold-10")) is None
    assert [c.code for c in audit(found) if not c.passed] == []


def test_limits_follow_from_the_line_and_the_size_that_are_shown():
    one = funnels(released(SITES, SITE))["b"]
    other = {**SITES, ("b", "s2"): (1, 21)}
    assert funnels(released(other, SITE))["b"].lines == one.lines


def test_policy_internal_shows_every_cell():
    found = released(SITES, SITE, "internal")
    assert all(c.numerator.value is not None for t in found.tables for c in t.cells)


def test_those_of_unknown_group_or_site_are_counted_and_not_shown():
    counts = {**SITES, (UNKNOWN, "s1"): (20, 90), ("a", UNKNOWN): (20, 90)}
    found = released(counts, SITE)
    by_group = funnels(found)
    assert list(by_group) == ["", "a", "b"]
    assert by_group["a"].has_unknown
    assert [site.site for site in by_group["a"].sites] == ["s1", "s2", "s3"]


def test_a_tampered_table_fails_the_audit():
    found = released(SITES, SITE)
    first, *rest = found.tables[0].cells
    cells = (replace(first, numerator=replace(first.numerator, value=3.0)), *rest)
    tampered = replace(found, tables=(replace(found.tables[0], cells=cells),))
    assert "counts_obey_policy" in [c.code for c in audit(tampered) if not c.passed]
