from itertools import product

import numpy as np
import pytest

from efqi.disclosure.linear_attack import narrow_ranges
from efqi.disclosure.reading import UNBOUNDED, Cell

ENOUGH = 3


def cell(name):
    return Cell("missed", "area", name, "numerator", "month", 0)


def named(ranges, sums):
    return (
        {cell(name): known for name, known in ranges.items()},
        [(cell(whole), [cell(part) for part in parts]) for whole, parts in sums],
    )


def attacked(ranges, sums, doubted=None):
    known, tied = named(ranges, sums)
    looked_at = [cell(name) for name in doubted or ranges]
    found = narrow_ranges(known, tied, looked_at, ENOUGH)
    return {each.group: bounds for each, bounds in found}


def by_trying_all(ranges, sums):
    names = list(ranges)
    spans = (range(int(low), int(high) + 1) for low, high in ranges.values())
    possible = [
        counts
        for values in product(*spans)
        if (counts := dict(zip(names, values, strict=True)))
        and all(counts[whole] == sum(counts[p] for p in parts) for whole, parts in sums)
    ]
    ends = {
        n: (min(c[n] for c in possible), max(c[n] for c in possible)) for n in names
    }
    return {n: (lo, hi) for n, (lo, hi) in ends.items() if hi - lo + 1 < ENOUGH}


def test_two_ways_to_add_up_the_same_pin_what_neither_does_alone():
    ranges = {
        "all": (0, UNBOUNDED),
        "first": (18, 22),
        "second": (23, 27),
        "large": (46, 54),
        "small": (3, 14),
    }
    sums = [("all", ["first", "second"]), ("all", ["large", "small"])]
    found = attacked(ranges, sums)
    assert found["small"] == (3, 3)
    assert found["all"] == (49, 49)
    assert attacked(ranges, sums[:1]) == {}


@pytest.mark.parametrize("seed", range(20))
def test_bounds_are_those_of_trying_all_counts(seed):
    # Rows and columns of a table with margins: every corner is in whole numbers.
    rng = np.random.default_rng(seed)
    table = rng.integers(0, 3, (2, 2))
    counts = {f"{r}{c}": int(table[r, c]) for r in (0, 1) for c in (0, 1)}
    counts |= {f"row{r}": int(table[r].sum()) for r in (0, 1)}
    counts |= {f"column{c}": int(table[:, c].sum()) for c in (0, 1)}
    room = rng.integers(0, 3, (len(counts), 2))
    ranges = {
        name: (max(value - int(down), 0), value + int(up))
        for (name, value), (down, up) in zip(counts.items(), room, strict=True)
    }
    sums = [(f"row{r}", [f"{r}0", f"{r}1"]) for r in (0, 1)]
    sums += [(f"column{c}", [f"0{c}", f"1{c}"]) for c in (0, 1)]
    assert attacked(ranges, sums) == by_trying_all(ranges, sums)


def test_only_doubted_counts_are_named():
    ranges = {"all": (5, 5), "one": (0, 5), "other": (4, 4)}
    assert attacked(ranges, [("all", ["one", "other"])], ["one"]) == {"one": (1, 1)}


def test_counts_that_contradict_each_other_say_nothing():
    ranges = {"all": (1, 2), "one": (5, 9), "apart": (0, 9), "part": (2, 3)}
    sums = [("all", ["one"]), ("apart", ["part"])]
    assert attacked(ranges, sums, ["one", "apart"]) == {"apart": (2, 3)}


def test_count_that_no_sum_ties_keeps_its_range():
    assert attacked({"alone": (1, 7)}, []) == {}
    assert attacked({"alone": (1, 2)}, []) == {"alone": (1, 2)}
