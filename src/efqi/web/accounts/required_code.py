"""Where the service asks everyone for a code of their phone, nobody goes without."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

OPEN = (
    "mfa_activate_totp",
    "account_logout",
    "account_reauthenticate",
    "mfa_reauthenticate",
)
"""Addresses that lead there, or out."""


class RequiredCodeMiddleware:
    """Leads whoever has no second step to where it is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lead there, or hand on."""
        if self._must_set_up(request):
            return redirect("mfa_activate_totp")
        return self._get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        here = settings.CONFIGURATION
        if here.is_local or not here.requires_mfa or not request.user.is_authenticated:
            return False
        if request.path in {reverse(name) for name in OPEN}:
            return False
        return not is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
