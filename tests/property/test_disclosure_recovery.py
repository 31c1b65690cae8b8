"""An attacker with linear programming against Releases of random small tables.

Unknown are the exact cells (group by month); known is all that a Release says of counts:
points at any unit, totals, and phases. No count from 1 to 6 may come out exactly.
"""

from datetime import date
from math import ceil, floor

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from efqi.disclosure.make import release
from efqi.disclosure.policy import policy
from efqi.disclosure.protect_series import Terms
from efqi.disclosure.protect_view import Restriction, released_view
from efqi.equity.analysis import Question, analyse
from efqi.equity.contrast import Contrast, Margin
from efqi.errors import DisclosureError
from efqi.measures.dimension import Dimension
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind, Measure
from efqi.measures.table import MeasureTable

CHANGES = {3: date(2025, 4, 1), 4: date(2025, 5, 1)}
"""Months before the change, and its date: at a quarter's start, or inside one."""
MEASURE = Measure("dna", "missed", "visits", Kind.PROPORTION, Direction.LOWER)
MONTHS = 6
PHASES_AGAINST_QUARTERS = (
    np.array([[0, 6, 0], [1, 9, 1], [0, 5, 0], [0, 8, 0], [1, 9, 0], [0, 9, 0]]),
    np.array([[0, 30, 0], [4, 29, 2], [0, 29, 0], [0, 24, 2], [1, 34, 1], [0, 38, 2]]),
)
"""With the change inside a quarter: both quarters show at most 49 events among everyone,
both phases at least 46 of g1 and 3 hidden ones, so that all of these were known."""
STARTS = Interval.MONTH.sequence(date(2025, 1, 1), date(2025, 6, 1))


def analysis_of(numerator, denominator, order=None, before=3):
    names = [f"g{g}" for g in range(numerator.shape[1])]
    rows = []
    for t, start in enumerate(STARTS):
        end = Interval.MONTH.next(start)
        for g, name in enumerate(names):
            y, n = float(numerator[t, g]), float(denominator[t, g])
            rows.append(("dna", start, end, y / n if n else None, y, n, name))
        y, n = float(numerator[t].sum()), float(denominator[t].sum())
        rows.append(("dna", start, end, y / n if n else None, y, n, None))
    schema = {
        "measure": pl.String,
        "interval_start": pl.Date,
        "interval_end": pl.Date,
        "ratio": pl.Float64,
        "numerator": pl.Float64,
        "denominator": pl.Float64,
        "area": pl.String,
    }
    cells = pl.DataFrame(rows, schema=schema, orient="row")
    dimension = Dimension("area", "area", tuple(order or names), names[-1])
    question = Question(
        MEASURE,
        dimension,
        Contrast("dna", "area", names[0], names[-1], is_primary=True),
        Margin(1, 10),
        (CHANGES[before],),
    )
    return analyse(MeasureTable(cells, Interval.MONTH, ("area",)), question)


@st.composite
def tables(draw):
    groups = draw(st.integers(2, 4))
    size = st.sampled_from([1, 3, 6, 12, 30, 200])
    sizes = np.array([draw(size) for _ in range(groups)])
    share = draw(st.sampled_from([0.1, 0.3, 0.7]))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    denominator = rng.poisson(sizes, (MONTHS, groups))
    return rng.binomial(denominator, share), denominator


def bounds(shown, name):
    """What a shown count can have been, from the words of the two policies."""
    if shown.value is None:
        if shown.reason.startswith("fewer_than"):
            return 1, 7
        return 0, 1e6
    if shown.value == 0:
        return 0, 0
    if name.startswith("threshold"):
        return shown.value, shown.value
    if name == "nhs-england":
        return max(8, shown.value - 2), shown.value + 2
    return shown.value - 2, shown.value + 3


def known(view, name, counted, before):
    """Rows of an inequality system over cells[t, g]: (mask, low, high)."""
    groups = [s.group for s in view.series if s.role != "total"]

    def row(group, months):
        mask = np.zeros((MONTHS, len(groups)))
        columns = slice(None) if group == "total" else groups.index(group)
        mask[months, columns] = 1
        return mask.ravel()

    for series in view.series:
        for point in series.points:
            end = series.interval.next(point.start)
            months = [t for t, s in enumerate(STARTS) if point.start <= s < end]
            yield (
                row(series.group, months),
                *bounds(getattr(point, counted), name),
            )
    for group in view.groups:
        phases = ("before", slice(before)), ("after", slice(before, None))
        for phase, months in phases:
            shown = getattr(group, f"{phase}_{counted}")
            yield row(group.group, months), *bounds(shown, name)


def attack(view, name, counted, targets, before=3):
    """Bound sums of cells; each target is a mask over cells."""
    masks, lows, highs = map(
        np.array, zip(*known(view, name, counted, before), strict=True)
    )
    constraints = np.vstack([masks, -masks]), np.concatenate([highs, -lows])
    for target in targets:
        ends = []
        for sign in (1, -1):
            found = linprog(sign * target, *constraints, bounds=(0, None))
            ends.append(sign * found.fun if found.status == 0 else sign * -np.inf)
        yield ceil(ends[0] - 1e-6), floor(min(ends[1], 1e6) + 1e-6)


def small_targets(exact):
    """Months and phases of every group whose exact count is 1 to 6."""
    groups = exact.shape[1]
    for months in ([0], [1], [2], [3], [4], [5], [0, 1, 2], [3, 4, 5], [4, 5]):
        for g in range(groups):
            if 1 <= exact[months, g].sum() <= 6:
                mask = np.zeros_like(exact, dtype=float)
                mask[months, g] = 1
                yield mask.ravel()


@pytest.mark.parametrize("name", ["nhs-england", "opensafely-midpoint6", "threshold-8"])
@settings(max_examples=15, deadline=None)
@given(tables(), st.sampled_from(sorted(CHANGES)))
@example(PHASES_AGAINST_QUARTERS, 4)
def test_no_small_count_comes_out_exactly(name, table, before):
    numerator, denominator = table
    analysis = analysis_of(numerator, denominator, before=before)
    try:
        view = release([analysis], policy(name)).views[0]
    except DisclosureError:
        return
    for counted, exact in (("numerator", numerator), ("denominator", denominator)):
        targets = small_targets(exact)
        for low, high in attack(view, name, counted, targets, before):
            assert low < high


@pytest.mark.parametrize("name", ["nhs-england", "opensafely-midpoint6"])
def test_random_tables_are_mostly_released(name):
    rng = np.random.default_rng(11)
    refused = 0
    for _ in range(40):
        denominator = rng.poisson(rng.choice([2, 8, 30, 200], 3), (MONTHS, 3))
        numerator = rng.binomial(denominator, 0.3)
        try:
            release([analysis_of(numerator, denominator)], policy(name))
        except DisclosureError:
            refused += 1
    assert refused <= 2


def test_the_attack_wins_where_small_counts_are_only_left_away():
    # The attacker must be able to win, or the tests above prove nothing.
    numerator = np.full((MONTHS, 2), 30)
    numerator[0, 1] = 4
    analysis, terms = analysis_of(numerator, numerator * 5), policy("threshold-8")
    units = (Interval.MONTH, Interval.QUARTER)
    view = released_view(
        analysis, Terms(terms, MEASURE, units, "anhoej"), Restriction()
    )
    targets = small_targets(numerator)
    assert list(attack(view, terms.name, "numerator", targets)) == [(4, 4)]
    safe = release([analysis], terms).views[0]
    targets = small_targets(numerator)
    ((low, high),) = attack(safe, terms.name, "numerator", targets)
    assert high - low >= 2


def test_order_of_groups_changes_nothing_but_their_order():
    rng = np.random.default_rng(3)
    denominator = rng.poisson([5, 40, 200], (MONTHS, 3))
    numerator = rng.binomial(denominator, 0.3)
    views = [
        release(
            [analysis_of(numerator, denominator, order)], policy("nhs-england")
        ).views[0]
        for order in (("g0", "g1", "g2"), ("g2", "g0", "g1"))
    ]
    rows = [{row.group: row for row in view.groups} for view in views]
    series = [{row.group: row for row in view.series} for view in views]
    assert repr(sorted(rows[0].items())) == repr(sorted(rows[1].items()))
    assert series[0] == series[1]
