"""Names of means and percentiles: "median wait"."""

from efqi.disclosure.release import Measure

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(10, 20)
MEDIAN = 50


def measured_title(measure: Measure, title: str) -> str:
    """Name a mean or percentile inside a sentence: "the median wait"."""
    name = _statistic(measure)
    is_said = title.startswith((name, "average"))
    return f"the {title}" if is_said else f"the {name} {title}"


def _statistic(measure: Measure) -> str:
    if measure.percentile is None:
        return "mean"
    if measure.percentile == MEDIAN:
        return "median"
    return f"{ordinal(measure.percentile)} percentile"


def ordinal(value: float) -> str:
    """Write a rank: "92nd", "97.5th"."""
    whole = int(value)
    if whole != value or whole % 100 in _TEENS:
        return f"{value:g}th"
    return f"{whole}{_ENDINGS.get(whole % 10, 'th')}"
