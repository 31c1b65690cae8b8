"""Resources: who is in the team, and who agreed to what."""

from django.http import HttpResponse

from efqi.projects.decided import newest_first
from efqi.projects.hours import unagreed
from efqi.projects.permission import Action
from efqi.projects.practice import ResourceLine
from efqi.projects.workload import workload
from efqi.reports.wording.hours import ABOUT as ABOUT_HOURS
from efqi.reports.wording.resource import area_name, entry_words, load_sentences
from efqi.store.practice_file import load_practice
from efqi.web.page import Visit, asks
from efqi.web.workbench.forms.asked_of_resources import form_name
from efqi.web.workbench.talking import comments_on
from efqi.web.workbench.views.chapter import chapter_context


@asks(Action.READ)
def resources(visit: Visit) -> HttpResponse:
    """Show who has agreed to what."""
    context = chapter_context(visit, "resources", ("member", "resource"))
    document = context["document"]
    load = workload(document.resources)
    total = sum(load.minutes.values())
    context |= {
        "load": sorted(load.minutes.items(), key=lambda each: -each[1]),
        "total": total,
        "load_sentences": load_sentences(load),
        "to_be_found": len(load.to_be_found),
        "areas": _areas(),
        "entries_by_line": {
            line.identifier: [
                (entry, entry_words(entry))
                for entry in document.resources
                if entry.line == line.identifier
            ]
            for line in load_practice().resources
        },
        "form_name": form_name,
        "unagreed": {entry.identifier for entry in unagreed(document.resources)},
        "decided": newest_first(
            each for each in document.decisions if each.about == ABOUT_HOURS
        ),
    }
    context["talk"] = comments_on(visit, "resources")
    return visit.show("project/resources.html", context)


def _areas() -> list[tuple[str, list[ResourceLine]]]:
    """Give the lines of the resources plan under their areas, in order."""
    found: dict[str, list[ResourceLine]] = {}
    for line in load_practice().resources:
        found.setdefault(area_name(line.area), []).append(line)
    return list(found.items())
