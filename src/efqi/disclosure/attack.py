"""What an attacker can work out from a Release by adding and subtracting.

Every count of a Release is a cell with the range that its shown form leaves open. Cells
are tied by sums: groups add up to the total, finer intervals to coarser ones, intervals
to phases. Narrowing each cell by the ranges of the others, until nothing moves, bounds it;
what still seems uncertain is tried again by linear programming over all sums at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import ceil, floor

from efqi.disclosure.linear_attack import narrow_ranges
from efqi.disclosure.policy import Policy
from efqi.disclosure.reading import UNBOUNDED, Cell, Range, Reading
from efqi.disclosure.release import Release
from efqi.disclosure.released_table import known_cells, table_sums
from efqi.measures.measure import Kind

FEWEST_POSSIBLE = 3
"""Values that a small count must at least be able to have."""
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Sum:
    """A published or implied sum: `whole` is what `parts` add up to."""

    whole: Cell
    parts: tuple[Cell, ...]


@dataclass(slots=True)
class Knowledge:
    """What is known of every cell.

    Attributes
    ----------
    ranges : dict of Cell to (float, float)
        Smallest and largest possible count.
    sums : list of Sum
        What ties them.
    """

    ranges: dict[Cell, Range] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)

    def learn(self, cell: Cell, found: Range) -> None:
        """Narrow a cell to whole counts; what contradicts the known is not believed."""
        low, high = self.ranges.get(cell, (0.0, UNBOUNDED))
        both = max(low, ceil(found[0] - _SLACK)), min(high, floor(found[1] + _SLACK))
        self.ranges[cell] = both if both[0] <= both[1] else (low, high)

    def add(self, whole: Cell, parts: Iterable[Cell]) -> None:
        """Tie cells by a sum."""
        tied = Sum(whole, tuple(parts))
        for cell in (whole, *tied.parts):
            self.ranges.setdefault(cell, (0.0, UNBOUNDED))
        self.sums.append(tied)

    def narrow(self) -> None:
        """Apply every sum until no range moves."""
        moved = True
        while moved:
            moved = sum(self._apply(tied) for tied in self.sums) > 0

    def _apply(self, tied: Sum) -> bool:
        whole, *parts = before = self._ranges_of(tied)
        low, high = (sum(ends) for ends in zip(*parts, strict=True))
        self.learn(tied.whole, (low, high))
        for cell, (own_low, own_high) in zip(tied.parts, parts, strict=True):
            others = low - own_low, high - own_high
            self.learn(cell, (whole[0] - others[1], whole[1] - others[0]))
        return before != self._ranges_of(tied)

    def _ranges_of(self, tied: Sum) -> list[Range]:
        return [self.ranges[cell] for cell in (tied.whole, *tied.parts)]


def what_is_known(release: Release, policy: Policy) -> Knowledge:
    """Bound every count of a Release: shown, hidden, or merely implied.

    Parameters
    ----------
    release : Release
        What would be published.
    policy : Policy
        Its policy, which is public.

    Returns
    -------
    Knowledge
        Exposures of rates are not counts of people and are left out.
    """
    knowledge = _sum_by_sum(release, policy)
    if all(is_uncertain(each, policy) for each in knowledge.ranges.values()):
        for cell, found in list(_all_at_once(knowledge, policy)):
            knowledge.learn(cell, found)
    return knowledge


def exposed(release: Release, policy: Policy) -> Cell | None:
    """Name one cell that must stay uncertain and does not, or None.

    A count that may be above 0 and small needs at least `FEWEST_POSSIBLE` possible values.
    A zero that anyone can work out hides nobody unless the policy says that it does.
    """
    knowledge = _sum_by_sum(release, policy)
    for cell, known in knowledge.ranges.items():
        if not is_uncertain(known, policy):
            return cell
    narrow = (
        cell
        for cell, known in _all_at_once(knowledge, policy)
        if not is_uncertain(known, policy)
    )
    return next(narrow, None)


def _sum_by_sum(release: Release, policy: Policy) -> Knowledge:
    knowledge = Knowledge()
    for view in release.views:
        for counted in ("numerator", "denominator"):
            if counted in _counts_of_people(view.measure.kind):
                reading = Reading(release, view, counted, policy)
                for cell, found in reading.known():
                    knowledge.learn(cell, found)
                for whole, parts in reading.sums():
                    knowledge.add(whole, parts)
    _read_tables(knowledge, release, policy)
    knowledge.narrow()
    return knowledge


def _read_tables(knowledge: Knowledge, release: Release, policy: Policy) -> None:
    for table in release.tables:
        for cell, found in known_cells(table, policy):
            knowledge.learn(cell, found)
        for whole, several in table_sums(table):
            knowledge.add(whole, several)


def _counts_of_people(kind: Kind) -> tuple[str, ...]:
    """Which counts of a measure add up; the sum of waits is never shown."""
    if kind.is_measured:
        return ("denominator",)
    is_share = kind is Kind.PROPORTION
    return ("numerator", "denominator") if is_share else ("numerator",)


def _all_at_once(knowledge: Knowledge, policy: Policy) -> Iterator[tuple[Cell, Range]]:
    """Bound what each sum by itself leaves uncertain; large counts need no hiding."""
    ranges = knowledge.ranges
    doubted = [
        cell
        for cell, (low, high) in ranges.items()
        if low < policy.small_below and (high or policy.zero_is_disclosive)
    ]
    sums = [(tied.whole, tied.parts) for tied in knowledge.sums]
    return narrow_ranges(ranges, sums, doubted, FEWEST_POSSIBLE)


def is_uncertain(known: Range, policy: Policy) -> bool:
    """Say whether a range leaves a small count uncertain enough."""
    low, high = known
    if low >= policy.small_below or (high == 0 and not policy.zero_is_disclosive):
        return True
    return high - low + 1 >= FEWEST_POSSIBLE
