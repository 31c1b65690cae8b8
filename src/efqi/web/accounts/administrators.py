"""Pages for those who keep the service."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from efqi.web.accounts.signed_in import signed_in


def administrators_only(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """Let only those in who keep the service."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied("keep the service")
        return view(request, *args, **kwargs)

    return guarded
