"""Hours: who gives what a plan asks for, and where it is taken from."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from efqi.projects.hours import WEEK, can_move
from efqi.projects.permission import Action
from efqi.projects.workload import planned_minutes
from efqi.reports.wording.hours import hours_words, line_words
from efqi.web.page import Visit, asks
from efqi.web.workbench.agreeing import Agreed, Held, agree, movable, to_be_found
from efqi.web.workbench.deciding import MOST_WORDS

MOST_LISTED = 100
"""Lines of other projects that are offered."""
_LONGEST_NAME = 300


@asks(Action.AGREE_HOURS)
def give_hours(visit: Visit) -> HttpResponse:
    """Ask who gives hours that nobody has agreed to, and save it as a decision."""
    needed = to_be_found(visit.project)
    offered = movable(visit.person, needed)[:MOST_LISTED]
    posted = visit.request.POST
    values: Mapping[str, str] = {"by": visit.person.name}
    errors: dict[str, str] = {}
    if visit.request.method == "POST" and needed:
        values = posted
        agreed, errors = _read(posted, needed, offered)
        if agreed is not None:
            if agree(agreed, visit.person):
                return redirect("resources", visit.project.key)
            errors[""] = _("Someone changed these hours while you were writing")
            needed = to_be_found(visit.project)
            offered = movable(visit.person, needed)[:MOST_LISTED]
    context = {
        "chapter": "resources",
        "needed": [(each.key, line_words(each.line)) for each in needed],
        "offered": [
            (each.key, f"{each.project.title}. {line_words(each.line)}")
            for each in offered
        ],
        "is_cut": len(offered) == MOST_LISTED,
        "most": MOST_LISTED,
        "values": values,
        "errors": errors,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return visit.show("project/hours.html", context, status=status)


def _read(
    posted: Mapping[str, str], needed: list[Held], offered: list[Held]
) -> tuple[Agreed | None, dict[str, str]]:
    """Read what was written; what is wrong with it, by field."""
    errors: dict[str, str] = {}
    by, reason = (posted.get(name, "").strip() for name in ("by", "reason"))
    to = _chosen(needed, posted.get("line", ""))
    source = _chosen(offered, posted.get("taken_from", ""))
    if to is None:
        errors["line"] = _("Choose which hours are given")
    if posted.get("taken_from") and source is None:
        errors["taken_from"] = _("These hours changed while you were writing")
    if not by or len(by) > _LONGEST_NAME:
        errors["by"] = _("Name who gives them, in 300 characters or fewer")
    if not reason or len(reason) > MOST_WORDS:
        errors["reason"] = _("Say why: it is shown beside your name")
    if to is None:
        return None, errors
    minutes, wrong = _minutes(posted.get("hours", ""), to, source)
    errors |= wrong
    if errors:
        return None, errors
    return Agreed(to, source, minutes, by, reason), errors


def _chosen(held: Iterable[Held], key: str) -> Held | None:
    return next((each for each in held if each.key == key), None)


def _minutes(written: str, to: Held, source: Held | None) -> tuple[int, dict[str, str]]:
    """Read hours a week as minutes: all that is planned where none are written."""
    planned = planned_minutes(to.line)
    try:
        minutes = round(float(written.replace(",", ".")) * 60) if written else planned
    except (ValueError, OverflowError):
        return 0, {"hours": _("Write hours a week as a number, such as 7.5")}
    if not 1 <= minutes <= WEEK:
        return 0, {"hours": _("Write how many hours a week are given, such as 7.5")}
    if planned and minutes > planned:
        said = _("The plan asks for %(hours)s: give that or less")
        return 0, {"hours": said % {"hours": hours_words(planned)}}
    if source is not None:
        return int(minutes), _mistaken_move(int(minutes), to, source)
    return int(minutes), {}


def _mistaken_move(minutes: int, to: Held, source: Held) -> dict[str, str]:
    if not can_move(source.line, to.line):
        return {"taken_from": _("Hours of one role do not stand in for another")}
    there = planned_minutes(source.line)
    if minutes > there:
        said = _("Only %(hours)s are agreed there: move that or less")
        return {"hours": said % {"hours": hours_words(there)}}
    return {}
