"""Time measures of inequality: `python benchmarks/inequality.py [--peer PYTHON]`.

With the Python of an environment of its own that has PHStatsMethods (GPL-3, so it is never
installed with efqi) the limits that both give are timed in the same run.
"""

import argparse
import json
import subprocess
import time
from collections.abc import Callable

import numpy as np

from efqi.stats import concentration, dispersion, impact
from efqi.stats.curved_gradient import Curve, curved_gradient
from efqi.stats.dispersion import Best, Weight
from efqi.stats.groups import Groups, proportion_groups
from efqi.stats.inequality import (
    difference,
    fitted_ends,
    ratio,
    relative_index,
    slope_index,
)
from efqi.stats.limits import Figures
from efqi.stats.proportions import proportion
from efqi.stats.rates import rate

SETS, TARGET = 10_000, 10
PEER = """
import json, time, warnings
warnings.simplefilter("ignore")
import numpy as np, pandas as pd
from PHStatsMethods import ph_proportion, ph_rate
rng = np.random.default_rng(20261122)
size = rng.integers(20, 2000, %d)
some = np.maximum(rng.binomial(size, 0.2), 1)  # It refuses a rate of none.
table = pd.DataFrame({"x": some, "n": size})
took = {}
for name, call in (("proportion", ph_proportion), ("rate", ph_rate)):
    begun = time.process_time()
    call(table, "x", "n")
    took[name] = time.process_time() - begun
print(json.dumps(took))
"""
SHAPE = (SETS, 5)


def quintiles() -> Groups:
    """Make counts of 20 to 2,000 people a quintile, from rare to common."""
    rng = np.random.default_rng(20261122)
    size = rng.integers(20, 2000, SHAPE)
    chance = np.clip(
        rng.uniform(0.01, 0.6, (SETS, 1)) + rng.normal(0, 0.03, SHAPE), 0, 1
    )
    return proportion_groups(rng.binomial(size, chance), size)


def end(groups: Groups, place: int) -> Figures:
    near = groups.near
    sides = (near.value, near.lower, near.upper)
    return Figures(*(f[..., place] for f in sides))


MEASURES: dict[str, Callable[[Groups], object]] = {
    "difference of the ends": lambda g: difference(end(g, 0), end(g, -1)),
    "ratio of the ends": lambda g: ratio(end(g, 0), end(g, -1)),
    "slope index": lambda g: slope_index(g.near, g.share),
    "relative index": lambda g: relative_index(g.near, g.share),
    "ends of the line": lambda g: fitted_ends(g.near, g.share),
    "slope and relative index, logit": lambda g: curved_gradient(g, Curve.LOGIT),
    "PAR, last group": lambda g: impact.population_attributable_risk(
        g, Best.HIGHEST, -1
    ),
    "PAR, best group": lambda g: impact.population_attributable_risk(g, Best.HIGHEST),
    "PAF, last group": lambda g: impact.population_attributable_fraction(
        g, Best.HIGHEST, -1
    ),
    "PAF, best group": lambda g: impact.population_attributable_fraction(
        g, Best.HIGHEST
    ),
    "highest minus lowest": dispersion.highest_minus_lowest,
    "highest over lowest": dispersion.highest_over_lowest,
    "between-group variance": dispersion.between_group_variance,
    "between-group deviation": dispersion.between_group_deviation,
    "coefficient of variation": dispersion.coefficient_of_variation,
    "mean log deviation": dispersion.mean_log_deviation,
    "Theil index": dispersion.theil_index,
    "absolute concentration index": concentration.absolute_concentration_index,
    "relative concentration index": concentration.relative_concentration_index,
    "Erreygers": concentration.erreygers_index,
    "Wagstaff": concentration.wagstaff_index,
} | {
    f"{name}, {weight}": call
    for weight in Weight
    for name, call in {
        "index of disparity": lambda g, w=weight: dispersion.index_of_disparity(g, w),
        "difference from mean": lambda g, w=weight: (
            dispersion.mean_difference_from_mean(g, w)
        ),
        "difference from best": lambda g, w=weight: (
            dispersion.mean_difference_from_best(g, Best.HIGHEST, w)
        ),
        "difference from reference": lambda g, w=weight: (
            dispersion.mean_difference_from_reference(g, 0, w)
        ),
    }.items()
}


def beside_peer(python: str | None) -> None:
    """Time limits of single proportions and rates beside PHStatsMethods."""
    if python is None:
        print("\nPHStatsMethods is not installed here (--peer PYTHON).")
        return
    rows = SETS * 5
    ran = subprocess.run(
        [python, "-c", PEER % rows], check=True, capture_output=True, text=True
    )
    peer = json.loads(ran.stdout)
    rng = np.random.default_rng(20261122)
    size = rng.integers(20, 2000, rows)
    numerator = rng.binomial(size, 0.2)
    print(f"\n| limits of {rows:,} groups | efqi, s | PHStatsMethods, s | times |")
    print("|---|--:|--:|--:|")
    for name, call in (("proportion", proportion), ("rate", rate)):
        begun = time.process_time()
        call(numerator, size)
        own = time.process_time() - begun
        print(f"| {name} | {own:.3f} | {peer[name]:.1f} | {peer[name] / own:,.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", help="Python that has PHStatsMethods.")
    python = parser.parse_args().peer
    started, worked = time.perf_counter(), time.process_time()
    groups = quintiles()
    print(f"| {SETS:,} sets of five groups | s |\n|---|--:|")
    print(f"| limits of every group | {time.process_time() - worked:.2f} |")
    for name, measure in MEASURES.items():
        begun = time.process_time()
        measure(groups)
        print(f"| {name} | {time.process_time() - begun:.2f} |")
    total, work = time.perf_counter() - started, time.process_time() - worked
    print(f"| **all** (target: {TARGET} s) | **{work:.2f}** |")
    print(f"\nSeconds of one core; by the clock {total:.1f} s.")
    beside_peer(python)


if __name__ == "__main__":
    main()
