import numpy as np
import pytest

from efqi.stats.multiplicity import benjamini_hochberg, two_sided

NEUHAUS_1992 = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip
"""The example of Benjamini and Hochberg 1995, section 4: four stand at 5 per cent."""


def test_benjamini_hochberg_reproduces_its_published_example():
    assert benjamini_hochberg(NEUHAUS_1992, 0.05).tolist() == [True] * 4 + [False] * 11


def test_benjamini_hochberg_keeps_the_order_given():
    order = np.random.default_rng(1).permutation(15)
    shuffled = np.array(NEUHAUS_1992)[order]
    assert benjamini_hochberg(shuffled, 0.05).tolist() == (order < 4).tolist()


def test_benjamini_hochberg_steps_up_past_a_failing_smaller_tail():
    assert benjamini_hochberg([0.06, 0.09], 0.10).tolist() == [True, True]


def test_described_contrasts_neither_stand_nor_count():
    assert benjamini_hochberg([0.09, np.nan, np.nan]).tolist() == [True, False, False]
    assert benjamini_hochberg([np.nan]).tolist() == [False]
    assert benjamini_hochberg([]).tolist() == []


def test_two_sided_tail_is_the_same_for_either_direction():
    assert two_sided([0.98, 0.02, 0.5]) == pytest.approx([0.04, 0.04, 1.0])
