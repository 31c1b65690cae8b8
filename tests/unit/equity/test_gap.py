from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efqi.equity.contrast import Contrast, Margin
from efqi.equity.gap import gap_series
from efqi.equity.phases import phases
from efqi.equity.question import Question
from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind, Measure
from efqi.measures.table import GroupSeries

FIFTHS = ("1", "2", "3", "4", "5")
CHANGE = date(2025, 3, 1)
LIMITS = ("difference_lower", "difference_upper", "ratio_lower", "ratio_upper")


def question(
    *,
    kind=Kind.PROPORTION,
    better=Direction.LOWER,
    per=1.0,
    order=FIFTHS,
    is_ordered=True,
    group="1",
    reference="5",
):
    return Question(
        Measure("dna", "missed", "appointments", kind, better, per),
        Dimension("imd", "deprivation", order, order[-1], is_ordered),
        Contrast("dna", "imd", group, reference, is_primary=True),
        Margin(2.0, 15.0),
        (CHANGE,),
    )


def series(numerator, denominator, groups=FIFTHS, ratio=None):
    x, n = np.atleast_2d(np.array(numerator, float)), np.array(denominator, float)
    x, n = np.broadcast_arrays(x, n)
    starts = Interval.MONTH.sequence(date(2025, 1, 1), date(2025, len(x), 1))
    if ratio is None:
        ratio = np.divide(x, n, out=np.full(x.shape, np.nan), where=n > 0)
    return GroupSeries(groups, starts, Interval.MONTH, x, n, np.array(ratio, float))


def gap(asked, groups):
    marks = phases(groups.starts, groups.interval, asked.change_dates)
    return gap_series(asked, groups, marks)


X = [
    [30, 28, 26, 24, 22],
    [33, 28, 25, 22, 21],
    [30, 24, 22, 19, 17],
    [31, 25, 21, 18, 16],
]
N = [[150, 160, 170, 180, 190]] * 4


def test_pair_is_group_minus_and_over_reference_on_the_shown_scale():
    got = gap(question(), series(X, N))
    assert got.difference[0] == pytest.approx(100 * (30 / 150 - 22 / 190))
    assert got.ratio[0] == pytest.approx((30 / 150) / (22 / 190))
    assert np.all(got.difference_lower < got.difference)
    assert np.all(got.difference < got.difference_upper)
    assert np.all(got.ratio_lower < got.ratio)
    assert np.all(got.ratio < got.ratio_upper)


def test_proportion_where_more_is_better_is_judged_on_what_is_left():
    n = np.array(N)
    flipped = gap(question(better=Direction.HIGHER), series(n - X, n))
    plain = gap(question(), series(X, N))
    for name in ("difference", "ratio", *LIMITS):
        np.testing.assert_allclose(getattr(flipped, name), getattr(plain, name))
    assert flipped.slope_before == plain.slope_before
    assert flipped.relative_slope_after == plain.relative_slope_after


@pytest.mark.parametrize("kind", [Kind.RATE, Kind.COUNT])
def test_rate_or_count_where_more_is_better_is_read_the_other_way_round(kind):
    fewer = gap(question(kind=kind, per=1000), series(X, N))
    more = gap(question(kind=kind, per=1000, better=Direction.HIGHER), series(X, N))
    np.testing.assert_allclose(more.difference, -fewer.difference)
    np.testing.assert_allclose(more.difference_lower, -fewer.difference_upper)
    np.testing.assert_allclose(more.ratio, 1 / fewer.ratio)
    assert more.slope_before.value == pytest.approx(-fewer.slope_before.value)
    assert more.relative_slope_after.lower == pytest.approx(
        1 / fewer.relative_slope_after.upper
    )


def test_count_has_one_unit_of_exposure_an_interval():
    counts = series(X, np.full((4, 5), np.nan))
    got = gap(question(kind=Kind.COUNT), counts)
    assert got.difference[0] == pytest.approx(30 - 22)
    assert got.slope_before.value > 0


def test_gradient_runs_from_best_off_to_worst_off_end():
    got = gap(question(group=None, reference=None), series(X, N))
    assert np.all(got.difference > 0)
    assert np.all(got.ratio > 1)
    turned = gap(
        question(group=None, reference=None, order=FIFTHS[::-1]),
        series(np.array(X)[:, ::-1], np.array(N)[:, ::-1], FIFTHS[::-1]),
    )
    np.testing.assert_allclose(turned.difference, -got.difference)


def test_slopes_pool_each_phase_and_keep_the_baseline_sizes():
    alone = gap(question(group=None, reference=None), series([X[0]], [N[0]]))
    got = gap(question(), series(X, N))
    twice = gap(question(), series([X[0], X[0], X[2], X[2]], N))
    assert twice.slope_before.value == pytest.approx(alone.difference[0])
    assert twice.relative_slope_before.value == pytest.approx(alone.ratio[0])
    # More people of the worst-off fifth at the same rates leave the slope as it was.
    x, n = np.array(X, float), np.array(N, float)
    x[2:, 0], n[2:, 0] = x[2:, 0] * 4, n[2:, 0] * 4
    moved = gap(question(), series(x, n))
    assert moved.slope_after.value == pytest.approx(got.slope_after.value)
    assert moved.slope_after.upper < got.slope_after.upper


def test_unknown_is_no_part_of_the_gradient():
    x, n = np.array(X), np.array(N)
    wide = series(
        np.column_stack([x, [40] * 4]),
        np.column_stack([n, [60] * 4]),
        (*FIFTHS, UNKNOWN),
    )
    asked = question(group=None, reference=None)
    np.testing.assert_allclose(
        gap(asked, wide).difference, gap(asked, series(x, n)).difference
    )


def test_dimension_without_order_has_no_slope():
    got = gap(question(is_ordered=False), series(X, N))
    assert got.slope_before is got.slope_after is None
    assert got.relative_slope_before is got.relative_slope_after is None


def test_interval_or_group_without_data_is_nan():
    x, n = np.array(X, float), np.array(N, float)
    x[1], n[1] = np.nan, np.nan
    x[2, 0], n[2, 0] = 0, 0
    got = gap(question(), series(x, n))
    np.testing.assert_array_equal(np.isnan(got.difference), [False, True, True, False])
    absent = gap(question(group="9"), series(X, N))
    assert np.isnan(absent.difference).all()
    assert np.isnan(absent.ratio_upper).all()


def test_reference_without_events_has_a_lower_limit_of_the_ratio_only():
    x = np.array(X)
    x[0, 4] = 0
    got = gap(question(), series(x, N))
    assert np.isnan([got.ratio[0], got.ratio_upper[0]]).all()
    assert got.ratio_lower[0] > 1


def test_published_ratios_have_a_gap_without_limits():
    nothing = np.full((2, 2), np.nan)
    published = series(
        nothing, nothing, ("black", "white"), [[0.498, 0.55], [0.446, 0.618]]
    )
    asked = question(
        better=Direction.HIGHER,
        order=("black", "white"),
        group="black",
        reference="white",
        is_ordered=False,
    )
    got = gap(asked, published)
    np.testing.assert_allclose(got.difference, [5.2, 17.2])
    np.testing.assert_allclose(got.ratio, [0.502 / 0.45, 0.554 / 0.382])
    for name in LIMITS:
        assert np.isnan(getattr(got, name)).all()
    ordered = replace(asked.dimension, is_ordered=True)
    slopes = gap(replace(asked, dimension=ordered), published)
    assert slopes.slope_before.value > 0
    assert np.isnan([slopes.slope_before.lower, slopes.slope_before.upper]).all()
    assert np.isnan(slopes.relative_slope_before.lower)


CELL = st.one_of(
    st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda c: (min(c), max(c))),
    st.just((np.nan, np.nan)),
)


@given(
    st.lists(st.lists(CELL, min_size=5, max_size=5), min_size=1, max_size=4),
    st.sampled_from([Kind.PROPORTION, Kind.RATE, Kind.COUNT]),
    st.sampled_from([Direction.LOWER, Direction.HIGHER]),
    st.sampled_from([("1", "5"), (None, None), (UNKNOWN, "5")]),
)
def test_no_cells_make_it_fail_or_warn_and_none_is_infinite(cells, kind, better, pair):
    table = np.array(cells)
    groups = series(table[..., 0], table[..., 1], (*FIFTHS[:4], UNKNOWN))
    asked = question(kind=kind, better=better, group=pair[0], reference=pair[1])
    got = gap(asked, groups)
    for name in ("difference", "ratio", *LIMITS):
        assert not np.isinf(getattr(got, name)).any()
    assert np.all(~(got.difference_lower > got.difference_upper))
