"""How far a change came in each group, as shares of those who could have had it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from efqi.projects.document.cycle import Reach

FEWEST_FOR_PER_CENT = 20
"""People from whom a share is told in per cent; below, a percentage says more than is
known and is left out."""


@dataclass(frozen=True, slots=True)
class ReachShare:
    """The reach of a change in one group.

    Attributes
    ----------
    reach : Reach
        What was counted.
    offered, taken_up, finished : float or None
        Per cent of those eligible; None where they are too few for one, or the counts do
        not fit together.
    """

    reach: Reach
    offered: float | None
    taken_up: float | None
    finished: float | None


def groups_reached(
    counted: Iterable[Reach], declared: Collection[str]
) -> frozenset[str]:
    """Name the groups in which anyone could have had a change.

    Parameters
    ----------
    counted : iterable of Reach
        What was counted.
    declared : collection of str
        Groups that count; any do where there are none yet.
    """
    named = frozenset(each.group for each in counted if each.eligible > 0)
    return named.intersection(declared) if declared else named


def fits(reach: Reach) -> bool:
    """Say whether each count is no larger than the one before it."""
    return reach.eligible >= reach.offered >= reach.taken_up >= reach.finished >= 0


def reach_shares(counted: Iterable[Reach]) -> tuple[ReachShare, ...]:
    """Give the reach of each group with its shares, in the order given."""
    return tuple(
        ReachShare(
            each,
            *(
                _share(count, each)
                for count in (each.offered, each.taken_up, each.finished)
            ),
        )
        for each in counted
    )


def _share(count: int, reach: Reach) -> float | None:
    if not fits(reach) or reach.eligible < FEWEST_FOR_PER_CENT:
        return None
    return 100 * count / reach.eligible
