import itertools

import numpy as np
import pytest

from efqi.stats.spc.run_law import (
    crossings_and_longest,
    crossings_limit,
    longest_run_limit,
)


def described(order):
    runs = [(side, len(list(run))) for side, run in itertools.groupby(order)]
    return len(runs) - 1, max(length for _, length in runs), runs


@pytest.mark.parametrize("chance", [0.5, 0.788])
def test_joint_law_equals_counting_every_series(chance):
    law = crossings_and_longest(9, chance)
    for points in (1, 2, 5, 9):
        counted = np.zeros((9, 10))
        for series in itertools.product((0, 1), repeat=points):
            crossings, longest, _ = described(series)
            above = sum(series)
            weight = chance**above * (1 - chance) ** (points - above)
            counted[crossings, longest:] += weight
        np.testing.assert_allclose(law[points], counted, atol=1e-12)


def test_joint_law_gives_the_published_specificity_of_anhoejs_rules_at_11_points():
    # Anhoej and Wentzel-Larsen 2020, figure 3: 974 of 1024 series of 11 points have at
    # least two crossings and no run longer than six.
    law = crossings_and_longest(11, 0.5)[11, :, 6]
    assert law[2:].sum() * 1024 == pytest.approx(974)


def orders(above, below):
    places = range(above + below)
    for chosen in itertools.combinations(places, above):
        yield tuple(int(i in chosen) for i in places)


@pytest.mark.parametrize(("above", "below"), [(0, 4), (3, 3), (2, 7), (6, 4), (5, 1)])
@pytest.mark.parametrize("level", [15, 100, 300])
def test_limits_given_the_points_on_each_side_equal_counting_every_order(
    above, below, level
):
    all_orders = [described(order) for order in orders(above, below)]
    total = len(all_orders)
    longest = np.array(
        [max([n for s, n in runs if s], default=0) for _, _, runs in all_orders]
    )
    crossings = np.array([crossings for crossings, _, _ in all_orders])
    limit = next(
        n for n in range(above + 1) if 1000 * (longest > n).sum() <= level * total
    )
    assert longest_run_limit(above, below, level) == limit
    fewest = crossings_limit(above, below, level)
    assert 1000 * (crossings < fewest).sum() <= level * total
    if above and below:
        assert 1000 * (crossings <= fewest).sum() > level * total
