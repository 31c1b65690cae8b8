"""The one person of the local mode, who does not sign in."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

from efqi.errors import BundleError
from efqi.web.workbench.models import Person

LOCAL_EMAIL = "me@localhost"
_LOOPBACK = ("127.0.0.1", "::1")


def local_person() -> Person:
    """Give the person of this machine; made the first time."""
    person, _ = Person.objects.get_or_create(
        email=LOCAL_EMAIL, defaults={"username": LOCAL_EMAIL, "name": "You"}
    )
    return person


def only_person() -> Person:
    """Give the person of this machine to a command that acts for them.

    Raises
    ------
    BundleError
        On a service, where a command cannot know for whom it acts.
    """
    if not settings.CONFIGURATION.is_local:
        raise BundleError(
            "This is a service with accounts, so a command cannot act for one person.",
            fix="Sign in, and do it on the page of the project.",
        )
    return local_person()


class LocalPersonMiddleware:
    """In local mode everyone on this machine is the one person, and nobody else is let in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign the person in, or refuse a request from elsewhere."""
        if settings.CONFIGURATION.is_local:
            if request.META.get("REMOTE_ADDR") not in _LOOPBACK:
                return HttpResponseForbidden(
                    "This workbench answers to this machine only."
                )
            if not request.user.is_authenticated:
                person = local_person()
                login(request, person, settings.AUTHENTICATION_BACKENDS[-1])
        return self._get_response(request)
