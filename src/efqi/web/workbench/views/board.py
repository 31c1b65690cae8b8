"""For a board: a pack of chosen projects, and where hours or payments are missing."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from efqi.projects.debt import MONEY
from efqi.projects.permission import Action
from efqi.reports.board_pack import (
    Packed,
    PackLine,
    measures_of,
    pack_csv,
    pack_facts,
    pack_grid,
    pack_lines,
    pack_xlsx,
)
from efqi.reports.wording.board import pack_title
from efqi.web.workbench.access import projects_allowing
from efqi.web.workbench.listing import listed
from efqi.web.workbench.models import Person
from efqi.web.workbench.packing import MOST, pack_of
from efqi.web.workbench.views.answer import FORMS
from efqi.web.workbench.views.projects import PAGE

_MOST_TO_CHOOSE = 100


@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Show a pack of the chosen projects, or give it as a file; without any, ask which."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - by AUTH_USER_MODEL
    keys = request.GET.getlist("project")
    pack = pack_of(person, keys) if keys else []
    if not pack:
        return _choose(request, person)
    measures = frozenset(request.GET.getlist("measure")) or None
    form = request.GET.get("form", "")
    if form in ("csv", "xlsx"):
        return _file(form, pack, pack_lines(pack, measures))
    query = request.GET.copy()
    query.pop("form", None)
    context = {
        "title": pack_title(len(pack)),
        "facts": pack_facts(pack),
        "pack": [(each, pack_grid(each, measures)) for each in pack],
        "keys": keys,
        "measures": sorted({each for one in pack for each in measures_of(one)}),
        "asked": measures or frozenset(),
        "query": query.urlencode(),
        "is_cut": len(keys) > MOST,
        "most": MOST,
    }
    return render(request, "board/pack.html", context)


def _choose(request: HttpRequest, person: Person) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:300]
    found = projects_allowing(person, Action.SEE).order_by("title", "pk")
    if asked:
        found = found.filter(title__icontains=asked)
    context = {
        "projects": found[:_MOST_TO_CHOOSE],
        "count": found.count(),
        "most": MOST,
        "most_listed": _MOST_TO_CHOOSE,
        "asked": asked,
    }
    return render(request, "board/choose.html", context)


def _file(form: str, pack: Sequence[Packed], lines: Sequence[PackLine]) -> HttpResponse:
    content: bytes | str = (
        # Excel reads a CSV as UTF-8 only where it begins with a mark.
        f"\ufeff{pack_csv(lines)}"
        if form == "csv"
        else pack_xlsx(pack, lines, made_on=timezone.localdate())
    )
    return HttpResponse(
        content,
        content_type=FORMS[form][0],
        headers={"Content-Disposition": f'attachment; filename="board-pack.{form}"'},
    )


@login_required
def resources(request: HttpRequest) -> HttpResponse:
    """List the projects in which hours are not agreed, or taking part is not paid."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - by AUTH_USER_MODEL
    money = Q(owed__what__in=[debt.value for debt in MONEY])
    late = Q(owed__due_on__lt=timezone.localdate())
    found = (
        projects_allowing(person, Action.READ)
        .select_related("summary")
        .annotate(unpaid=Count("owed", filter=money & late))
        .filter(Q(summary__to_be_found__gt=0) | Q(unpaid__gt=0))
        .order_by("title", "pk")
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = listed(person, page.object_list, with_owners=True)
    has_any = bool(rows) or projects_allowing(person, Action.READ).exists()
    context = {"rows": rows, "page": page, "has_any": has_any}
    return render(request, "board/resources.html", context)
