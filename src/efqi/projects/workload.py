"""Who carries the extra work of a project, and what is still to be found."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from efqi.projects.document.people import ResourceEntry

HALF = 0.5
"""Share from which the work rests on one role."""
_BAND = re.compile(r"\b[1-9][a-d]?\b")
_POUNDS = re.compile(r"\s*£?\s*(\d[\d,]*(?:\.\d+)?)")
TIME = "rp.time.1"
"""Line of the resources plan that holds minutes by role."""
STAND_IN = "rp.data.2"
"""Line of the resources plan that names the analyst and who stands in."""


@dataclass(frozen=True, slots=True)
class Workload:
    """What a resources plan shows.

    Attributes
    ----------
    minutes : dict of str to float
        Minutes a week by role.
    share, role : float, str
        Largest share of them, and whose; 0 and blank where nothing is planned.
    to_be_found : tuple of ResourceEntry
        Lines that nobody has agreed to.
    no_stand_in : bool
        Whether an analyst is named without anyone who could stand in.
    unpaid : tuple of ResourceEntry
        Lines of paying contributors that come to nothing.
    lowest_band, lowest_share : str, float
        Lowest pay band named, and its share of the minutes; blank and 0 where fewer than
        two bands are named.
    """

    minutes: dict[str, float]
    share: float
    role: str
    to_be_found: tuple[ResourceEntry, ...]
    no_stand_in: bool
    unpaid: tuple[ResourceEntry, ...]
    lowest_band: str = ""
    lowest_share: float = 0.0

    @property
    def is_concentrated(self) -> bool:
        """Whether more than half of the time falls on one role of several."""
        return len(self.minutes) > 1 and self.share > HALF

    @property
    def falls_on_lowest(self) -> bool:
        """Whether half of the time or more falls on the lowest pay band of several."""
        return self.lowest_share >= HALF


def workload(entries: Iterable[ResourceEntry]) -> Workload:
    """Read a resources plan.

    Parameters
    ----------
    entries : iterable of ResourceEntry
        All lines that were filled.
    """
    given = tuple(entries)
    minutes: defaultdict[str, float] = defaultdict(float)
    for entry in given:
        if entry.line == TIME:
            minutes[entry.values.get("role", "")] += planned_minutes(entry)
    total = sum(minutes.values())
    role = max(minutes, key=lambda name: minutes[name]) if total else ""
    return Workload(
        dict(minutes),
        minutes[role] / total if total else 0.0,
        role,
        tuple(entry for entry in given if entry.agreed_on is None),
        any(
            entry.line == STAND_IN and not entry.values.get("stand_in", "").strip()
            for entry in given
        ),
        tuple(
            entry for entry in given if entry.line == "rp.money.1" and not _rate(entry)
        ),
        *_lowest(given),
    )


def _lowest(entries: Iterable[ResourceEntry]) -> tuple[str, float]:
    """Give the lowest pay band with a number, and its share of the minutes."""
    bands: defaultdict[str, float] = defaultdict(float)
    for entry in entries:
        found = _BAND.search(entry.values.get("band", ""))
        if entry.line == TIME and found:
            bands[found.group()] += planned_minutes(entry)
    total = sum(bands.values())
    if len(bands) < 2 or not total:
        return "", 0.0
    lowest = min(bands, key=lambda band: (int(band[0]), band))
    return lowest, bands[lowest] / total


def unagreed_minutes(entries: Iterable[ResourceEntry]) -> float:
    """Add up the minutes a week that are planned and that nobody has agreed to."""
    return sum(
        planned_minutes(entry)
        for entry in entries
        if entry.line == TIME and entry.agreed_on is None
    )


def planned_minutes(entry: ResourceEntry) -> float:
    """Give the minutes a week of a line; 0 where none can be read."""
    return _number(entry, "minutes_week")


def _rate(entry: ResourceEntry) -> float:
    """Read what an hour is paid, in whatever words follow the figure; else nothing."""
    found = _POUNDS.match(entry.values.get("local_rate", ""))
    return float(found[1].replace(",", "")) if found else 0.0


def _number(entry: ResourceEntry, name: str) -> float:
    """Read a figure; what cannot be read counts as nothing planned."""
    try:
        found = float(entry.values.get(name, "").replace(",", ""))
    except ValueError:
        return 0.0
    return found if 0 <= found < math.inf else 0.0
