"""What a shared link opens, without an account."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from efqi.projects.document.offer import Offer, OfferReply
from efqi.reports.plain_page import HEADINGS
from efqi.web.workbench.document import document_of
from efqi.web.workbench.forms.asked_of_partners import REPLY
from efqi.web.workbench.forms.filled import Filled, read, shown
from efqi.web.workbench.models import SharedLink
from efqi.web.workbench.plain import shared_plain
from efqi.web.workbench.remaking import standing
from efqi.web.workbench.sharing import keep_reply, open_link
from efqi.web.workbench.views.plain import pdf_of, print_size

HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "private, no-store",
}
"""The address is the key: it is given to no other site, search engine or cache."""


def by_link(
    view: Callable[[HttpRequest, SharedLink], HttpResponse],
) -> Callable[[HttpRequest, str], HttpResponse]:
    """Make a view that a shared link opens; every other link is told the same."""

    @wraps(view)
    def opened(request: HttpRequest, secret: str) -> HttpResponse:
        link = open_link(secret)
        response = _ended(request) if link is None else view(request, link)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        return response

    return opened


def _ended(request: HttpRequest) -> HttpResponse:
    return render(request, "shared/ended.html", status=HTTPStatus.NOT_FOUND)


@by_link
def shared(request: HttpRequest, link: SharedLink) -> HttpResponse:
    """Show the plain page, or the offer to take part."""
    if link.purpose == SharedLink.OFFER:
        response = _offer(request, link)
        # A browser that may not name the page sends a form from "null", which is refused
        # as forged; other sites are told nothing by this either.
        response["Referrer-Policy"] = "same-origin"
        return response
    context = {
        "plain": shared_plain(link.project),
        "headings_of": HEADINGS,
        "standing": standing(document_of(link.project), link.project).value,
    }
    return render(request, "shared/page.html", context | print_size(request))


@by_link
def shared_pdf(request: HttpRequest, link: SharedLink) -> HttpResponse:
    """Give the plain page as one sheet of A4 in large print; an offer has none."""
    if link.purpose != SharedLink.PLAIN:
        return _ended(request)
    return pdf_of(shared_plain(link.project))


def _offer(request: HttpRequest, link: SharedLink) -> HttpResponse:
    context = {"offer": Offer.model_validate(link.offer), **print_size(request)}
    if link.reply is not None:
        context["reply"] = OfferReply.model_validate(link.reply)
        return render(request, "shared/chosen.html", context)
    filled = shown(REPLY, None, ())
    if request.method == "POST":
        filled = read(REPLY, None, request.POST, OfferReply)
        if isinstance(filled.record, OfferReply):
            keep_reply(link, filled.record)
            return redirect(request.get_full_path())
    return _asked(request, context, filled)


def _asked(
    request: HttpRequest, context: dict[str, object], filled: Filled
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if filled.errors else HTTPStatus.OK
    return render(
        request, "shared/offer.html", context | {"filled": filled}, status=status
    )
