"""How a figure is written: decimals, units, chances and hidden numbers."""

import math
import re
from dataclasses import dataclass

from efqi.disclosure.release import Estimate, Measure, Shown
from efqi.reports.wording.sentence import say

NBSP = "\u00a0"
"""Non-breaking space: a number and its unit stay on one line."""
MINUS = "\u2212"
NOTHING = "\u2013"
MAXIMUM_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """How values of one measure are written.

    Attributes
    ----------
    suffix : str
        What follows a level: " %", " per 1,000", nothing for a count.
    difference_name : str
        What a difference of two levels is counted in: "points", "per 1,000".
    decimals : int
        Decimals of levels and differences.
    spoken, gap_spoken : str
        The unit as a subtitle says it: "per cent", "per 1,000 bed days"; of a gap.
    """

    suffix: str
    difference_name: str
    decimals: int
    spoken: str
    gap_spoken: str

    def number(self, value: float) -> str:
        """Write a bare number with the measure's decimals."""
        return number(value, self.decimals)

    def level(self, value: float) -> str:
        """Write a level with its unit."""
        return self.number(value) + self.suffix

    def first_of_two(self, value: float) -> str:
        """Write a level whose unit follows with the next one, unless it is a bare sign."""
        return self.level(value) if self.suffix.endswith("%") else self.number(value)

    def size(self, value: float) -> str:
        """Write the size of a difference, without its sign."""
        return f"{self.number(abs(value))}{NBSP}{self.difference_name}".strip(NBSP)

    def about(self, value: float) -> str:
        """Write the rough size of a difference: whole units from 2 up."""
        size = abs(value)
        decimals = 0 if size >= 2 or self.decimals == 0 else self.decimals
        return f"{number(size, decimals)}{NBSP}{self.difference_name}".strip(NBSP)


def unit_of(measure: Measure, levels: tuple[float, ...] = ()) -> Unit:
    """Give the unit of a measure, with as many decimals as its shown levels carry."""
    if measure.kind.value == "proportion":
        return Unit(f"{NBSP}%", "points", 1, "per cent", "in points")
    if measure.kind.value == "rate":
        per = f"per{NBSP}{measure.per:,.0f}"
        spoken = f"{per} {measure.of}"
        return Unit(NBSP + per, per, max(1, _decimals_of(levels)), spoken, spoken)
    if measure.unit:
        decimals = max(1, _decimals_of(levels))
        return Unit(
            NBSP + measure.unit,
            measure.unit,
            decimals,
            measure.unit,
            f"in {measure.unit}",
        )
    return Unit("", "", _decimals_of(levels), "number", "in number")


def _decimals_of(levels: tuple[float, ...]) -> int:
    for decimals in range(MAXIMUM_DECIMALS):
        if all(math.isclose(x, round(x, decimals), abs_tol=1e-9) for x in levels):
            return decimals
    return MAXIMUM_DECIMALS


def number(value: float, decimals: int) -> str:
    """Write a number with commas, a true minus sign and no negative zero; a dash for none."""
    if not math.isfinite(value):
        return NOTHING
    written = f"{abs(value):,.{decimals}f}"
    is_zero = not any(digit in "123456789" for digit in written)
    return written if value >= 0 or is_zero else MINUS + written


def count(value: float) -> str:
    """Write a count: "214,360"."""
    return number(value, 0)


def times(value: float) -> str:
    """Write a ratio: two decimals below 2, where they matter, one above."""
    return number(value, 2 if value < 2 else 1)


def percent_change(ratio: float) -> str:
    """Write by how much a ratio of ratios grew or shrank: 1.4 is "40 %"."""
    return f"{number(abs(ratio - 1) * 100, 0)}{NBSP}%"


def has_interval(estimate: Estimate) -> bool:
    """Whether an estimate carries an honest interval."""
    return math.isfinite(estimate.lower) and math.isfinite(estimate.upper)


def chance(probability: float) -> str:
    """Write a probability so that a lay reader can picture it: "about 6 in 7"."""
    if math.isnan(probability):
        return NOTHING
    if probability > 0.99:
        return say("more than 99 in 100")
    if probability < 0.01:
        return say("less than 1 in 100")
    if not 0.05 < probability < 0.95:
        return say("about {count} in 100", count=count(probability * 100))
    whole, part = min(
        ((n, k) for n in range(2, 11) for k in range(1, n)),
        key=lambda pair: (round(abs(pair[1] / pair[0] - probability), 3), pair[0]),
    )
    return say("about {part} in {whole}", part=str(part), whole=str(whole))


def hidden_reason(hidden: Shown) -> str:
    """Say why a number is not shown."""
    fewer = re.fullmatch(r"fewer_than_(\d+)", hidden.reason)
    if fewer:
        return say("hidden: 1 to {most}", most=str(int(fewer[1]) - 1))
    if hidden.lower is not None and hidden.upper is not None:
        low, high = number(hidden.lower, 0), number(hidden.upper, 0)
        return say("hidden: {low} to {high}", low=low, high=high)
    return _REASONS.get(hidden.reason, hidden.reason.replace("_", " ") or say("hidden"))


_REASONS = {
    "no_data": "no data",
    "not_given": "not given",
    "none_in_denominator": "nobody to count",
    "too_few": "too few people to show",
    "too_few_events": "fewer than 10 events",
    "band_without_people": "a band without people",
    "hidden": "hidden",
    "hidden_to_protect": "hidden to protect people",
}


def shown_level(shown: Shown, unit: Unit) -> str:
    """Write a level, or why it is hidden."""
    if shown.value is not None:
        return unit.level(shown.value)
    if shown.reason.startswith("fewer_than"):
        return say("hidden")
    return hidden_reason(shown)


def shown_count(shown: Shown) -> str:
    """Write a count, or why it is hidden."""
    return hidden_reason(shown) if shown.value is None else count(shown.value)
