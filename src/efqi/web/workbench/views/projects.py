"""Projects: every project that someone may see, found by its name or its state."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_noop as words

from efqi.projects.document.decision import Claim
from efqi.projects.document.document import Method
from efqi.projects.gap_answer import GapAnswer
from efqi.projects.permission import Action
from efqi.reports.wording.portfolio import answer_name
from efqi.web.workbench.access import projects_allowing
from efqi.web.workbench.listing import listed
from efqi.web.workbench.models import Person, Project

PAGE = 50
"""Projects of one page."""
METHODS: Mapping[str, str] = {
    Method.MODEL_FOR_IMPROVEMENT.value: words("Model for Improvement"),
    Method.PDSA.value: words("PDSA cycles only"),
    Method.DMAIC.value: words("DMAIC (Six Sigma)"),
    Method.A3.value: words("Lean A3"),
}
_LONGEST = 300


@login_required
def projects(request: HttpRequest) -> HttpResponse:
    """List projects, the one that changed last first."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - by AUTH_USER_MODEL
    asked = {
        name: request.GET.get(name, "")[:_LONGEST]
        for name in ("q", "method", "claim", "answer")
    }
    seen = projects_allowing(person, Action.SEE).select_related("summary")
    pages = Paginator(_filtered(seen, asked).order_by("-changed_at", "pk"), PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "rows": listed(person, page.object_list),
        "page": page,
        "asked": asked,
        "query": query_of(asked),
        "methods": METHODS,
        "claims": {claim.value: claim.value for claim in Claim},
        "answers": {each.value: answer_name(each) for each in GapAnswer},
    }
    return render(request, "projects.html", context)


def _filtered(seen: QuerySet[Project], asked: Mapping[str, str]) -> QuerySet[Project]:
    """Narrow a list; a value that is no choice finds nothing."""
    if asked["q"].strip():
        seen = seen.filter(title__icontains=asked["q"].strip())
    for name in ("method", "claim"):
        if asked[name]:
            seen = seen.filter(**{name: asked[name]})
    if asked["answer"] == GapAnswer.NOT_LOOKED:
        return seen.filter(Q(summary=None) | Q(summary__answer=asked["answer"]))
    if asked["answer"]:
        return seen.filter(summary__answer=asked["answer"])
    return seen


def query_of(asked: Mapping[str, str]) -> str:
    """Write what was asked for as an address carries it, for the links to other pages."""
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in asked.items() if value})
    return query.urlencode()
