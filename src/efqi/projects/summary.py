"""A project in a few figures, for lists that show many."""

from dataclasses import dataclass
from datetime import date

from efqi.projects.debt import Owed
from efqi.projects.document.charter import Lens
from efqi.projects.gap_answer import GapAnswer, gap_answer
from efqi.projects.gates.facts import Facts
from efqi.projects.gates.looks_at import grouped_by
from efqi.projects.owed import owed
from efqi.projects.practice import Practice
from efqi.projects.progress import next_steps, steps
from efqi.projects.workload import unagreed_minutes, workload


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list shows of a project.

    Attributes
    ----------
    answer, by_deprivation : GapAnswer
        Of the declared gap; of the gap by deprivation.
    data_to : date or None
        Last day of the data; None before there are any.
    next_item, next_cycle, next_chapter : str
        What is asked next, of which cycle, and where; blank where nothing is open.
    settled, asked : int
        Prompts and gates that are not open, and all of them.
    owed : tuple of Owed
        To people, and to the project itself.
    unagreed_minutes : float
        Minutes a week that nobody has agreed to give.
    to_be_found : int
        Lines of the resources plan that nobody has agreed to.
    lens : Lens or None
        Which Core20PLUS5 approach.
    clinical_area : str
        Which of its five areas.
    plus_groups : tuple of str
        Which local groups.
    """

    answer: GapAnswer
    by_deprivation: GapAnswer
    data_to: date | None
    next_item: str
    next_cycle: str
    next_chapter: str
    settled: int
    asked: int
    owed: tuple[Owed, ...]
    unagreed_minutes: float
    to_be_found: int
    lens: Lens | None
    clinical_area: str
    plus_groups: tuple[str, ...]


def summary(facts: Facts, practice: Practice) -> Summary:
    """Sum a project up.

    Parameters
    ----------
    facts : Facts
        The project and its release.
    practice : Practice
        Prompts and gates of every method.
    """
    document, release, plan = facts.document, facts.release, facts.plan
    found = steps(facts, practice)
    first = next(iter(next_steps(found, most=1)), None)
    deprivation = grouped_by(plan, "deprivation") if plan else ()
    return Summary(
        gap_answer(release, plan),
        gap_answer(release, plan, deprivation),
        release.last_end if release else None,
        first.item.identifier if first else "",
        (first.cycle or "") if first else "",
        first.chapter.value if first else "",
        sum(not step.is_open for step in found),
        len(found),
        owed(document, found),
        unagreed_minutes(document.resources),
        len(workload(document.resources).to_be_found),
        document.charter.lens,
        document.charter.clinical_area,
        document.charter.plus_groups,
    )
