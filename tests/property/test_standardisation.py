"""What standardising must never change."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from efqi.equity.standardise import standardised_levels
from efqi.measures.measure import Kind

BANDS = 4


@st.composite
def bands(draw):
    n = draw(arrays(np.int64, BANDS, elements=st.integers(40, 5_000)))
    share = draw(arrays(np.float64, BANDS, elements=st.floats(0.15, 0.85)))
    return np.round(n * share), n.astype(float)


def direct(x, n, populations, kind):
    found = standardised_levels(
        (x[None, None], n[None, None]), (x, n), populations, kind
    )
    return float(found.level.value[0, 0])


@given(bands(), st.sampled_from([Kind.PROPORTION, Kind.RATE]))
@settings(max_examples=60)
def test_standardised_to_its_own_mix_a_group_keeps_its_crude_level(counts, kind):
    x, n = counts
    assert np.isclose(direct(x, n, n, kind), x.sum() / n.sum())


@given(bands(), st.lists(st.integers(1, 10_000), min_size=BANDS, max_size=BANDS))
@settings(max_examples=60)
def test_with_all_bands_alike_every_standard_gives_the_crude_level(counts, populations):
    _, n = counts
    weight = np.array(populations, dtype=float)
    x = n * 0.25
    for kind in (Kind.PROPORTION, Kind.RATE):
        assert np.isclose(direct(x, n, weight, kind), 0.25)


@given(bands(), bands())
@settings(max_examples=60)
def test_indirectly_standardised_to_itself_a_group_is_as_expected(counts, other):
    x, n = counts
    for kind in (Kind.PROPORTION, Kind.RATE):
        own = standardised_levels((x[None, None], n[None, None]), (x, n), None, kind)
        assert np.isclose(own.ratio.value[0, 0], 1)
        assert np.isclose(own.level.value[0, 0], x.sum() / n.sum())
        found = standardised_levels((x[None, None], n[None, None]), other, None, kind)
        expected = (n * other[0] / other[1]).sum()
        assert np.isclose(found.ratio.value[0, 0], x.sum() / expected)
