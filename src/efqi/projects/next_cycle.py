"""The cycle that a project plans next."""

from collections.abc import Mapping
from itertools import count

from efqi.projects.document.cycle import Cycle


def next_cycle(numbers: Mapping[str, int]) -> Cycle:
    """Begin a cycle after all others, by a name that none of them has or had.

    Parameters
    ----------
    numbers : mapping of str to int
        Numbers of every cycle by its identifier; deleted ones too, as they may come back.
    """
    number = max(numbers.values(), default=0) + 1
    names = (f"cycle{each}" for each in count(number))
    identifier = next(name for name in names if name not in numbers)
    return Cycle(identifier=identifier, number=number, title="")
