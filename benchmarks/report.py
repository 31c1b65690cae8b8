"""Counts to complete HTML report: 12 groups by 48 months. Target: 6 seconds or less."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

PLAN = """
[project]
title = "Benchmark"
policy = "nhs-england"
[data]
file = "cells.csv"
form = "counts"
interval = "month"
[[measure]]
name = "missed"
title = "missed appointments"
of = "appointments"
kind = "proportion"
better = "lower"
[[group]]
name = "site"
title = "site"
column = "site"
order = [{order}]
reference = "site 12"
[[change]]
date = 2025-01-01
label = "Reminder texts began"
[contrast]
measure = "missed"
group_by = "site"
compare = "site 1"
with = "site 12"
margin_points = 1.0
margin_percent = 10.0
"""


def write_project(folder: Path) -> None:
    rng = np.random.default_rng(20261122)
    groups = [f"site {g}" for g in range(1, 13)]
    order = ", ".join(f'"{group}"' for group in groups)
    (folder / "project.toml").write_text(PLAN.format(order=order), encoding="utf-8")
    lines = ["measure,interval_start,interval_end,ratio,numerator,denominator,site"]
    for month in range(48):
        start = f"{2022 + month // 12}-{month % 12 + 1:02d}-01"
        people = rng.poisson(np.linspace(60, 900, 12)) + 20
        missed = rng.binomial(people, np.linspace(0.22, 0.08, 12))
        lines += [
            f"missed,{start},,{m / n},{m},{n},{group}"
            for group, m, n in zip(groups, missed, people, strict=True)
        ]
    (folder / "cells.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def seconds(*command: str) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    efqi = str(Path(sys.executable).with_name("efqi"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_project(folder)
        page = folder / "report.html"
        taken = [
            seconds(efqi, "report", str(folder), "--out", str(page)) for _ in range(3)
        ]
        print(f"counts to HTML, 12 groups x 48 months: {min(taken):.2f} s (target 6)")
        print(f"size of the page: {page.stat().st_size / 1000:.0f} kB")
        helped = [seconds(efqi, "--help") for _ in range(5)]
        print(f"efqi --help: {min(helped):.2f} s (target 0.5)")


if __name__ == "__main__":
    main()
