"""A project in plain words: the page that a patient partner opens first."""

from django.http import HttpRequest, HttpResponse

from efqi.projects.permission import Action
from efqi.projects.quoting import audience_of
from efqi.reports.plain_page import HEADINGS
from efqi.reports.plain_pdf import render_plain_pdf
from efqi.web.page import Visit, asks
from efqi.web.workbench.answering import last_answer
from efqi.web.workbench.document import document_of
from efqi.web.workbench.models import Person
from efqi.web.workbench.plain import Plain, plain_of


@asks(Action.SEE)
def plain(visit: Visit) -> HttpResponse:
    """Show the project in plain words, with what people said beside the team's."""
    context = {"plain": _plain(visit), "headings_of": HEADINGS, "at": "plain"}
    return visit.show("plain/page.html", context | print_size(visit.request))


@asks(Action.SEE)
def plain_pdf(visit: Visit) -> HttpResponse:
    """Give the same as one sheet of A4 in large print."""
    return pdf_of(_plain(visit))


def _plain(visit: Visit) -> Plain:
    return plain_of(
        document_of(visit.project),
        last_answer(visit.project),
        audience_of(visit.may),
        str(visit.person.account),
    )


def pdf_of(plain: Plain) -> HttpResponse:
    """Give a plain page as a file."""
    return HttpResponse(
        render_plain_pdf(plain.page, made_on=plain.made_on),
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="in-plain-words.pdf"'},
    )


def print_size(request: HttpRequest) -> dict[str, object]:
    """Say whether to show large print, and give what asks for the other size.

    What the address asks for counts, else what they chose; all else that it asks stays.
    """
    asked = request.GET.get("print", "")
    person = request.user
    chosen = isinstance(person, Person) and person.wants_large_print
    large = asked == "large" or (asked != "normal" and chosen)
    other = request.GET.copy()
    other["print"] = "normal" if large else "large"
    return {"large": large, "other_print": f"?{other.urlencode()}"}
