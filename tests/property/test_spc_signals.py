import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from efqi.stats.spc.chart import RULE_SETS, control_chart

RULES = sorted(RULE_SETS)
VALUE_CHARTS = ("run", "i")
COUNT_CHARTS = ("p", "pp", "u", "up", "c")
SHAPES = st.tuples(st.integers(1, 30), st.integers(1, 4))
VALUES = SHAPES.flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(-40, 40).map(float))
)


@st.composite
def counts(draw):
    shape = draw(SHAPES)
    whole = st.integers(0, 60)
    denominator = draw(arrays(np.float64, shape, elements=whole.map(float)))
    share = draw(arrays(np.float64, shape, elements=st.floats(0, 1)))
    return np.floor(denominator * share), denominator


@st.composite
def gaps(draw, shape):
    return draw(arrays(np.bool_, shape, elements=st.booleans()))


@settings(deadline=None)
@given(
    values=VALUES,
    power=st.integers(-8, 8),
    chart=st.sampled_from(VALUE_CHARTS),
    rules=st.sampled_from(RULES),
)
def test_signals_are_unchanged_by_scaling_values(values, power, chart, rules):
    scaled = control_chart(values * 2.0**power, 1.0, chart=chart, rule_set=rules)
    plain = control_chart(values, 1.0, chart=chart, rule_set=rules)
    np.testing.assert_array_equal(scaled.special_cause, plain.special_cause)


@settings(deadline=None)
@given(
    data=counts(),
    multiply=st.sampled_from([1e-3, 7.0, 100.0, 1e5]),
    chart=st.sampled_from(COUNT_CHARTS),
    rules=st.sampled_from(RULES),
)
def test_signals_are_unchanged_by_the_multiplier(data, multiply, chart, rules):
    plain = control_chart(*data, chart=chart, rule_set=rules)
    shown = control_chart(*data, chart=chart, rule_set=rules, multiply=multiply)
    np.testing.assert_array_equal(shown.special_cause, plain.special_cause)
    np.testing.assert_allclose(shown.upper, plain.upper * multiply, rtol=1e-12)


@settings(deadline=None)
@given(
    values=VALUES,
    chart=st.sampled_from(VALUE_CHARTS),
    rules=st.sampled_from(RULES),
)
def test_turning_values_upside_down_mirrors_signals(values, chart, rules):
    up = control_chart(values, 1.0, chart=chart, rule_set=rules)
    down = control_chart(-values, 1.0, chart=chart, rule_set=rules)
    np.testing.assert_array_equal(down.special_cause, -up.special_cause)


@settings(deadline=None)
@given(data=counts(), rules=st.sampled_from(RULES))
def test_counting_non_events_mirrors_signals_of_a_p_chart(data, rules):
    events, among = data
    up = control_chart(events, among, chart="p", rule_set=rules)
    down = control_chart(among - events, among, chart="p", rule_set=rules)
    np.testing.assert_array_equal(down.special_cause, -up.special_cause)


@settings(deadline=None)
@given(
    data=counts(),
    start=st.integers(1, 20),
    chart=st.sampled_from(COUNT_CHARTS + VALUE_CHARTS),
    rules=st.sampled_from(RULES),
)
def test_series_together_equal_series_alone(data, start, chart, rules):
    numerator, denominator = data
    options = {"chart": chart, "rule_set": rules, "phase_starts": (start,)}
    together = control_chart(numerator, denominator, **options)
    for s in range(numerator.shape[1]):
        alone = control_chart(numerator[:, s], denominator[:, s], **options)
        for line in ("value", "centre", "lower", "upper", "special_cause"):
            np.testing.assert_allclose(
                getattr(together, line)[:, s],
                getattr(alone, line)[:, 0],
                rtol=1e-12,
                atol=1e-12,
            )


@settings(deadline=None)
@given(
    data=st.data(),
    chart=st.sampled_from((*COUNT_CHARTS, *VALUE_CHARTS, "mr", "ip", "g")),
    rules=st.sampled_from(RULES),
    freeze=st.none() | st.integers(1, 12),
)
def test_missing_and_excluded_points_are_never_signals_by_run(
    data, chart, rules, freeze
):
    numerator, denominator = data.draw(counts())
    missing = data.draw(gaps(numerator.shape))
    exclude = data.draw(gaps(numerator.shape))
    result = control_chart(
        np.where(missing, np.nan, numerator),
        denominator,
        chart=chart,
        rule_set=rules,
        phase_starts=(len(numerator) // 2,),
        freeze=freeze,
        exclude=exclude,
    )
    assert result.value.shape == numerator.shape
    assert not result.special_cause[np.isnan(result.value)].any()
    is_inside = (result.value <= result.upper) & (result.value >= result.lower)
    assert not result.special_cause[exclude & is_inside].any()
    known = np.isfinite(result.lower)
    assert (result.lower[known] <= result.upper[known]).all()


@pytest.mark.parametrize("chart", [*COUNT_CHARTS, *VALUE_CHARTS])
@pytest.mark.parametrize("rules", RULES)
def test_a_series_that_is_all_missing_gives_no_line_and_no_signal(chart, rules):
    empty = np.full((24, 1), np.nan)
    result = control_chart(empty, empty, chart=chart, rule_set=rules)
    assert np.isnan(result.centre).all()
    assert not result.special_cause.any()


@settings(deadline=None)
@given(data=counts(), rows=st.integers(1, 10), chart=st.sampled_from(COUNT_CHARTS))
def test_history_before_a_series_begins_changes_nothing(data, rows, chart):
    numerator, denominator = data
    blank = np.full((rows, numerator.shape[1]), np.nan)
    late = control_chart(
        np.vstack([blank, numerator]), np.vstack([blank, denominator]), chart=chart
    )
    plain = control_chart(numerator, denominator, chart=chart)
    np.testing.assert_array_equal(late.special_cause[rows:], plain.special_cause)
