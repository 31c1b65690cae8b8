"""How often chance alone gives a chart a special-cause icon: a signal at its last point.

In-control series (binomial 500 at .2, Poisson 20, normal), limits from a baseline, the last of
the readings after it judged, as reports do. 20,000 series a cell: standard error at most .17
points at 6 per cent. Beside each rule set the figure that reports print: at most so many.
Run: python benchmarks/truth/false_icons.py [--series 20000]
"""

import argparse

import numpy as np

from efqi.stats.spc.chart import RULE_SETS, control_chart
from efqi.stats.spc.icon import false_icon_percent

LAWS = {
    "p": lambda rng, shape: (rng.binomial(500, 0.2, shape), 500.0),
    "pp": lambda rng, shape: (rng.binomial(500, 0.2, shape), 500.0),
    "c": lambda rng, shape: (rng.poisson(20, shape), 1.0),
    "i": lambda rng, shape: (10 + rng.normal(size=shape), 1.0),
    "run": lambda rng, shape: (10 + rng.normal(size=shape), 1.0),
}
SPANS = ((12, 12), (12, 24), (23, 12), (24, 12), (24, 24), (36, 12), (48, 12))
"""Points before, and points since; the last one is judged."""


def percent(rule_set: str, chart: str, span: tuple[int, int], series: int) -> float:
    """Charts in 100 with a special cause at their last point."""
    before, since = span
    rng = np.random.default_rng([before, since, len(chart), ord(chart[0])])
    counted, among = LAWS[chart](rng, (before + since, series))
    drawn = control_chart(
        counted.astype(float), among, chart=chart, rule_set=rule_set, freeze=before
    )
    return 100 * float((drawn.special_cause[-1] != 0).mean())


def main() -> None:
    """Print one table a rule set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=20_000)
    series = parser.parse_args().series
    for rule_set in RULE_SETS:
        print(f"\n{rule_set}\n| before, since | {' | '.join(LAWS)} | printed |")
        print("|---" * (len(LAWS) + 2) + "|")
        for span in SPANS:
            found = [percent(rule_set, chart, span, series) for chart in LAWS]
            printed = false_icon_percent(rule_set, span[0])
            cells = " | ".join(f"{each:.1f}" for each in found)
            print(f"| {span[0]}, {span[1]} | {cells} | {printed or '-'} |")


if __name__ == "__main__":
    main()
