"""The causes of a problem as a tree: what leads to what, and what may not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from efqi.projects.document.change import ChangeIdea, Driver


@dataclass(frozen=True, slots=True)
class Branch:
    """A cause with what leads to it.

    Attributes
    ----------
    driver : Driver
        The cause.
    ideas : tuple of ChangeIdea
        Changes that work on it.
    branches : tuple of Branch
        Causes that lead to it.
    """

    driver: Driver
    ideas: tuple[ChangeIdea, ...]
    branches: tuple["Branch", ...]


def tree(
    drivers: Sequence[Driver], ideas: Iterable[ChangeIdea] = ()
) -> tuple[Branch, ...]:
    """Give the causes as a tree, each in it once, in the order in which they stand.

    Parameters
    ----------
    drivers : sequence of Driver
        Those whose parent is not there, or that lead round to themselves, stand at the
        first level: none is ever lost.
    ideas : iterable of ChangeIdea
        Changes, shown at every cause that they work on.
    """
    inside = _by_parent(drivers)
    given = tuple(ideas)

    def grown(driver: Driver) -> Branch:
        works = tuple(idea for idea in given if driver.identifier in idea.drivers)
        return Branch(driver, works, tuple(map(grown, inside[driver.identifier])))

    return tuple(map(grown, inside[None]))


def _by_parent(drivers: Sequence[Driver]) -> Mapping[str | None, list[Driver]]:
    found: defaultdict[str | None, list[Driver]] = defaultdict(list)
    parents = {driver.identifier: driver.parent for driver in drivers}
    for driver in drivers:
        is_placed = driver.parent in parents and not _is_round(driver, parents)
        found[driver.parent if is_placed else None].append(driver)
    return found


def _is_round(driver: Driver, parents: Mapping[str, str | None]) -> bool:
    """Say whether a cause leads to itself."""
    return driver.identifier in _above(driver.parent, parents)


def _above(start: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    seen: set[str] = set()
    while start is not None and start not in seen:
        seen.add(start)
        yield start
        start = parents.get(start)


def leads_to_itself(driver: Driver, drivers: Iterable[Driver]) -> bool:
    """Say whether a cause, placed as it is, would be its own cause.

    Parameters
    ----------
    driver : Driver
        As someone wants to save it.
    drivers : iterable of Driver
        All that stand, with or without it.
    """
    parents = {each.identifier: each.parent for each in drivers}
    return _is_round(driver, parents | {driver.identifier: driver.parent})


def below(identifier: str, drivers: Iterable[Driver]) -> tuple[Driver, ...]:
    """List the causes that lead straight to one."""
    return tuple(driver for driver in drivers if driver.parent == identifier)


def every(branches: Iterable[Branch]) -> Iterator[tuple[int, Branch]]:
    """Walk through a tree from the top: each branch with how deep it stands, from 0."""
    for branch in branches:
        yield 0, branch
        yield from ((depth + 1, each) for depth, each in every(branch.branches))
