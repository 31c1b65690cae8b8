"""Share the plain page, or an offer to take part, by a link."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from efqi.projects.document.offer import Offer
from efqi.projects.permission import Action
from efqi.web.page import Visit, asks
from efqi.web.workbench.forms.asked_of_partners import OFFER
from efqi.web.workbench.forms.filled import read, shown
from efqi.web.workbench.models import SharedLink
from efqi.web.workbench.sharing import DAYS, end_link, make_link

_USUAL_DAYS = 30
_LONGEST_LABEL = 300


@asks(Action.SHARE)
def sharing(visit: Visit) -> HttpResponse:
    """List the links of a project, and make one to the plain page."""
    errors: dict[str, str] = {}
    context: dict[str, Any] = {}
    if visit.request.method == "POST":
        label = visit.request.POST.get("label", "").strip()
        errors = _wrong(label)
        if not errors:
            secret, link = make_link(visit.project, visit.person, label, _days(visit))
            return _made(visit, secret, link)
        context["label"] = label
    return visit.show(
        "sharing/links.html",
        context | {"errors": errors, **_how_long(visit), **_listed(visit)},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
    )


@asks(Action.SHARE)
def end(visit: Visit, link_key: int) -> HttpResponse:
    """End a link at once."""
    link = visit.project.shared_links.filter(pk=link_key).first()
    if link is None or visit.request.method != "POST":
        raise Http404
    end_link(link, visit.person)
    return redirect("sharing", visit.project.key)


@asks(Action.SHARE)
def offer(visit: Visit) -> HttpResponse:
    """Write an offer to take part, and make the link to it."""
    filled = shown(OFFER, None, ())
    errors: dict[str, str] = {}
    label = visit.request.POST.get("label", "").strip()
    if visit.request.method == "POST":
        filled = read(OFFER, None, visit.request.POST, Offer)
        errors = {**_wrong(label), **filled.errors}
        if isinstance(filled.record, Offer) and not errors:
            secret, link = make_link(
                visit.project, visit.person, label, _days(visit), offer=filled.record
            )
            return _made(visit, secret, link)
    context = {"filled": filled, "errors": errors, "label": label, "at": "sharing"}
    return visit.show(
        "sharing/offer.html",
        context | _how_long(visit),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
    )


def _wrong(label: str) -> dict[str, str]:
    if not label:
        return {"label": _("Say whom the link is for: only your team sees this")}
    if len(label) > _LONGEST_LABEL:
        return {
            "label": _("Use %(most)s characters at most") % {"most": _LONGEST_LABEL}
        }
    return {}


def _days(visit: Visit) -> int:
    asked = visit.request.POST.get("days", "")
    return next((days for days in DAYS if str(days) == asked), _USUAL_DAYS)


def _how_long(visit: Visit) -> dict[str, Any]:
    return {"days": DAYS, "chosen_days": _days(visit)}


def _made(visit: Visit, secret: str, link: SharedLink) -> HttpResponse:
    """Show a link, once: a page that is opened again cannot show it."""
    path = reverse("shared", args=[secret])
    context = {"link": link, "address": visit.request.build_absolute_uri(path)}
    response = visit.show("sharing/made.html", context | {"at": "sharing"})
    response["Cache-Control"] = "private, no-store"
    return response


def _listed(visit: Visit) -> dict[str, Any]:
    links = visit.project.shared_links.select_related("made_by")
    return {
        "links": links,
        "now": timezone.now(),
        "is_local": settings.CONFIGURATION.is_local,
        "at": "sharing",
    }
