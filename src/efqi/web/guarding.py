"""What no request may bring, and what no answer may leave behind."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from efqi.web.workbench.views.problem import not_words

_NULL = "\0"


class NoNullMiddleware:
    """Refuses a character of value 0 wherever it stands.

    Nobody types one, and a database that cannot keep it would break halfway.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand on; a view is known only later."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, *_view: Any, **_more: Any
    ) -> HttpResponse | None:
        """Refuse, or hand on; after the token of a form was looked at."""
        sent = [*request.GET.lists(), *request.POST.lists()]
        words = [request.path, *(w for name, values in sent for w in (name, *values))]
        return not_words(request) if any(_NULL in each for each in words) else None


class NoStoreMiddleware:
    """Keeps pages and files out of every cache.

    On a computer that many use, the next person may go back through what the last one saw.
    Static files are answered before this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say so, where the answer itself says nothing."""
        response = self._get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        return response
