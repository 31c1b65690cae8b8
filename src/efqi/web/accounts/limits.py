"""What happens after too many wrong passwords or requests."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def address_of(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """Give the address that was typed, as attempts are counted by it."""
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return typed.strip().casefold()


def locked(
    request: HttpRequest,
    response: HttpResponse | None,
    credentials: Mapping[str, str] | None,
) -> HttpResponse:
    """Say that there were too many attempts; the same for an address without account."""
    del response, credentials
    return too_many(request)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that someone must wait."""
    del exception
    return render(request, "account/locked.html", status=HTTPStatus.TOO_MANY_REQUESTS)
