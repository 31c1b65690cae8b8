import numpy as np
import pytest

from efqi.errors import MeasureError
from efqi.stats.pareto import pareto


def test_categories_are_sorted_and_cumulated():
    found = pareto(["falls", "sores", "drugs"], [10, 60, 30])
    assert found.category == ("sores", "drugs", "falls")
    assert found.count.tolist() == [60, 30, 10]
    np.testing.assert_allclose(found.share, [0.6, 0.3, 0.1])
    np.testing.assert_allclose(found.cumulative_share, [0.6, 0.9, 1.0])


def test_equal_counts_keep_their_order():
    found = pareto(["b", "a", "c", "d"], [1, 2, 1, 2])
    assert found.category == ("a", "d", "b", "c")


def test_the_last_share_is_exactly_one():
    rng = np.random.default_rng(1)
    found = pareto([str(i) for i in range(999)], rng.random(999))
    assert found.cumulative_share[-1] == 1.0


def test_without_events_there_are_no_shares():
    found = pareto(["a", "b"], [0, 0])
    assert np.isnan(found.share).all()
    assert np.isnan(found.cumulative_share).all()


def test_no_categories_give_an_empty_result():
    assert pareto([], []).category == ()


@pytest.mark.parametrize("count", [-1, np.nan, np.inf])
def test_a_count_that_cannot_be_is_refused_by_name(count):
    with pytest.raises(MeasureError, match="'b' has a count of"):
        pareto(["a", "b"], [1, count])


def test_a_category_that_stands_twice_is_refused():
    with pytest.raises(MeasureError, match="'b' stands twice"):
        pareto(["b", "a", "b"], [1, 2, 3])


def test_counts_must_match_categories():
    with pytest.raises(ValueError, match="one count for each"):
        pareto(["a"], [1, 2])
