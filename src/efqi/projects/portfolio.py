"""Many projects at once: each counts once, and none is ranked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from efqi.projects.gap_answer import GapAnswer


@dataclass(frozen=True, slots=True)
class Share:
    """How many projects have one answer."""

    answer: GapAnswer
    count: int


def portfolio(answers: Iterable[GapAnswer]) -> tuple[Share, ...]:
    """Count projects by their answer.

    Parameters
    ----------
    answers : iterable of GapAnswer
        One a project, whatever its size: a large project counts as much as a small one.

    Returns
    -------
    tuple of Share
        Every answer in its fixed order, also those of no project: what nobody looked at
        stands in the same row of the same list as what widened.
    """
    counts = Counter(answers)
    return tuple(Share(answer, counts[answer]) for answer in GapAnswer)
