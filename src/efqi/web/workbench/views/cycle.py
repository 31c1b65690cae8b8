"""One cycle: what was predicted, done, seen and chosen, and what is next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from efqi.projects.cycle_stages import cycle_parts
from efqi.projects.document.cycle import Cycle, GroupResult, Observation
from efqi.projects.document.document import ProjectDocument
from efqi.projects.permission import Action
from efqi.projects.prediction import lacks_first_day, said_at, was_early
from efqi.projects.progress import next_steps, steps
from efqi.projects.quoting import audience_of, quotable
from efqi.projects.reach import reach_shares
from efqi.reports.figure import Figure
from efqi.store.practice_file import load_practice
from efqi.web.page import Visit, asks
from efqi.web.workbench.answering import Answered
from efqi.web.workbench.saving import Conflict, save_record
from efqi.web.workbench.talking import comments_on


@asks(Action.READ)
def cycle(visit: Visit, cycle: str) -> HttpResponse:
    """Show one cycle."""
    return _shown(visit, cycle)


@asks(Action.WRITE)
def open_groups(visit: Visit, cycle: str) -> HttpResponse:
    """Write down that the groups were looked at, and unfold them."""
    if visit.request.method != "POST":
        raise Http404
    _change(visit, cycle, lambda record: _opened(record, timezone.now()))
    return redirect("cycle", visit.project.key, cycle)


@asks(Action.WRITE)
def observe(visit: Visit, cycle: str) -> HttpResponse:
    """Add one observation to a cycle."""
    if visit.request.method != "POST":
        raise Http404
    names = ("text", "source_role", "group")
    values = {name: visit.request.POST.get(name, "").strip() for name in names}
    if not values["text"]:
        missing = {"text": _("Write what was seen or said")}
        return _shown(visit, cycle, values, missing)
    try:
        seen = Observation(at=timezone.now(), **values)
    except ValidationError as error:
        wrong = {str(each["loc"][0]): _("Use fewer words") for each in error.errors()}
        return _shown(visit, cycle, values, wrong)
    _change(visit, cycle, lambda record: _with(record, seen))
    return redirect("cycle", visit.project.key, cycle)


def _opened(record: Cycle, now: datetime) -> Cycle:
    if record.study.groups_opened_at is not None:
        return record
    study = record.study.model_copy(update={"groups_opened_at": now})
    return record.model_copy(update={"study": study})


def _with(record: Cycle, seen: Observation) -> Cycle:
    return record.model_copy(update={"observations": (*record.observations, seen)})


def _change(visit: Visit, key: str, change: Callable[[Cycle], Cycle]) -> None:
    """Change a cycle whatever others save meanwhile: what they wrote is kept."""
    is_saved = False
    while not is_saved:
        entries = visit.project.entries.filter(kind="cycle", deleted_at=None)
        entry = entries.filter(key=key).first()
        if entry is None:
            raise Http404
        record = change(Cycle.model_validate(entry.content))
        saved = save_record(
            visit.project, "cycle", record, read=entry.version, by=visit.person
        )
        is_saved = not isinstance(saved, Conflict)


def find_cycle(document: ProjectDocument, key: str) -> Cycle:
    """Give a cycle of a project.

    Raises
    ------
    Http404
        Where there is none by that key.
    """
    for each in document.cycles:
        if each.identifier == key:
            return each
    raise Http404


def _shown(
    visit: Visit,
    key: str,
    values: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> HttpResponse:
    known = visit.known()
    shown = find_cycle(known.document, key)
    found = [s for s in steps(known.facts, load_practice()) if s.cycle == key]
    ideas = {idea.identifier: idea.title for idea in known.document.ideas}
    context = {
        "chapter": "cycles",
        "cycle": shown,
        "parts": cycle_parts(found, key),
        "steps": found,
        "next": next_steps(found),
        "said_at": said_at(shown.prediction),
        "is_early": was_early(shown),
        "lacks_first_day": lacks_first_day(shown),
        "reach": reach_shares(shown.reach),
        "idea": ideas.get(shown.idea or ""),
        "because_of": _followed(known.document, shown),
        "seen": _seen(known.answered, shown),
        "marked": known.answered.page.parts[0].cycles if known.answered else (),
        "groups": known.facts.groups,
        "values": values or {},
        "errors": errors or {},
        "readings": quotable(
            known.document.readings,
            audience_of(visit.may),
            account=str(visit.person.account),
            cycle=key,
        ),
        "talk": comments_on(visit, f"cycle/{key}"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return visit.show("cycle/cycle.html", context, status=status)


def _followed(document: ProjectDocument, shown: Cycle) -> Cycle | None:
    """Give the earlier cycle that this one follows from."""
    earlier = (c for c in document.cycles if c.identifier == shown.because_of)
    return next(earlier, None)


@dataclass(frozen=True, slots=True)
class SeenGroup:
    """What a group's chart shows, beside what was predicted for it and found.

    Attributes
    ----------
    figure : Figure
        Its chart.
    is_total : bool
        Whether it is everyone together, which stays folded.
    prediction : str
        What was expected.
    result : GroupResult or None
        What the team found.
    """

    figure: Figure
    is_total: bool
    prediction: str
    result: GroupResult | None


def _seen(answered: Answered | None, shown: Cycle) -> tuple[SeenGroup, ...]:
    """Give the groups once they were opened; before that, nothing is looked at."""
    if answered is None or shown.study.groups_opened_at is None:
        return ()
    predicted = {each.group: each.text for each in shown.prediction.by_group}
    results = {each.group: each for each in shown.study.results}
    series = answered.release.views[0].series
    return tuple(
        SeenGroup(
            figure,
            each.role == "total",
            shown.prediction.overall
            if each.role == "total"
            else predicted.get(each.label, ""),
            results.get(each.label),
        )
        for each, figure in zip(series, answered.page.parts[0].panels, strict=True)
    )
