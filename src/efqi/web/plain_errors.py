"""Errors as pages that a person can act on; never a trace."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from efqi.errors import EfqiError


class PlainErrorMiddleware:
    """Shows what efqi itself refuses as a sentence, and keeps the rest for the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand on; `process_exception` does the work."""
        return self._get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        """Give a page for an error of efqi's own; others go to Django's handlers."""
        if not isinstance(error, EfqiError):
            return None
        context = {
            "heading": _("That did not work"),
            "sentence": str(error),
            "kept": [],
        }
        return render(
            request, "problem.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
