"""Simulated care by group whose truth is known, for judging the gap model.

Monthly bad outcomes among people. On the logit scale each group has a level, a drift, a
season, and noise that is carried from month to month (first-order autoregression) on top
of noise that all groups share; counts are binomial with a logit-normal month effect. After
the change each group's probability is multiplied by its own factor.
"""

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Scene:
    """One world. Tuples hold one figure a group; the last group is the reference."""

    sizes: tuple[float, ...] = (120, 500)
    levels: tuple[float, ...] = (0.28, 0.20)
    factors: tuple[float, ...] = (1.0, 1.0)
    drifts: tuple[float, ...] = (0.0, 0.0)
    before: int = 24
    after: int = 12
    noise: float = 0.10
    shared_noise: float = 0.10
    carried: float = 0.3
    month_effect: float = 0.08
    season: float = 0.0


@dataclass(frozen=True)
class Simulated:
    """Counts of shape (repetitions, months, groups) and the true change of the gap."""

    events: np.ndarray
    people: np.ndarray
    before: int
    absolute: float
    relative: float
    scene: Scene = field(repr=False)


CALM = {
    "usual": Scene(),
    "equal groups": Scene(sizes=(300, 300), levels=(0.2, 0.2)),
    "rare": Scene(sizes=(600, 2000), levels=(0.035, 0.02)),
    "common": Scene(sizes=(90, 250), levels=(0.85, 0.75), before=30, after=9),
    "noisy": Scene(noise=0.2, month_effect=0.15),
    "short": Scene(before=12, after=6, sizes=(60, 250)),
    "long": Scene(before=48, after=24, sizes=(80, 400)),
    "carried .5": Scene(carried=0.5, before=30),
    "season": Scene(season=0.3, before=24, after=8),
    "tiny": Scene(sizes=(18, 200)),
    "large": Scene(sizes=(1500, 5000)),
}
DRIFTING = {
    "drift .05": Scene(drifts=(-0.05, 0.0), before=36),
    "drift .15": Scene(drifts=(-0.15, 0.0), before=36),
    "carried .75": Scene(carried=0.75, noise=0.14, before=36),
    "carried .9": Scene(carried=0.9, noise=0.14, before=36),
}
CHANGED = {
    "reference improves": Scene(factors=(1.0, 0.65)),
    "reference improves a little": Scene(factors=(1.0, 0.8), sizes=(300, 1000)),
    "group harmed": Scene(factors=(1.3, 1.0)),
    "small group left behind": Scene(factors=(1.1, 0.7), sizes=(25, 400), after=24),
    "group catches up": Scene(factors=(0.7, 0.97)),
    "rare, group left behind": Scene(
        factors=(1.0, 0.6), sizes=(600, 2000), levels=(0.035, 0.02), after=18
    ),
}
EIGHT = {
    "sizes": (35, 15, 25, 50, 70, 110, 240, 650),
    "levels": (0.34, 0.31, 0.30, 0.29, 0.26, 0.25, 0.22, 0.20),
    "drifts": (0.0,) * 8,
}
MANY = {
    "eight, nothing changes": Scene(**EIGHT, factors=(1.0,) * 8),
    "eight, all improve": Scene(**EIGHT, factors=(0.75,) * 8),
    "eight, one of 25 harmed": Scene(
        **EIGHT, factors=(0.75, 0.75, 1.3, 0.75, 0.75, 0.75, 0.75, 0.75)
    ),
    "eight, a gradient": Scene(
        **EIGHT, factors=(1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65)
    ),
}


def simulate(scene: Scene, repetitions: int, seed: int) -> Simulated:
    """Draw repetitions of a scene; truth is the first group's gap to the last."""
    rng = np.random.default_rng(seed)
    months, groups = scene.before + scene.after, len(scene.sizes)
    time = np.arange(months)
    logit = np.log(np.array(scene.levels) / (1 - np.array(scene.levels)))
    years = (time - scene.before) / 12
    usual = (
        logit
        + np.outer(years, scene.drifts)
        + scene.season * np.sin(2 * np.pi * time / 12)[:, None]
    )
    is_after = time >= scene.before
    chance = _probability(usual)
    changed = np.where(is_after[:, None], chance * np.array(scene.factors), chance)
    latent = np.log(changed / (1 - changed)) + (
        _carried(rng, (repetitions, months, groups), scene.carried, scene.noise)
        + _carried(rng, (repetitions, months, 1), scene.carried, scene.shared_noise)
        + rng.normal(0, scene.month_effect, (repetitions, months, groups))
    )
    people = np.maximum(rng.poisson(scene.sizes, latent.shape), 1)
    events = rng.binomial(people, _probability(latent))
    gap = _gap_change(chance[is_after], changed[is_after])
    ratio = _gap_change(np.log(chance[is_after]), np.log(changed[is_after]))
    return Simulated(
        events.astype(float), people.astype(float), scene.before, gap, ratio, scene
    )


def _gap_change(without: np.ndarray, with_change: np.ndarray) -> float:
    change = (with_change - without).mean(axis=0)
    return float(change[0] - change[-1])


def _probability(logit: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-logit))


def _carried(rng, shape, carried: float, deviation: float) -> np.ndarray:
    noise = rng.standard_normal(shape)
    for t in range(1, shape[1]):
        fresh = np.sqrt(1 - carried**2) * noise[:, t]
        noise[:, t] = carried * noise[:, t - 1] + fresh
    return deviation * noise
