"""How faithful a project's cycles are to PDSA, computed from what was stored.

The features are those that reviews of published PDSA projects looked for (Taylor et al.
2014, doi:10.1136/bmjqs-2013-001862; Knudsen et al. 2019): 3 of 72 projects met all of them.
The last is ours.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from efqi.disclosure.release import Interval
from efqi.projects.document.cycle import Cycle
from efqi.projects.gates.facts import Facts, written
from efqi.projects.prediction import was_early
from efqi.projects.reach import groups_reached

FEWEST_POINTS = 3
"""Consecutive points that "data over time" needs."""
FINE = (Interval.DAY, Interval.WEEK, Interval.MONTH)


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of PDSA.

    Attributes
    ----------
    code : str
        "documentation", "chain", "prediction", "small_scale", "data_over_time", "theory"
        or "equity".
    is_met : bool
        Whether the stored cycles have it.
    cycles : tuple of str
        Cycles that lack it; empty where it is about the project as a whole.
    """

    code: str
    is_met: bool
    cycles: tuple[str, ...] = ()


def fidelity(facts: Facts) -> tuple[Feature, ...]:
    """Judge the seven features; a project without cycles has none of them.

    Parameters
    ----------
    facts : Facts
        The project and its released answer.
    """
    cycles = facts.document.cycles
    found = (
        _each("documentation", cycles, _is_documented),
        Feature("chain", _is_chain(cycles)),
        _each("prediction", cycles, was_early),
        Feature("small_scale", _is_small_then_larger(cycles)),
        Feature("data_over_time", _has_points(facts)),
        Feature("theory", _has_theory(facts)),
        Feature("equity", _is_equitable(facts)),
    )
    if cycles:
        return found
    return tuple(Feature(feature.code, is_met=False) for feature in found)


def _each(code: str, cycles: Sequence[Cycle], has: Callable[[Cycle], bool]) -> Feature:
    lacking = tuple(cycle.identifier for cycle in cycles if not has(cycle))
    return Feature(code, not lacking, lacking)


def _is_documented(cycle: Cycle) -> bool:
    return (
        written(cycle.prediction.overall)
        and bool(cycle.observations or cycle.reach)
        and written(cycle.study.summary)
        and cycle.act.choice is not None
    )


def _is_chain(cycles: Sequence[Cycle]) -> bool:
    """Say whether a later cycle follows from an earlier one."""
    number = {cycle.identifier: cycle.number for cycle in cycles}
    return any(
        cycle.because_of is not None
        and number.get(cycle.because_of, cycle.number) < cycle.number
        for cycle in cycles
    )


def _is_small_then_larger(cycles: Sequence[Cycle]) -> bool:
    ordered = sorted(cycles, key=lambda cycle: cycle.number)
    sizes = [cycle.sample.size for cycle in ordered if cycle.sample.size is not None]
    if not sizes:
        return False
    unit = ordered[0].sample.unit_size
    starts_small = unit is not None and sizes[0] < unit
    return starts_small and sizes[-1] > sizes[0]


def _has_points(facts: Facts) -> bool:
    if facts.release is None or facts.release.interval not in FINE:
        return False
    return facts.release.intervals_after >= FEWEST_POINTS


def _has_theory(facts: Facts) -> bool:
    """Say whether a tested idea works on a driver, or a cycle says why."""
    ideas = {idea.identifier: idea for idea in facts.document.ideas}
    return all(
        (cycle.idea in ideas and bool(ideas[cycle.idea].drivers))
        or written(cycle.prediction.why_they_differ)
        for cycle in facts.document.cycles
    )


def _is_equitable(facts: Facts) -> bool:
    document = facts.document
    return (
        all(cycle.prediction.by_group for cycle in document.cycles)
        and all(
            len(groups_reached(cycle.reach, facts.groups)) > 1
            for cycle in document.cycles
        )
        and bool(facts.views)
        and any(not reading.is_staff for reading in document.readings)
    )
