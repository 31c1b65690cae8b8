import pytest

from efqi.disclosure.policy import POLICIES, policy
from efqi.errors import DisclosureError


@pytest.mark.parametrize("name", [*POLICIES, "threshold-1", "threshold-10"])
def test_policy_is_found_by_its_name(name):
    assert policy(name).name == name


def test_only_internal_is_not_for_sharing():
    assert [name for name in POLICIES if not policy(name).is_for_sharing] == [
        "internal"
    ]


def test_every_policy_for_sharing_names_its_source():
    assert all(p.sources for p in POLICIES.values() if p.is_for_sharing)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("nhs-englnd", "nhs-england"),
        ("midpoint6", "opensafely-midpoint6"),
        ("threshold-0", "threshold-10"),
        ("threshold", "threshold-10"),
        ("Internal", "internal"),
    ],
)
def test_unknown_policy_names_the_nearest(name, nearest):
    with pytest.raises(DisclosureError, match=f"Did you mean '{nearest}'") as caught:
        policy(name)
    assert f"'{name}'" in caught.value.found
