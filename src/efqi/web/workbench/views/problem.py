"""Pages for what went wrong, each with what to do."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

_NOT_WRITTEN = ("csrfmiddlewaretoken", "version")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, or that it is not theirs; not which."""
    del exception
    return _page(
        request,
        _("There is nothing here"),
        _("The address may be mistyped, or you may not be in this project."),
        HTTPStatus.NOT_FOUND,
    )


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what someone's role does not allow, and whom to ask."""
    return _page(
        request,
        _("Your role does not allow this"),
        _("You need leave to %(action)s. An owner of the project can give it.")
        % {"action": str(exception) or _("do this")},
        HTTPStatus.FORBIDDEN,
    )


def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that someone is signed out, and keep what they wrote."""
    return _page(
        request,
        _("You are signed out"),
        _("Sign in, go back to the page and save again."),
        HTTPStatus.FORBIDDEN,
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was too old, and keep what was written in it."""
    del reason
    return _page(
        request,
        _("This page was open for too long"),
        _("Go back and save again."),
        HTTPStatus.FORBIDDEN,
    )


def not_words(request: HttpRequest) -> HttpResponse:
    """Refuse what holds a character that no keyboard has; the rest is kept."""
    return _page(
        request,
        _("This cannot be read"),
        _("It holds a character that is none. Type it again instead of pasting it."),
        HTTPStatus.BAD_REQUEST,
    )


def failed(request: HttpRequest) -> HttpResponse:
    """Say that something broke, without a trace."""
    return _page(
        request,
        _("Something broke on our side"),
        _(
            "Nothing that was saved before is lost. Try again; if it happens again, tell "
            "whoever keeps this service what you were doing."
        ),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )


def _page(
    request: HttpRequest, heading: str, sentence: str, status: HTTPStatus
) -> HttpResponse:
    context = {"heading": heading, "sentence": sentence, "kept": _written(request)}
    return render(request, "problem.html", context, status=status)


def _written(request: HttpRequest) -> list[tuple[str, str]]:
    """Give what someone wrote in the form that was refused, but no secret."""
    return [
        (name, value.replace("\0", ""))
        for name, values in request.POST.lists()
        for value in values
        if value.strip() and name not in _NOT_WRITTEN and "password" not in name
    ]
