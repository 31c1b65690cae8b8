"""Lets only those in who are signed in, and loses nothing of what others wrote."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from efqi.web.workbench.views.problem import signed_out

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Send whoever is not signed in to sign in.

    Someone whose time ran out while they wrote is shown their words instead: a redirect
    would drop them.
    """
    asked = login_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            return signed_out(request)
        return asked(request, *args, **kwargs)

    return guarded
