"""Cycles: what was predicted, tried and learned, and the stages of the method."""

from dataclasses import dataclass

from django.http import HttpResponse

from efqi.projects.cycle_stages import CyclePart, cycle_parts
from efqi.projects.document.cycle import Cycle
from efqi.projects.fidelity import fidelity
from efqi.projects.method_stages import method_stages
from efqi.projects.permission import Action
from efqi.projects.progress import Step, steps
from efqi.projects.worksheets import WORKSHEETS
from efqi.reports.wording.fidelity import lacking_sentence
from efqi.store.practice_file import load_practice
from efqi.web.page import Visit, asks
from efqi.web.workbench.talking import comments_on


@dataclass(frozen=True, slots=True)
class Listed:
    """A cycle in the list: its four parts as they stand."""

    cycle: Cycle
    parts: tuple[CyclePart, ...]


@asks(Action.READ)
def cycles(visit: Visit) -> HttpResponse:
    """Show what was predicted, tried and learned."""
    known = visit.known()
    document = known.document
    found = steps(known.facts, load_practice())
    newest_first = sorted(document.cycles, key=lambda cycle: -cycle.number)
    context = {
        "chapter": "cycles",
        "document": document,
        "cycles": [
            Listed(cycle, cycle_parts(found, cycle.identifier))
            for cycle in newest_first
        ],
        "features": [
            (feature, lacking_sentence(feature, document.cycles))
            for feature in fidelity(known.facts)
        ],
        "stages": method_stages(document.method, found),
        "sheets": WORKSHEETS,
        "begun": {sheet.kind for sheet in document.worksheets if sheet.rows},
        "steps": _of_newest(found, newest_first),
        "talk": comments_on(visit, "cycles"),
    }
    return visit.show("project/cycles.html", context)


def _of_newest(found: tuple[Step, ...], newest_first: list[Cycle]) -> list[Step]:
    """Give what is asked of the newest cycle; the others have pages of their own."""
    newest = {cycle.identifier for cycle in newest_first[:1]}
    return [step for step in found if step.cycle in newest]
