"""Error rates, power and speed of the verdict on simulated care whose truth is known.

Run: python benchmarks/verdict.py [--repetitions 400] [--seed 2026]
A false alarm is an answer "widened" or "narrowed" where nothing changed; Monte Carlo error
at 400 repetitions is about 1 point at 5 % and 2.5 points at 70 %.
"""

import argparse
import time

import numpy as np
from scipy.special import ndtr
from simulated_care import CALM, CHANGED, DRIFTING, MANY, simulate

from efqi.equity.category import Evidence, decide
from efqi.equity.verdict import Category
from efqi.stats.gap_model import (
    CARE_PRIOR,
    GAP_PRIOR,
    MODEST_PRIOR,
    Calendar,
    Counts,
    Scale,
    Series,
    Variation,
    contrast_series,
    posterior,
)
from efqi.stats.multiplicity import benjamini_hochberg, two_sided


def calendar(seen) -> Calendar:
    return Calendar(np.arange(seen.events.shape[1]) >= seen.before, 12)


def series(seen, weights, scale) -> Series:
    counts = Counts(seen.events, seen.people, Variation.PROPORTION)
    return contrast_series(counts, calendar(seen).is_after, np.array(weights), scale)


def model(seen, weights, scale, prior=GAP_PRIOR):
    return posterior(series(seen, weights, scale), calendar(seen), prior).change


def quasi_binomial(seen, weights, scale):
    """Challenger: probability that the gap grew by a quasi-binomial model.

    Four pooled levels (two groups, two phases), one dispersion from Pearson's statistic;
    months are taken as independent and there is no drift.
    """
    is_after = calendar(seen).is_after
    used = np.array(weights) != 0
    events, people = seen.events[..., used], seen.people[..., used]
    change, variance, pearson = 0.0, 0.0, 0.0
    for phase, sign in ((~is_after, -1), (is_after, 1)):
        people_in = people[:, phase].sum(1)
        level = (events[:, phase].sum(1) + 0.5) / (people_in + 1)
        expected = people[:, phase] * level[:, None]
        pearson = pearson + (
            (events[:, phase] - expected) ** 2 / (expected * (1 - level[:, None]))
        ).sum((1, 2))
        is_ratio = scale is Scale.RELATIVE
        value = np.log(level) if is_ratio else level
        spread = level * (1 - level) / people_in / (level**2 if is_ratio else 1)
        change = change + sign * value @ np.array(weights)[used]
        variance = variance + spread.sum(1)
    dispersion = np.maximum(pearson / (events[0].size - 4), 1)
    return ndtr(change / np.sqrt(dispersion * variance))


def rates(probability) -> str:
    wider = 100 * (probability >= 0.95).mean()
    narrower = 100 * (probability <= 0.05).mean()
    return f"{wider:5.1f} {narrower:5.1f}"


def scenes(repetitions: int, seed: int) -> None:
    print(
        "\nPer cent widened, narrowed; 90 % coverage; challenger's widened, narrowed\n"
        f"{'scene':28s} {'absolute':>24s} {'challenger':>12s} {'relative':>24s} "
        f"{'challenger':>12s}"
    )
    for name, scene in {**CALM, **DRIFTING, **CHANGED}.items():
        seen, cells = simulate(scene, repetitions, seed), []
        for scale, truth in (
            (Scale.ABSOLUTE, seen.absolute),
            (Scale.RELATIVE, seen.relative),
        ):
            change = model(seen, [1.0, -1.0], scale)
            lower, upper = change.quantile(0.05), change.quantile(0.95)
            cover = 100 * ((lower <= truth) & (truth <= upper)).mean()
            other = quasi_binomial(seen, [1.0, -1.0], scale)
            cells.append(
                f"{truth:+.3f} {rates(change.above_zero)} {cover:5.1f} {rates(other):>12s}"
            )
        print(f"{name:28s} " + "  ".join(cells))


def joint(repetitions: int, seed: int) -> None:
    print("\nAnswer from both scales, margin 2 points and 10 %: per cent of each")
    for name, scene in {**CALM, **CHANGED}.items():
        seen = simulate(scene, repetitions, seed)
        both = [model(seen, [1.0, -1.0], scale) for scale in Scale]
        margins = (0.02, np.log(1.1))
        evidence = [
            [
                Evidence(float(p), bool(low >= -margin and high <= margin))
                for p, low, high in zip(
                    change.above_zero,
                    change.quantile(0.05),
                    change.quantile(0.95),
                    strict=True,
                )
            ]
            for change, margin in zip(both, margins, strict=True)
        ]
        found = [
            decide(absolute, relative, is_reversed=False).category
            for absolute, relative in zip(*evidence, strict=True)
        ]
        shares = (
            f"{category} {100 * found.count(category) / len(found):.1f}"
            for category in Category
            if category in found
        )
        print(f"{name:28s} " + ", ".join(shares))


def many(repetitions: int, seed: int) -> None:
    print(
        "\nEight groups, each against the last, Benjamini-Hochberg at 10 %:\n"
        "per cent with any 'widened' that stands (any at all), and group of 25 found"
    )
    for name, scene in MANY.items():
        seen = simulate(scene, repetitions, seed)
        contrasts = np.eye(8)[:7] - np.eye(8)[7]
        above, modest = (
            np.array(
                [
                    [model(seen, w, scale, prior).above_zero for scale in Scale]
                    for w in contrasts
                ]
            )
            for prior in (GAP_PRIOR, MODEST_PRIOR)
        )
        is_wider = ((above >= 0.95).any(axis=1)) & (above >= 0.5).all(axis=1)
        tails = two_sided(modest).min(axis=1).T
        stands = np.array([benjamini_hochberg(p) for p in tails]).T
        kept = is_wider & stands
        print(
            f"{name:28s} {100 * kept.any(axis=0).mean():5.1f} "
            f"({100 * is_wider.any(axis=0).mean():5.1f})   group of 25 "
            f"{100 * kept[2].mean():5.1f}"
        )


def own_care(repetitions: int, seed: int) -> None:
    print("\nCare of one group by itself: per cent worsened, improved")
    for name in ("usual", "season", "short", "carried .75", "reference improves"):
        scene = {**CALM, **DRIFTING, **CHANGED}[name]
        seen = simulate(scene, repetitions, seed)
        own = series(seen, [0.0, 1.0], Scale.ABSOLUTE)
        found = posterior(own, calendar(seen), CARE_PRIOR).change
        print(f"{name:28s} {rates(found.above_zero)}")


def speed() -> None:
    seen = simulate(CALM["usual"], 1000, 1)
    for size, limit in ((1, 0.02), (1000, 8.0)):
        part = series(seen, [1.0, -1.0], Scale.ABSOLUTE)
        part = Series(part.values[:size], part.variances[:size], part.units[:size])
        seconds = []
        for _ in range(5):
            started = time.perf_counter()
            change = posterior(part, calendar(seen), GAP_PRIOR).change
            ends = change.above_zero, change.quantile(0.05), change.quantile(0.95)
            seconds.append(time.perf_counter() - started)
        if not np.isfinite(ends).all():
            raise RuntimeError("The model gave no answer.")
        print(f"{size:5d} at once: {min(seconds):.4f} s (no more than {limit} s)")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repetitions", type=int, default=400)
    options.add_argument("--seed", type=int, default=2026)
    chosen = options.parse_args()
    speed()
    for part in (scenes, joint, many, own_care):
        part(chosen.repetitions, chosen.seed)


if __name__ == "__main__":
    main()
