"""How often chance alone makes an icon, against the figure that reports print."""

import numpy as np
import pytest

from efqi.stats.spc.chart import control_chart
from efqi.stats.spc.icon import false_icon_percent

SERIES = 10_000
DRAWS = {
    "p": lambda rng, shape: (rng.binomial(500, 0.2, shape), 500.0),
    "pp": lambda rng, shape: (rng.binomial(500, 0.2, shape), 500.0),
    "c": lambda rng, shape: (rng.poisson(20, shape), 1.0),
    "i": lambda rng, shape: (rng.normal(10, 1, shape), 1.0),
    "run": lambda rng, shape: (rng.normal(10, 1, shape), 1.0),
}


def found(rule_set, chart, before):
    rng = np.random.default_rng(before)
    counted, among = DRAWS[chart](rng, (before + 12, SERIES))
    drawn = control_chart(
        counted.astype(float), among, chart=chart, rule_set=rule_set, freeze=before
    )
    return 100 * (drawn.special_cause[-1] != 0).mean()


@pytest.mark.parametrize("rule_set", ["anhoej", "nhsrplotthedots-0.2.2"])
@pytest.mark.parametrize("before", [12, 24])
def test_false_icons_are_as_rare_as_printed_and_not_much_rarer(rule_set, before):
    printed = false_icon_percent(rule_set, before)
    # Three standard errors of 10,000 series.
    error = 3 * np.sqrt(printed * (100 - printed) / SERIES)
    worst = max(found(rule_set, chart, before) for chart in DRAWS)
    assert printed / 2 < worst < printed + error


def test_rules_that_were_not_measured_have_no_figure():
    assert false_icon_percent("another", 24) is None
