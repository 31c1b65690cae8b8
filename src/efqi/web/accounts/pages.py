"""Pages of accounts that are ours alone, and how allauth's are shown."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def no_account(request: HttpRequest) -> HttpResponse:
    """Say how someone gets an account: nobody makes one for themselves."""
    return render(request, "account/no_account.html")


def says_refused(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 422 where a form was refused, as every other page does."""

    def shown(request: HttpRequest, **arguments: Any) -> HttpResponse:
        response = view(request, **arguments)
        context = getattr(response, "context_data", None) or {}
        form = context.get("form")
        if request.method == "POST" and form is not None and form.errors:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    return shown
