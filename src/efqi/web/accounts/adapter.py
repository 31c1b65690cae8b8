"""What allauth leaves to us: no open sign-up, our words, our letters."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from efqi.web.accounts.letters import post

CHANGES = {
    "account/email/password_changed": gettext_lazy("Your password was changed"),
    "account/email/password_reset": gettext_lazy("Your password was set anew"),
    "mfa/email/totp_activated": gettext_lazy("Codes from your phone were turned on"),
    "mfa/email/totp_deactivated": gettext_lazy("Codes from your phone were turned off"),
    "mfa/email/recovery_codes_generated": gettext_lazy("New recovery codes were made"),
}
"""What is told by letter when it happens to an account, by allauth's name of it."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Ours, where it differs from allauth's."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "The e-mail address or the password is not right"
        ),
        "incorrect_password": gettext_lazy("The password is not right"),
        "enter_current_password": gettext_lazy("Type your password as it is now"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: an account is made by an invitation or by an administrator."""
        del request
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave the count of sign-ins to axes, which keeps it in the database."""
        del request, credentials
        self._login_failed_rl_usage = None

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """Say nothing on the side: the page that follows says what happened."""

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Write to nobody where an address has no account, which takes as long."""
        del template_prefix, email, context
        post("", "", "")

    def send_password_reset_mail(
        self, user: AbstractBaseUser, email: str, context: dict[str, Any]
    ) -> None:
        """Send the link by which a password is set."""
        del user
        text = _(
            "Someone, we hope you, asked to set a new password for this address.\n\n"
            "Open this link within three days:\n%(link)s\n\n"
            "If it was not you, do nothing: your password stays as it is."
        )
        post(
            email,
            _("Set a new password"),
            text % {"link": context["password_reset_url"]},
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell someone what was changed in their account."""
        del context
        text = _(
            "If this was you, there is nothing to do. If not, set a new password at "
            "once and tell whoever keeps this service."
        )
        post(email or user.email, str(CHANGES[template_prefix]), text)  # type: ignore[attr-defined]
