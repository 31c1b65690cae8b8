"""Time control charts in process: `python benchmarks/spc.py`."""

import time

import numpy as np

from efqi.stats.spc.chart import control_chart

POINTS, REPEATS = 48, 5
TARGET = {("p", "anhoej", 1_000): 0.1}


def counts(series: int) -> tuple[np.ndarray, np.ndarray]:
    """Make proportions of about 20 % in 100 to 300 people."""
    rng = np.random.default_rng(20261122)
    denominator = rng.integers(100, 300, size=(POINTS, series))
    return rng.binomial(denominator, 0.2).astype(float), denominator.astype(float)


def seconds(chart: str, rule_set: str, series: int) -> tuple[float, float]:
    """Give the best wall-clock and CPU seconds of several runs, results checked."""
    numerator, denominator = counts(series)
    wall, cpu = [], []
    for _ in range(REPEATS):
        started, worked = time.perf_counter(), time.process_time()
        result = control_chart(
            numerator,
            denominator,
            chart=chart,
            rule_set=rule_set,
            phase_starts=(24,),
        )
        wall.append(time.perf_counter() - started)
        cpu.append(time.process_time() - worked)
        if result.special_cause.shape != (POINTS, series):
            raise RuntimeError("The chart lost points.")
    return min(wall), min(cpu)


def main() -> None:
    print(
        f"| chart x {POINTS} points, 2 phases | rule set | series | s | CPU s | target |"
    )
    print("|---|---|---|---|---|---|")
    for chart, rule_set in (
        ("p", "anhoej"),
        ("p", "nhsrplotthedots-0.2.2"),
        ("pp", "anhoej"),
        ("i", "anhoej"),
        ("i", "nhsrplotthedots-0.2.2"),
        ("run", "anhoej"),
    ):
        for series in (1, 100, 1_000):
            wall, cpu = seconds(chart, rule_set, series)
            target = TARGET.get((chart, rule_set, series), "")
            print(
                f"| {chart} | {rule_set} | {series:,} | {wall:.4f} | {cpu:.4f} | {target} |"
            )


if __name__ == "__main__":
    main()
