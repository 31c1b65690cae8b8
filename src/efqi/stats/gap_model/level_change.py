"""Posterior of the level change, integrated over noise, autocorrelation and drift."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from efqi.stats.gap_model.filter import InnerProducts, Noise
from efqi.stats.gap_model.mixture import Mixture
from efqi.stats.gap_model.series import Calendar, Series

Floats = NDArray[np.float64]

SPREADS = np.array([0.3, 0.5, 0.7, 0.85, 1, 1.2, 1.5, 2])
"""Candidates of the noise beyond sampling, in units of the residual deviation.

None is 0: allowing for sampling noise alone raised false alarms in simulation by a
fourteenth and power by a four-hundredth.
"""
CORRELATIONS = np.array([0, 0.2, 0.4, 0.6, 0.8])
CORRELATION_PRIOR = np.array([4, 2, 1, 0.5, 0.25])
_CHUNK = 64
"""Series filtered together: what fits the processor's cache."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What is held possible besides a change, in logits (log for rates).

    Attributes
    ----------
    drifts : tuple of (float, float)
        Weight and standard deviation, per year, of each component of the drift; a
        deviation of 0 is "no drift".
    season : float
        Standard deviation of the yearly cosine and sine; 0 leaves them out.
    """

    drifts: tuple[tuple[float, float], ...]
    season: float = 0.0


GAP_PRIOR = Prior(drifts=((0.4, 0.0), (0.4, 0.05), (0.2, 0.20)))
"""For contrasts of groups, in which a shared season cancels."""
MODEST_PRIOR = Prior(drifts=((0.5, 0.0), (0.5, 0.05)))
"""The same without large drifts: for tails that many contrasts are ranked by.

A large drift that stays possible holds every tail up, however strong the step, so that no
finding among many could stand.
"""
CARE_PRIOR = Prior(drifts=((1.0, 0.15),), season=0.3)
"""For the level of one group, or of everyone."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is known of R series after seeing them.

    Attributes
    ----------
    change : Mixture
        Level change at the change date, drift allowed for; D x S components.
    steady_before, steady_after, steady_change : Mixture
        Mean level of each phase and their difference if there was no drift; S components.
    """

    change: Mixture
    steady_before: Mixture
    steady_after: Mixture
    steady_change: Mixture


@dataclass(frozen=True, slots=True)
class Levels:
    """Levels of both phases given one drift component, everything else integrated out."""

    before: Floats
    after: Floats
    variance_before: Floats
    variance_after: Floats
    variance_change: Floats
    log_weight: Floats


def posterior(series: Series, calendar: Calendar, prior: Prior) -> Posterior:
    """Judge every series.

    Model: ``value = before or after level + drift * years + season + noise``, noise with
    variance ``diag(variances) + s**2 * rho**|i - j|``; flat on both levels.

    Parameters
    ----------
    series : Series
        R series of T intervals, each with at least two intervals in each phase.
    calendar : Calendar
        Phases and years.
    prior : Prior
        Drift and season.

    Returns
    -------
    Posterior
        Mixtures of R columns.
    """
    count = len(series.units)
    parts = [
        _posterior(_rows(series, slice(i, i + _CHUNK)), calendar, prior)
        for i in range(0, count, _CHUNK)
    ]
    return Posterior(
        *(
            _side_by_side([getattr(part, name) for part in parts])
            for name in Posterior.__dataclass_fields__
        )
    )


def design(calendar: Calendar, season: bool) -> Floats:
    """Columns before, after, years and, with season, cosine and sine; shape (K, T)."""
    years = calendar.years
    columns = [~calendar.is_after, calendar.is_after, years]
    if season:
        columns += [np.cos(2 * np.pi * years), np.sin(2 * np.pi * years)]
    return np.array(columns, dtype=float)


def noise_candidates(series: Series, columns: Floats) -> Noise:
    """Grid of noise around each series' own scatter, shape (S, R)."""
    is_seen = np.isfinite(series.variances)
    seen = is_seen.sum(axis=1)
    residual = np.array(
        [
            _residual_square(columns[:, at].T, values[at])
            for values, at in zip(series.values, is_seen, strict=True)
        ]
    )
    sampling = np.where(is_seen, series.variances, 0.0).sum(axis=1) / seen
    reference = np.maximum(residual / np.maximum(seen - len(columns), 1), sampling / 2)
    spread, correlation = np.meshgrid(SPREADS, CORRELATIONS, indexing="ij")
    return Noise(spread.reshape(-1, 1) ** 2 * reference, correlation.reshape(-1, 1))


def filtered(series: Series, columns: Floats, noise: Noise) -> InnerProducts:
    """Inner products of value and design over the whole series."""
    fixed = np.broadcast_to(columns[:, None], (len(columns), *series.values.shape))
    rows = np.concatenate([series.values[None], fixed])
    inner = InnerProducts.start(len(rows), noise)
    for t in range(rows.shape[2]):
        inner.add(rows[:, :, t], series.variances[:, t])
    return inner


def levels(inner: InnerProducts, units: Floats, prior: Prior, drift: float) -> Levels:
    """Integrate season and drift out of the inner products of value and design.

    Parameters
    ----------
    inner : InnerProducts
        Columns in the order value, before, after, years and, with season, cosine and sine.
    units : ndarray of float, shape (R,)
        Size of a logit in each series.
    prior : Prior
        Gives the season's deviation.
    drift : float
        Deviation of the drift component.

    Returns
    -------
    Levels
        Arrays of shape (S, R).
    """
    products, log_weight = inner.products, -0.5 * inner.log_determinant
    for _ in range(len(products) - 4):
        products, cost = _absorb(products, (prior.season * units) ** 2)
        log_weight = log_weight - 0.5 * cost
    products, cost = _absorb(products, (drift * units) ** 2)
    (_, value_b, value_a), (_, bb, ba), (_, _, aa) = products
    determinant = bb * aa - ba**2
    before = (aa * value_b - ba * value_a) / determinant
    after = (bb * value_a - ba * value_b) / determinant
    misfit = products[0, 0] - value_b * before - value_a * after
    return Levels(
        before,
        after,
        aa / determinant,
        bb / determinant,
        (aa + bb + 2 * ba) / determinant,
        log_weight - 0.5 * (cost + np.log(determinant) + misfit),
    )


def _posterior(series: Series, calendar: Calendar, prior: Prior) -> Posterior:
    columns = design(calendar, prior.season > 0)
    noise = noise_candidates(series, columns)
    inner = filtered(series, columns, noise)
    correlation = np.log(np.tile(CORRELATION_PRIOR, len(SPREADS)))[:, None]
    parts = [levels(inner, series.units, prior, drift) for _, drift in prior.drifts]
    weights = _normalised(
        np.concatenate(
            [
                part.log_weight + correlation + np.log(share)
                for (share, _), part in zip(prior.drifts, parts, strict=True)
            ]
        )
    )
    change = Mixture(
        weights,
        np.concatenate([part.after - part.before for part in parts]),
        np.sqrt(np.concatenate([part.variance_change for part in parts])),
    )
    steady = levels(inner, series.units, prior, 0.0)
    weight = _normalised(steady.log_weight + correlation)
    return Posterior(
        change,
        Mixture(weight, steady.before, np.sqrt(steady.variance_before)),
        Mixture(weight, steady.after, np.sqrt(steady.variance_after)),
        Mixture(weight, steady.after - steady.before, np.sqrt(steady.variance_change)),
    )


def _absorb(products: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Integrate the last column out under a normal prior; give also its log cost."""
    pivot = products[-1, -1]
    cross = products[:-1, -1]
    factor = variance / (1 + variance * pivot)
    return (
        products[:-1, :-1] - cross[:, None] * cross * factor,
        np.log1p(variance * pivot),
    )


def _normalised(log_weight: Floats) -> Floats:
    weight = np.exp(log_weight - log_weight.max(axis=0))
    return np.asarray(weight / weight.sum(axis=0))


def _residual_square(columns: Floats, values: Floats) -> float:
    fitted = columns @ np.linalg.lstsq(columns, values, rcond=None)[0]
    return float(((values - fitted) ** 2).sum())


def _rows(series: Series, at: slice) -> Series:
    return Series(series.values[at], series.variances[at], series.units[at])


def _side_by_side(parts: list[Mixture]) -> Mixture:
    return Mixture(
        np.concatenate([part.weights for part in parts], axis=1),
        np.concatenate([part.means for part in parts], axis=1),
        np.concatenate([part.deviations for part in parts], axis=1),
    )
