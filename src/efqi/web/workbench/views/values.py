"""Values: the problem, its explanation and the aim."""

from collections.abc import Iterator

from django.http import HttpResponse

from efqi.projects.document.document import ProjectDocument
from efqi.projects.document.measurement import CareAim, MeasureNote
from efqi.projects.permission import Action
from efqi.projects.phrases import phrases
from efqi.reports.wording.charter import (
    aim_sentence,
    care_aim_words,
    deprivation_sentence,
    lens_words,
)
from efqi.store.practice_file import load_practice
from efqi.web.page import Visit, asks
from efqi.web.workbench.kinds import KINDS
from efqi.web.workbench.talking import comments_on
from efqi.web.workbench.views.chapter import chapter_context


@asks(Action.READ)
def values(visit: Visit) -> HttpResponse:
    """Show what the project tries to change, and why there is a gap."""
    context = chapter_context(visit, "values", ("charter", "aim"))
    document, answered = context["document"], context["answered"]
    charter, aim, plan = document.charter, document.aim, document.parsed_plan()
    measures = list(_measures(document))
    touched = {each for _, _, note in measures for each in note.aims}
    titles = {name: title for name, title, _ in measures}
    context |= {
        "found": phrases(f"{charter.problem}\n{charter.explanation}\n{aim.statement}"),
        "aim_words": aim_sentence(
            aim,
            answered.release if answered else None,
            titles.get(aim.measure, ""),
        ),
        "lens": lens_words(charter.lens),
        "deprivation": deprivation_sentence(plan),
        "core": load_practice().core20plus5,
        "measures": [
            (name, title, _places(note), note.aims) for name, title, note in measures
        ],
        "noted": {note.measure for note in document.measures},
        "untouched": [care_aim_words(each) for each in CareAim if each not in touched],
        "is_scored": bool(document.assessments),
    }
    context["talk"] = comments_on(visit, "values")
    return visit.show("project/values.html", context)


def _measures(document: ProjectDocument) -> Iterator[tuple[str, str, MeasureNote]]:
    """Give every measure of the plan with what was decided about it."""
    plan = document.parsed_plan()
    notes = {note.measure: note for note in document.measures}
    for planned in plan.measures if plan else ():
        name = planned.measure.name
        note = notes.get(name, MeasureNote(measure=name))
        yield name, planned.measure.title, note


def _places(note: MeasureNote) -> str:
    """Give the key that a measure's entry has, or will have."""
    return KINDS["measure"].key_of(note)
