"""Portfolio: in how many projects the gap changed, and in how many nobody looked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from efqi.projects.gap_answer import GapAnswer
from efqi.projects.permission import Action
from efqi.projects.portfolio import portfolio
from efqi.reports.charts.waffle import NARROW, WIDE, waffle_chart
from efqi.reports.wording.portfolio import (
    answer_meaning,
    answer_name,
    portfolio_title,
)
from efqi.web.workbench.access import projects_allowing
from efqi.web.workbench.listing import Listed, listed
from efqi.web.workbench.models import Person, Project
from efqi.web.workbench.views.projects import PAGE, query_of

CORE20 = "deprivation"
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class _Row:
    """What is needed of each project to count it."""

    key: int
    answer: GapAnswer
    by_deprivation: GapAnswer
    clinical_area: str
    plus_groups: tuple[str, ...]
    programme: tuple[str, str]

    def counted_as(self, by: str) -> GapAnswer:
        """Give the answer that counts: the declared one, or the one by deprivation."""
        return self.by_deprivation if by == CORE20 else self.answer


@login_required
def view_portfolio(request: HttpRequest) -> HttpResponse:
    """Count the projects that someone may see by their answer, and list them by name."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - by AUTH_USER_MODEL
    asked = {
        name: request.GET.get(name, "")[:_LONGEST]
        for name in ("by", "plus", "area", "programme", "answer")
    }
    every = _rows(person)
    rows = [row for row in every if _is_asked(row, asked)]
    shares = portfolio(row.counted_as(asked["by"]) for row in rows)
    chosen = [
        row
        for row in rows
        if asked["answer"] in ("", row.counted_as(asked["by"]).value)
    ]
    page = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    context = {
        "shares": [
            (s, answer_name(s.answer), answer_meaning(s.answer)) for s in shares
        ],
        "title": portfolio_title(shares),
        "wide": waffle_chart(shares, "portfolio-wide", WIDE) if rows else "",
        "narrow": waffle_chart(shares, "portfolio-narrow", NARROW) if rows else "",
        "total": len(rows),
        "any": bool(every),
        "page": page,
        "rows": _listed(person, list(page.object_list)),
        "asked": asked,
        "query": query_of(asked),
        "filters": query_of(asked | {"answer": ""}),
        "chosen": _name(asked["answer"]),
        "core20": CORE20,
        **_choices(every),
    }
    return render(request, "portfolio.html", context)


def _rows(person: Person) -> list[_Row]:
    """Read every project that counts, in the order of their names, in one query."""
    found = projects_allowing(person, Action.SEE).order_by("title", "pk")
    columns = (
        "pk",
        "summary__answer",
        "summary__by_deprivation",
        "summary__clinical_area",
        "summary__plus_groups",
        "programme__key",
        "programme__title",
    )
    return [
        _Row(
            key,
            GapAnswer(answer or GapAnswer.NOT_LOOKED),
            GapAnswer(deprivation or GapAnswer.NOT_LOOKED),
            area or "",
            tuple(plus or ()),
            (programme or "", title or ""),
        )
        for key, answer, deprivation, area, plus, programme, title in found.values_list(
            *columns
        )
    ]


def _is_asked(row: _Row, asked: Mapping[str, str]) -> bool:
    return (
        (not asked["plus"] or asked["plus"] in row.plus_groups)
        and asked["area"] in ("", row.clinical_area)
        and asked["programme"] in ("", row.programme[0])
    )


def _choices(rows: Iterable[_Row]) -> dict[str, object]:
    """Give what can be asked for: what the projects in sight say of themselves."""
    every = tuple(rows)
    plus = {group for row in every for group in row.plus_groups}
    areas = {row.clinical_area for row in every if row.clinical_area}
    programmes = {row.programme for row in every if row.programme[0]}
    return {
        "plus_groups": sorted(plus, key=str.casefold),
        "areas": sorted(areas, key=str.casefold),
        "programmes": sorted(programmes, key=lambda each: each[1].casefold()),
    }


def _listed(person: Person, rows: Sequence[_Row]) -> list[Listed]:
    keys = [row.key for row in rows]
    found = Project.objects.filter(pk__in=keys).select_related("summary")
    by_key = {project.pk: project for project in found}
    return listed(person, [by_key[key] for key in keys], with_owners=True)


def _name(answer: str) -> str:
    known = {each.value for each in GapAnswer}
    return answer_name(GapAnswer(answer)) if answer in known else ""
