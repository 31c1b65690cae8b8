"""Time control charts in process, beside other Python packages where they are installed.

    python benchmarks/spc.py
    python benchmarks/spc.py --peers /path/to/venv/bin/python

The second environment holds pycontrolcharts and clinical-qikit (both MIT); they are not
dependencies of efqi. The same counts are charted by all, one after the other, and the centre
lines compared.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from efqi.stats.spc.chart import control_chart

POINTS, REPEATS, COMPARED = 48, 5, 1_000
TARGET_SECONDS, TARGET_RATIO = 0.1, 10
GROWTH = (10, 100, 1_000, 10_000, 100_000)
RULE_SETS = ("anhoej", "nelson", "ihi", "mdc", "nhsrplotthedots-0.2.2", "exact")

# Runs in the peers' environment: prints version, best seconds, and one centre line.
PEERS = {
    "pycontrolcharts, p, Nelson 1, 2, 3, 5, 6": """
from pycontrolcharts import calc_p, __version__ as version
def chart(y, n):
    return calc_p(list(y), sample_size=list(n))["center_line"].iloc[0]
""",
    "clinical-qikit, p, its Anhoej": """
from importlib.metadata import version as of
version = of("clinical-qikit")
from qikit import qic
def chart(y, n):
    return qic(y=y, n=n, chart="p", method="anhoej").data["cl"].iloc[0]
""",
    "clinical-qikit, p, Nelson": """
from importlib.metadata import version as of
version = of("clinical-qikit")
from qikit import qic
def chart(y, n):
    return qic(y=y, n=n, chart="p", method="nelson").data["cl"].iloc[0]
""",
}
TIMED = """
import sys, time, warnings
import numpy as np
warnings.simplefilter("ignore")
y, n = np.load(sys.argv[1])
chart(y[:, 0], n[:, 0])
best = float("inf")
for _ in range(2):
    started = time.perf_counter()
    lines = [chart(y[:, s], n[:, s]) for s in range(y.shape[1])]
    best = min(best, time.perf_counter() - started)
print(version, best, *lines)
"""


def counts(series: int) -> tuple[np.ndarray, np.ndarray]:
    """Make proportions of about 20 % in 100 to 300 people."""
    rng = np.random.default_rng(20261122)
    denominator = rng.integers(100, 300, size=(POINTS, series))
    return rng.binomial(denominator, 0.2).astype(float), denominator.astype(float)


def seconds(chart: str, rule_set: str, series: int) -> tuple[float, float]:
    """Give the best wall-clock and CPU seconds of several runs, results checked."""
    numerator, denominator = counts(series)
    wall, cpu = [], []
    for _ in range(REPEATS if series <= COMPARED else 2):
        started, worked = time.perf_counter(), time.process_time()
        result = control_chart(numerator, denominator, chart=chart, rule_set=rule_set)
        wall.append(time.perf_counter() - started)
        cpu.append(time.process_time() - worked)
        if result.special_cause.shape != (POINTS, series):
            raise RuntimeError("The chart lost points.")
    return min(wall), min(cpu)


def peer(python: str, program: str, series: int) -> tuple[str, float] | None:
    """Give version and seconds of a peer, or nothing where it is not installed."""
    numerator, denominator = counts(series)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "counts.npy"
        np.save(data, np.stack([numerator, denominator]))
        done = subprocess.run(
            [python, "-c", program + TIMED, str(data)],
            capture_output=True,
            text=True,
            check=False,
        )
    if any(e in done.stderr for e in ("ModuleNotFound", "PackageNotFound")):
        return None
    if done.returncode:
        raise RuntimeError(done.stderr)
    version, best, *lines = done.stdout.split()
    centre = control_chart(numerator, denominator, chart="p").centre[0]
    # One peer gives per cent, rounded to six decimals.
    scale = round(float(lines[0]) / centre[0])
    np.testing.assert_allclose(np.array(lines, float), scale * centre, rtol=1e-5)
    return version, float(best)


def compare(python: str) -> None:
    """Print peers beside efqi as ratios, at the size of the target."""
    own = {rules: seconds("p", rules, COMPARED)[0] for rules in RULE_SETS}
    worst = max(own.values())
    print(f"\n{COMPARED:,} p charts x {POINTS} points, limits and all signals:\n")
    print("| program | s | times efqi's slowest |\n|---|--:|--:|")
    for rules, found in own.items():
        print(f"| efqi, p, {rules} | {found:.4f} | |")
    ratios = []
    for name, program in PEERS.items():
        found = peer(python, program, COMPARED)
        if found is None:
            print(f"| {name} | not installed | |")
            continue
        ratios.append(found[1] / worst)
        print(
            f"| {name.replace(',', f' {found[0]},', 1)} | {found[1]:.3f} | {ratios[-1]:.0f} |"
        )
    met = "met" if worst <= TARGET_SECONDS else "MISSED"
    print(f"\ntarget of {TARGET_SECONDS} s: {met}")
    if ratios:
        met = "met" if min(ratios) >= TARGET_RATIO else "MISSED"
        print(f"target of {TARGET_RATIO} x the fastest peer: {met}")


def grow() -> None:
    """Print how the cost grows with the number of series."""
    print(
        f"\nGrowth, p charts x {POINTS} points, `nelson` (eight rules) and `anhoej`:\n"
    )
    print("| series | nelson CPU s | us a series | anhoej CPU s | us a series |")
    print("|--:|--:|--:|--:|--:|")
    for series in GROWTH:
        cells = []
        for rules in ("nelson", "anhoej"):
            found = seconds("p", rules, series)[1]
            cells += [f"{found:.4f}", f"{found / series * 1e6:.1f}"]
        print(f"| {series:,} | {' | '.join(cells)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--peers", default=sys.executable, help="Python that has the peers"
    )
    python = parser.parse_args().peers
    print("| chart | rule set | series | s | CPU s |\n|---|---|--:|--:|--:|")
    for chart, rules in (
        ("p", "anhoej"), ("pp", "anhoej"), ("i", "anhoej"), ("i", "mdc"),
        ("run", "anhoej"), ("p_exact", "exact"),
    ):  # fmt: skip
        wall, cpu = seconds(chart, rules, COMPARED)
        print(f"| {chart} | {rules} | {COMPARED:,} | {wall:.4f} | {cpu:.4f} |")
    compare(python)
    grow()


if __name__ == "__main__":
    main()
