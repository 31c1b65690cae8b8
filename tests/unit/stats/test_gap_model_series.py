import numpy as np
import pytest

from efqi.stats.gap_model import (
    Calendar,
    Counts,
    Scale,
    Variation,
    contrast_series,
    stack,
)

IS_AFTER = np.array([False, False, True, True])
PAIR = np.array([1.0, -1.0])
EVENTS = np.array([[30.0, 20], [34, 22], [30, 10], [28, 12]])[None]
PEOPLE = np.array([[100.0, 200], [110, 190], [100, 200], [90, 200]])[None]


def counts(events=EVENTS, people=PEOPLE, variation=Variation.PROPORTION):
    return Counts(np.array(events, float), np.array(people, float), variation)


def test_absolute_series_is_the_difference_of_the_proportions():
    series = contrast_series(counts(), IS_AFTER, PAIR, Scale.ABSOLUTE)
    expected = EVENTS[0, :, 0] / PEOPLE[0, :, 0] - EVENTS[0, :, 1] / PEOPLE[0, :, 1]
    assert series.values[0] == pytest.approx(expected)


def test_absolute_variance_is_binomial_at_the_mean_of_the_phase():
    series = contrast_series(counts(), IS_AFTER, PAIR, Scale.ABSOLUTE)
    pooled = (EVENTS.sum() + 0.5) / (PEOPLE.sum() + 1)
    group = (64 + pooled) / 211
    reference = (42 + pooled) / 391
    expected = group * (1 - group) / 100 + reference * (1 - reference) / 200
    assert series.variances[0, 0] == pytest.approx(expected)


def test_relative_series_averages_to_the_log_ratio_of_the_means():
    many = counts(EVENTS * 1e6, PEOPLE * 1e6)
    series = contrast_series(many, IS_AFTER, PAIR, Scale.RELATIVE)
    ratio = (64 / 210) / (42 / 390)
    assert series.values[0, :2].mean() == pytest.approx(np.log(ratio), abs=0.01)


def test_rates_vary_like_poisson_counts_over_exposure():
    series = contrast_series(
        counts(variation=Variation.RATE), IS_AFTER, PAIR, Scale.ABSOLUTE
    )
    group, reference = 64 / 210, 42 / 390
    assert series.variances[0, 0] == pytest.approx(
        group / 100 + reference / 200, rel=0.02
    )


def test_rates_do_not_depend_on_the_unit_of_exposure():
    rates = counts(variation=Variation.RATE)
    smaller = counts(people=PEOPLE / 365.25, variation=Variation.RATE)
    for scale, factor in ((Scale.RELATIVE, 1.0), (Scale.ABSOLUTE, 365.25)):
        series = contrast_series(rates, IS_AFTER, PAIR, scale)
        other = contrast_series(smaller, IS_AFTER, PAIR, scale)
        assert np.diff(other.values) == pytest.approx(factor * np.diff(series.values))
        assert other.variances == pytest.approx(factor**2 * series.variances)


@pytest.mark.parametrize("share", [0.0, 1.0])
@pytest.mark.parametrize("scale", list(Scale))
def test_groups_without_events_or_with_nothing_else_stay_finite(share, scale):
    series = contrast_series(counts(PEOPLE * share), IS_AFTER, PAIR, scale)
    assert np.isfinite(series.values).all()
    assert ((series.variances > 0) & np.isfinite(series.variances)).all()


def test_complement_turns_the_absolute_series_round():
    series = contrast_series(counts(), IS_AFTER, PAIR, Scale.ABSOLUTE)
    other = contrast_series(counts(PEOPLE - EVENTS), IS_AFTER, PAIR, Scale.ABSOLUTE)
    assert other.values == pytest.approx(-series.values)
    assert other.variances == pytest.approx(series.variances)


@pytest.mark.parametrize("hole", [np.nan, 0.0])
def test_interval_without_people_in_one_group_is_missing(hole):
    people = PEOPLE.copy()
    people[0, 1, 1] = hole
    series = contrast_series(counts(people=people), IS_AFTER, PAIR, Scale.RELATIVE)
    assert np.isinf(series.variances[0]).tolist() == [False, True, False, False]
    assert series.values[0, 1] == 0


def test_group_of_weight_zero_plays_no_part():
    third = np.full((1, 4, 1), np.nan)
    wide = counts(np.append(EVENTS, third, 2), np.append(PEOPLE, third, 2))
    series = contrast_series(wide, IS_AFTER, np.array([1.0, -1, 0]), Scale.ABSOLUTE)
    plain = contrast_series(counts(), IS_AFTER, PAIR, Scale.ABSOLUTE)
    assert series.variances == pytest.approx(plain.variances)


def test_stacked_series_keep_their_order():
    series = [contrast_series(counts(), IS_AFTER, PAIR, scale) for scale in Scale]
    both = stack(series)
    assert both.values[1] == pytest.approx(series[1].values[0])
    assert both.units.shape == (2,)


def test_years_count_from_the_first_interval_after_the_change():
    assert Calendar(IS_AFTER, 4).years.tolist() == [-0.5, -0.25, 0, 0.25]
    assert Calendar(~IS_AFTER & False, 4).years[0] == 0
