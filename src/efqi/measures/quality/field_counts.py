"""A group field summed: by kind of unknown, by group, before and after a day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.quality.finding import Share
from efqi.measures.quality.observed import FieldUse, Spelling
from efqi.measures.table import Counts

_OTHER = re.compile(r"(?<!\bor )\bother\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FieldCounts:
    """Sums over a `FieldUse`.

    Attributes
    ----------
    use : FieldUse
        What was seen.
    since : date
        First day after the change.
    """

    use: FieldUse
    since: date

    def over_time(self, chosen: Callable[[Spelling], bool]) -> Counts:
        """Give the records of some spellings, one figure an interval."""
        found = [s.records for s in self.use.spellings if chosen(s)]
        return np.sum(found, axis=0) if found else np.zeros(len(self.use.starts))

    @property
    def whole(self) -> Counts:
        """Every record, shape (T,)."""
        return self.over_time(lambda _: True)

    @property
    def known(self) -> Counts:
        """Records whose group is known, shape (T,)."""
        return self.over_time(lambda s: s.group != UNKNOWN)

    def share(
        self, part: Counts, whole: Counts, *, is_after: bool | None = None
    ) -> Share:
        """Give a part of a whole over all time, or over one side of the change."""
        after = np.array([start >= self.since for start in self.use.starts])
        kept = np.ones_like(after) if is_after is None else after == is_after
        return Share(float(part[kept].sum()), float(whole[kept].sum()))


def other_groups(dimension: Dimension) -> tuple[str, ...]:
    """Name the groups of whoever fits no other: "Any other ethnic group".

    None in a gradient, whose "other four fifths" are no such group, nor where every group
    is called so.
    """
    if dimension.is_ordered:
        return ()
    found = tuple(g for g in dimension.order if _OTHER.search(dimension.label(g)))
    return found if len(found) < len(dimension.order) else ()
