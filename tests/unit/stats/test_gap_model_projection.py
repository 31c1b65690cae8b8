import numpy as np
import pytest

from benchmarks.simulated_care import Scene, simulate
from efqi.stats.gap_model import (
    GAP_PRIOR,
    Calendar,
    Counts,
    Projection,
    Scale,
    Variation,
    contrast_series,
    posterior,
    project,
)

PAIR = np.array([1.0, -1.0])


def judged(seen, months, per_year=12.0):
    is_after = np.arange(months) >= seen.before
    counts = Counts(
        seen.events[:, :months], seen.people[:, :months], Variation.PROPORTION
    )
    series = contrast_series(counts, is_after, PAIR, Scale.ABSOLUTE)
    when = Calendar(is_after, per_year)
    return series, when, posterior(series, when, GAP_PRIOR)


def test_projected_error_a_year_ahead_is_near_the_error_then():
    seen = simulate(Scene(after=24), 60, seed=31)
    series, when, found = judged(seen, 36)
    projection = project(series, when, GAP_PRIOR, found)
    actual = judged(seen, 48)[2].change.deviation
    assert np.median(projection.errors[12] / actual) == pytest.approx(1, abs=0.04)


def test_projected_error_never_grows_and_starts_near_the_present_one():
    seen = simulate(Scene(), 10, seed=32)
    series, when, found = judged(seen, 36)
    projection = project(series, when, GAP_PRIOR, found)
    assert (np.diff(projection.errors, axis=0) <= 1e-12).all()
    ratio = projection.errors[0] / found.change.deviation
    assert np.median(ratio) == pytest.approx(1, abs=0.05)
    assert (ratio <= 1).all()


def test_first_is_the_fewest_intervals_within_the_target():
    projection = Projection(
        np.array([0, 1, 2]),
        np.array([[3.0, 3.0, 1.0], [2.0, 3.0, 1.0], [1.0, 3.0, 1.0]]),
    )
    assert projection.first(2.0) == [1, None, 0]
    assert projection.first(np.array([1.0, 3.0, 0.5])) == [2, 0, None]


def test_projection_of_days_reaches_five_years_in_few_steps():
    seen = simulate(Scene(before=60, after=20), 1, seed=33)
    series, when, found = judged(seen, 80, 365.25)
    projection = project(series, when, GAP_PRIOR, found)
    assert len(projection.ahead) <= 61
    assert projection.ahead[-1] > 1750
