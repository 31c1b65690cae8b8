"""How often the limits of a *change* of inequality hold the truth, at nominal 95 per cent.

Every measure that a report shows, after minus before (ratios: after over before), where the
groups stay as they were and where they change, with half as many people after the change
(so that chance pushes the groups further apart). Measures along an order: 1,000 simulated
pairs a cell (Monte Carlo error 0.7 points at 95 per cent); others, whose limits are wider:
300 (1.3 points).
Run: python benchmarks/truth/inequality_change_coverage.py [--confidence 0.95]
"""

import argparse
import warnings
from collections import defaultdict
from dataclasses import replace

import numpy as np
from inequality_coverage import (
    GROUP_SIZES,
    TAIL,
    UNEVEN,
    holds,
    patterns,
)

from efqi.equity.inequality_measure import INEQUALITY_MEASURES, compare
from efqi.measures.dimension import Dimension
from efqi.measures.measure import Direction, Kind, Measure
from efqi.stats.limits import Figures

MEASURE = Measure("did", "did", "people", Kind.PROPORTION, Direction.LOWER)
STEPS = (0, 1, 5)
"""How many patterns further the groups are after the change; 0 is no change."""
ALONG_AN_ORDER, OTHERS = 1_000, 300


def compared(x, n, size, confidence):
    names = tuple(f"g{g}" for g in range(len(size)))
    dimension = Dimension("by", "by", names, names[-1], is_ordered=True)
    return compare((x, n), size, names, MEASURE, dimension, confidence)


def phase(shapes, size, share, confidence, rng, sets):
    """Draw one phase of every pattern: the truths (P, G), and draws (P, S, G) of them."""
    people = np.maximum(size // share, 1)
    x = rng.binomial(people, shapes[:, None], (len(shapes), sets, len(size)))
    drawn = compared(x, people + 0 * x, size, confidence)
    found = compared(shapes, np.ones(shapes.shape), size, confidence)
    exact = Figures(*(found.groups.near.value,) * 3)
    return replace(found, groups=replace(found.groups, near=exact, far=exact)), drawn


def width(figures, spread):
    widths = (figures.upper - figures.lower)[np.isfinite(figures.upper - figures.lower)]
    is_usable = len(widths) and np.isfinite(spread) and spread > 1e-6
    return widths.mean() / spread if is_usable else np.nan


def one_size(name, size, confidence, found, rng, sets):
    shapes = np.array(list(patterns(len(size))))
    before, after = (
        phase(shapes, np.asarray(size), share, confidence, rng, sets)
        for share in (1, 2)
    )
    for measure in INEQUALITY_MEASURES:
        if (sets == ALONG_AN_ORDER) != measure.needs_order:
            continue
        (was, drawn_before), (is_now, drawn_after) = (
            tuple(map(measure.figures, each)) for each in (before, after)
        )
        for step in STEPS:
            truths = measure.changed(moved(is_now, step), was).value
            changes = measure.changed(moved(drawn_after, step), drawn_before)
            for k, truth in enumerate(truths):
                f = Figures(changes.value[k], changes.lower[k], changes.upper[k])
                given = ~np.isnan(f.lower)
                if not np.isfinite(truth) or given.mean() < 0.5:
                    continue
                cover = holds(f.lower, f.upper, truth)[given].mean()
                value = np.where(np.isfinite(f.value), f.value, np.nan)
                own = np.diff(np.nanquantile(value, [TAIL, 1 - TAIL]))[0]
                found[measure.name].append((cover, width(f, own), name))


def moved(figures, step):
    """The figures of so many patterns further on."""
    sides = (figures.value, figures.lower, figures.upper)
    return Figures(*(np.roll(f, -step, axis=0) for f in sides))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--confidence", type=float, default=0.95)
    confidence = parser.parse_args().confidence
    floor, found = confidence - 0.02, defaultdict(list)
    rng = np.random.default_rng(20261123)
    warnings.simplefilter(
        "ignore", RuntimeWarning
    )  # Quantiles of cells without limits.
    with np.errstate(all="ignore"):
        for name, size in {**GROUP_SIZES, "11 very uneven groups": UNEVEN}.items():
            for sets in (ALONG_AN_ORDER, OTHERS):
                one_size(name, size, confidence, found, rng, sets)
    print("| change of | cells | mean | lowest | where lowest | cells under "
          f"{floor:.0%} | width against the estimate's own range |\n"
          "|---|--:|--:|--:|---|--:|--:|")  # fmt: skip
    for measure, cells in found.items():
        cover, wide = np.array([c[0] for c in cells]), [c[1] for c in cells]
        print(
            f"| {measure.replace('_', ' ')} | {len(cover)} | {cover.mean():.1%} "
            f"| {cover.min():.1%} | {cells[cover.argmin()][2]} "
            f"| {(cover < floor).mean():.1%} | {np.nanmedian(wide):.2f} |"
        )


if __name__ == "__main__":
    main()
