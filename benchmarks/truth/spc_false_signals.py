"""How often charts signal where nothing happened.

    python benchmarks/truth/spc_false_signals.py           # prints the tables
    python benchmarks/truth/spc_false_signals.py --write   # and docs/reference/spc/false-alarms.csv

Independent points of one unchanging law, limits made from the same points, no phases. A chart
counts as signalling where any rule of the set fires at any point, or where the set's run test
finds too few crossings: all that the chart would tell. Ten groups: ten such charts, each
independent, at least one of which signals. `make docs` puts the figures into the pages.
"""

import argparse
import csv
import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

from efqi.stats.spc.baseline import Baseline, Points
from efqi.stats.spc.limits import ProcessLimits, process_limits
from efqi.stats.spc.rule_sets import RULE_SETS, rule_signals

CSV = Path(__file__).parents[2] / "docs" / "reference" / "spc" / "false-alarms.csv"
POINTS = (12, 24, 36, 48)
GROUPS = 10
SERIES, BLOCK = 20_000, 2_000
SUBGROUP = 5


def subgroups(rng: np.random.Generator, shape: tuple[int, int]) -> Points:
    """Means and deviations of five normal values a subgroup."""
    values = rng.normal(10, 1, size=(*shape, SUBGROUP))
    size = np.full(shape, float(SUBGROUP))
    return Points(values.sum(axis=-1), size, values.std(axis=-1, ddof=1))


def binomial(size: int, chance: float) -> Callable:
    return lambda rng, shape: rng.binomial(size, chance, shape).astype(float)


def poisson(mean: float) -> Callable:
    return lambda rng, shape: rng.poisson(mean, shape).astype(float)


def normal(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    return rng.normal(size=shape)


def geometric(chance: float) -> Callable:
    return lambda rng, shape: (rng.geometric(chance, shape) - 1).astype(float)


def exponential(rng: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    return rng.exponential(10, shape)


# Chart, law in words, how to draw values, denominator.
CHARTS = (
    ("run", "normal values", normal, 1),
    ("i", "normal values", normal, 1),
    ("mr", "normal values", normal, 1),
    ("ip", "normal values", normal, 1),
    ("xbar", "normal values, 5 a subgroup", subgroups, 1),
    ("s", "normal values, 5 a subgroup", subgroups, 1),
    ("p", "binomial, 20 % of 200", binomial(200, 0.2), 200),
    ("pp", "binomial, 20 % of 200", binomial(200, 0.2), 200),
    ("u", "Poisson, mean 20", poisson(20), 1),
    ("up", "Poisson, mean 20", poisson(20), 1),
    ("c", "Poisson, mean 20", poisson(20), 1),
    ("g", "geometric, mean 9", geometric(0.1), 1),
    ("t", "exponential", exponential, 1),
    ("p_exact", "binomial, 5 % of 20", binomial(20, 0.05), 20),
    ("u_exact", "Poisson, mean 1", poisson(1), 1),
    ("c_exact", "Poisson, mean 1", poisson(1), 1),
)
SPARSE_MEANS = (0.3, 0.5, 0.7, 1, 2, 5, 20)
SPARSE = {"c": ("anhoej", "mdc"), "c_exact": ("anhoej", "exact")}
FURTHER = (
    ("anhoej", ("p", "binomial, 5 % of 20", binomial(20, 0.05), 20)),
    ("exact", ("run", "binomial, 5 % of 20", binomial(20, 0.05), 20)),
    ("exact", ("p_exact", "binomial, 5 % of 20", binomial(20, 0.05), 20)),
    ("anhoej", ("g", "geometric, mean 1", geometric(0.5), 1)),
    ("exact", ("g", "geometric, mean 1", geometric(0.5), 1)),
)


def signals(limits: ProcessLimits, rule_set: str) -> np.ndarray:
    """Whether each chart tells of anything, shape (S,)."""
    rules = RULE_SETS[rule_set]
    found = [s.side.any(axis=0) for s in rule_signals(limits, rules)]
    if rules.run_test:
        found += [runs.signal for runs in limits.runs(rules.run_test)]
    return np.any(found, axis=0)


def charted(chart: str, drawn, denominator: float, rule_set: str) -> ProcessLimits:
    """Draw the chart as the rule set has it."""
    rules = RULE_SETS[rule_set]
    kind = "xmr" if chart == "i" and rules.is_rounded else chart
    baseline = Baseline(is_screened=rules.is_screened)
    return process_limits(kind, drawn, denominator, baseline=baseline)


def share(
    rng: np.random.Generator, case: tuple, points: int, rule_sets: Iterable[str]
) -> dict[str, tuple[float, float]]:
    """Share of charts that signal, and that have a run test that cannot tell."""
    chart, _, draw, denominator = case
    found = defaultdict(list)
    for _ in range(SERIES // BLOCK):
        drawn = draw(rng, (points, BLOCK))
        limits: dict[tuple[bool, bool], ProcessLimits] = {}
        for rule_set in rule_sets:
            key = (RULE_SETS[rule_set].is_rounded, RULE_SETS[rule_set].is_screened)
            if key not in limits:
                limits[key] = charted(chart, drawn, denominator, rule_set)
            told = np.ones(BLOCK, dtype=bool)
            if rule_set == "exact":
                told = limits[key].runs("exact")[0].could_signal
            found[rule_set].append(
                (signals(limits[key], rule_set).mean(), (~told).mean())
            )
    return {name: tuple(np.mean(rows, axis=0)) for name, rows in found.items()}


def row(table: str, chart: str, law: str, rule_set: str, points: int, found) -> dict:
    rate, silent = found
    return {
        "table": table,
        "chart": chart,
        "law": law,
        "rule_set": rule_set,
        "points": points,
        "charts": f"{rate:.4f}",
        "ten_groups": f"{1 - (1 - rate) ** GROUPS:.4f}",
        "cannot_tell": f"{silent:.4f}",
    }


def measured() -> Iterator[dict]:
    rng = np.random.default_rng(20261123)
    for case in CHARTS:
        for points in POINTS:
            for rule_set, found in share(rng, case, points, RULE_SETS).items():
                yield row("chart", *case[:2], rule_set, points, found)
    for mean in SPARSE_MEANS:
        law = f"Poisson, mean {mean:g}"
        for chart, rule_sets in SPARSE.items():
            case = (chart, law, poisson(mean), 1)
            for rule_set, found in share(rng, case, 24, rule_sets).items():
                yield row("sparse", chart, law, rule_set, 24, found)
    for rule_set, case in FURTHER:
        found = share(rng, case, 24, [rule_set])[rule_set]
        yield row("further", *case[:2], rule_set, 24, found)


def sensitivity() -> Iterator[dict]:
    """Sparse counts that are multiplied half-way through 24 points: how often it is told."""
    rng = np.random.default_rng(20261124)
    for mean, times in itertools.product((0.3, 1, 5), (2, 3)):
        means = mean * np.where(np.arange(24) < 12, 1, times)[:, None]
        drawn = rng.poisson(means, (24, SERIES)).astype(float)
        for chart, rule_set in (("c", "anhoej"), ("c_exact", "exact")):
            limits = charted(chart, drawn, 1, rule_set)
            found = (float(signals(limits, rule_set).mean()), 0.0)
            law = f"Poisson, mean {mean:g}, then {times} times"
            yield row("sensitivity", chart, law, rule_set, 24, found)


def frozen() -> Iterator[dict]:
    """False alarms of the 24 points after a frozen baseline of 24, and of runs over all 48."""
    rng = np.random.default_rng(20261125)
    baseline = Baseline(freeze=24)
    for mean in (0.3, 1, 5):
        drawn = poisson(mean)(rng, (48, SERIES))
        limits = process_limits("c_exact", drawn, baseline=baseline)
        later = float(limits.beyond[24:].any(axis=0).mean())
        runs = limits.runs("exact")[0]
        law = f"Poisson, mean {mean:g}"
        yield row("frozen, limits", "c_exact", law, "exact", 24, (later, 0.0))
        found = (float(runs.signal.mean()), float(1 - runs.could_signal.mean()))
        yield row("frozen, runs", "c_exact", law, "exact", 48, found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    should_write = parser.parse_args().write
    rows = [*measured(), *sensitivity(), *frozen()]
    error = math.sqrt(0.25 / SERIES)
    print(f"{SERIES:,} series a cell; standard error at most {error:.2%}\n")
    print("| chart | law | rule set | points | charts | one of ten groups |")
    print("|---|---|---|--:|--:|--:|")
    for r in rows:
        chart, ten = float(r["charts"]), float(r["ten_groups"])
        print(
            f"| {r['chart']} | {r['law']} | {r['rule_set']} | {r['points']} "
            f"| {chart:.1%} | {ten:.0%} |"
        )
    if should_write:
        CSV.parent.mkdir(exist_ok=True)
        with CSV.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


if __name__ == "__main__":
    main()
