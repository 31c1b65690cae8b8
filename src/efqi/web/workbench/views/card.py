"""A cycle as a card for the wall: to print from the page, or as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify

from efqi.projects.permission import Action
from efqi.reports.card import build_card, render_card_pdf
from efqi.web.page import Visit, asks
from efqi.web.workbench.document import document_of
from efqi.web.workbench.views.cycle import find_cycle


@asks(Action.READ)
def card(visit: Visit, cycle: str) -> HttpResponse:
    """Show the card of a cycle as it prints."""
    document = document_of(visit.project)
    shown = find_cycle(document, cycle)
    made = build_card(document, shown, made_on=timezone.localdate())
    context = {"chapter": "cycles", "cycle": shown, "card": made}
    return visit.show("cycle/card.html", context)


@asks(Action.READ)
def card_pdf(visit: Visit, cycle: str) -> HttpResponse:
    """Give the card of a cycle as a PDF."""
    document, today = document_of(visit.project), timezone.localdate()
    made = build_card(document, find_cycle(document, cycle), made_on=today)
    name = f"{slugify(made.name)}.pdf"
    return HttpResponse(
        render_card_pdf(made, made_on=today),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
