"""Which few groups make up most of the events, as it may be shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReleasedPareto:
    """Groups from most to fewest events since the change.

    Attributes
    ----------
    labels : tuple of str
        Words of the groups whose count is shown.
    counts : tuple of float
        Their events, as shown.
    cumulative_percent : tuple of float
        Per cent of the events shown that a group and those before it make up.
    hidden : tuple of str
        Words of the groups whose count is not shown; they are in no sum.
    """

    labels: tuple[str, ...]
    counts: tuple[float, ...]
    cumulative_percent: tuple[float, ...]
    hidden: tuple[str, ...]
