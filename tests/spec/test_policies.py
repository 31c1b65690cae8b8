"""What each policy makes of a count; docs/reference/policies.md prints this table."""

import numpy as np
import pytest

from efqi.disclosure.policy import policy
from efqi.disclosure.rounding import protect, shown_counts

RULES = """
| exact                |    0 |    1 |    2 |    5 |    6 |    7 |    8 |   12 |   13 |   97 |   98 | 1000 |
| nhs-england          |    0 |    * |    * |    * |    * |    * |   10 |   10 |   15 |   95 |  100 | 1000 |
| opensafely-midpoint6 |    0 |    3 |    3 |    3 |    3 |    9 |    9 |    9 |   15 |   99 |   99 |  999 |
| opensafely-round5    |    * |    * |    * |    * |    * |    * |   10 |   10 |   15 |   95 |  100 | 1000 |
| threshold-8          |    0 |    * |    * |    * |    * |    * |    8 |   12 |   13 |   97 |   98 | 1000 |
| threshold-6          |    0 |    * |    * |    * |    6 |    7 |    8 |   12 |   13 |   97 |   98 | 1000 |
| threshold-1          |    0 |    1 |    2 |    5 |    6 |    7 |    8 |   12 |   13 |   97 |   98 | 1000 |
| internal             |    0 |    1 |    2 |    5 |    6 |    7 |    8 |   12 |   13 |   97 |   98 | 1000 |
"""
"""One column an exact count; * is hidden."""


def table():
    header, *lines = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in RULES.strip().splitlines()
    ]
    exact = [int(count) for count in header[1:]]
    for name, *shown in lines:
        for count, cell in zip(exact, shown, strict=True):
            yield name, count, None if cell == "*" else int(cell)


@pytest.mark.parametrize(("name", "exact", "shown"), list(table()))
def test_policy_shows_a_count_as_the_table_says(name, exact, shown):
    (found,) = shown_counts([exact], policy(name))
    assert found.value == shown
    if shown is None:
        least = 0 if name == "opensafely-round5" else 1
        most = policy(name).smallest_shown - 1
        assert (found.reason, found.lower, found.upper) == (
            f"fewer_than_{most + 1}",
            least,
            most,
        )


@pytest.mark.parametrize("name", sorted({name for name, *_ in table()}))
def test_bounds_are_all_counts_that_show_alike_and_no_other(name):
    exact = np.arange(200.0)
    found = protect(exact, policy(name))
    for shown in np.unique(found.value[~np.isnan(found.value)])[:-1]:
        alike = exact[found.value == shown]
        assert (found.lower[found.value == shown] == alike.min()).all()
        assert (found.upper[found.value == shown] == alike.max()).all()


def test_missing_count_is_not_hidden_and_never_zero():
    (found,) = shown_counts([np.nan], policy("nhs-england"))
    assert (found.value, found.reason) == (None, "no_data")


def test_docs_print_the_table(root):
    page = (root / "docs" / "reference" / "policies.md").read_text(encoding="utf-8")
    assert all(line in page for line in RULES.strip().splitlines()[1:])
