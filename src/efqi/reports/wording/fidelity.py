"""What a project's cycles lack of PDSA, in words."""

from collections.abc import Sequence

from efqi.projects.document.cycle import Cycle
from efqi.projects.fidelity import Feature
from efqi.reports.wording.sentence import joined, say


def lacking_sentence(feature: Feature, cycles: Sequence[Cycle]) -> str:
    """Say which cycles lack a feature; blank where it is met.

    Parameters
    ----------
    feature : Feature
        As it was judged.
    cycles : sequence of Cycle
        The project's cycles, for their numbers.
    """
    if feature.is_met:
        return ""
    numbers = sorted(c.number for c in cycles if c.identifier in feature.cycles)
    if not numbers:
        return say("Not so yet.")
    if len(numbers) == 1:
        return say("Not so in cycle {number}.", number=str(numbers[0]))
    return say("Not so in cycles {numbers}.", numbers=joined(tuple(map(str, numbers))))
