"""Which chart and which rules a measure is charted by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Charting:
    """What the plan says of one measure's control charts.

    Attributes
    ----------
    rule_set : str
        Rules that a point signals by: a key of `efqi.stats.spc.chart.RULE_SETS`.
    chart : str
        Chart asked for; empty leaves it to the data.
    """

    rule_set: str = "anhoej"
    chart: str = ""
