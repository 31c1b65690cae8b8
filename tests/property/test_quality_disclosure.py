"""No small count can be read out of the shares on the page about the data."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efqi.disclosure.policy import policy
from efqi.disclosure.quality import percent, released_field, released_findings
from efqi.measures.dimension import Dimension
from efqi.measures.interval import Interval
from efqi.measures.quality.finding import Finding, Severity, Share
from efqi.measures.quality.unknown_use import UnknownUse

POLICIES = (
    "nhs-england",
    "opensafely-midpoint6",
    "opensafely-round5",
    "threshold-5",
    "threshold-20",
)
NAMES = st.sampled_from(POLICIES)


def possible(shown, whole, terms):
    """Every part of a whole that would be shown like this."""
    return {k for k in range(whole + 1) if percent(Share(k, whole), terms) == shown}


@given(NAMES, st.integers(1, 3_000), st.data())
def test_small_count_reads_as_none_and_its_complement_as_all(name, whole, data):
    terms = policy(name)
    part = data.draw(st.integers(0, min(whole, terms.smallest_shown - 1)))
    assert percent(Share(part, whole), terms) == percent(Share(0, whole), terms)
    assert percent(Share(whole - part, whole), terms) == percent(
        Share(whole, whole), terms
    )


@given(NAMES, st.integers(1, 600), st.data())
def test_share_leaves_at_least_ten_counts_open(name, whole, data):
    terms = policy(name)
    part = data.draw(st.integers(0, whole))
    found = possible(percent(Share(part, whole), terms), whole, terms)
    assert part in found
    assert len(found) >= min(10, whole + 1)


@given(NAMES, st.integers(8, 300), st.data())
def test_kind_cannot_be_found_from_all_unknown_less_another_kind(name, unknown, data):
    """The attacker knows all unknown exactly, and sees one of two kinds as a share."""
    terms = policy(name)
    small = data.draw(st.integers(1, 7))
    whole = data.draw(st.integers(unknown, 2_000))
    other = percent(Share(unknown - small, whole), terms)
    this = percent(Share(small, whole), terms)
    others = possible(other, whole, terms)
    left = {k for k in possible(this, whole, terms) if unknown - k in others}
    assert small in left
    assert len(left) > 1


@given(st.lists(st.integers(0, 40), min_size=2, max_size=2), st.integers(100, 4_000))
def test_kinds_too_rare_to_tell_are_as_if_they_were_not_there(kinds, whole):
    terms = policy("nhs-england")
    shares = dict(
        zip(("not stated", "not known"), (Share(k, whole) for k in kinds), strict=True)
    )
    found = Finding("unknown_share", Severity.FINE, "e", shares, {})
    (shown,) = released_findings([found], terms)
    for kind, share in shares.items():
        if share.part < terms.smallest_shown:
            assert kind not in shown.percents


@pytest.mark.parametrize("name", POLICIES)
def test_names_of_too_few_are_left_out(name):
    terms = policy(name)
    few = Finding("respelt", Severity.FINE, "e", {}, {"name0": "rare"}, 4.0)
    many = Finding("respelt", Severity.FINE, "e", {}, {"name0": "common"}, 400.0)
    shown = released_findings([few, many], terms)
    assert [f.facts["name0"] for f in shown] == ["common"]


def use(per_month, unknown):
    starts = Interval.MONTH.sequence(date(2023, 1, 1), date(2024, 12, 1))
    whole = np.full(len(starts), float(per_month))
    kinds = {"not stated": np.full(len(starts), float(unknown))}
    return UnknownUse(Dimension("e", "e", ("A",), "A"), starts, kinds, whole)


@pytest.mark.parametrize(
    ("per_month", "interval", "points"),
    [(2_000, Interval.MONTH, 24), (400, Interval.QUARTER, 8), (20, Interval.YEAR, 2)],
)
def test_field_is_shown_by_the_finest_unit_that_reads_well(per_month, interval, points):
    units = (Interval.MONTH, Interval.QUARTER, Interval.YEAR)
    shown = released_field(use(per_month, per_month / 4), units, policy("nhs-england"))
    assert (shown.interval, len(shown.unknown)) == (interval, points)
    assert all(s.value == pytest.approx(25, abs=5) for s in shown.unknown)


def test_field_of_too_few_people_is_not_shown_over_time():
    units = (Interval.MONTH, Interval.QUARTER, Interval.YEAR)
    shown = released_field(use(2, 1), units, policy("nhs-england"))
    assert shown.starts == ()


def test_internal_policy_tells_nought_from_few():
    terms = policy("internal")
    assert percent(Share(0, 100), terms).upper is None
    assert percent(Share(12, 100), terms).value == 12
