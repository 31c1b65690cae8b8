import numpy as np
import pytest

from efqi.stats.quantiles import quantile_groups


def test_parts_are_equal_and_follow_the_order():
    scores = np.arange(20.0)
    up = quantile_groups(scores, 5, highest_first=False)
    assert up.tolist() == sorted([1, 2, 3, 4, 5] * 4)
    down = quantile_groups(scores, 5, highest_first=True)
    assert down.tolist() == up[::-1].tolist()


def test_equal_scores_share_the_part_of_the_first_of_them():
    assert quantile_groups([1, 2, 2, 2], 4, highest_first=False).tolist() == [
        1,
        2,
        2,
        2,
    ]


def test_a_missing_score_has_no_part_and_does_not_count():
    got = quantile_groups([3.0, np.nan, 1.0], 2, highest_first=False)
    np.testing.assert_array_equal(got, [2, np.nan, 1])


@pytest.mark.parametrize("parts", [0, 4])
def test_impossible_parts_are_refused_in_words(parts):
    with pytest.raises(ValueError, match="3 scores cannot be put into"):
        quantile_groups([1, 2, 3], parts, highest_first=True)
