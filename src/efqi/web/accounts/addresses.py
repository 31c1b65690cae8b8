"""Addresses of accounts; the names are those that allauth looks for."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path
from django.views.generic import RedirectView

from efqi.web.accounts.pages import no_account, says_refused

addresses = [
    path("sign-in/", says_refused(account.login), name="account_login"),
    path("sign-in/code/", says_refused(mfa.authenticate), name="mfa_authenticate"),
    path(
        "sign-in/again/",
        says_refused(account.reauthenticate),
        name="account_reauthenticate",
    ),
    path(
        "sign-in/again/code/",
        says_refused(mfa.reauthenticate),
        name="mfa_reauthenticate",
    ),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-in/no-account/", no_account, name="account_signup"),
    path("sign-out/", account.logout, name="account_logout"),
    path(
        "password/forgotten/",
        says_refused(account.password_reset),
        name="account_reset_password",
    ),
    path(
        "password/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        says_refused(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/set/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("security/", mfa.index, name="mfa_index"),
    path(
        "security/password/",
        says_refused(account.password_change),
        name="account_change_password",
    ),
    # Whoever has no password yet sets one by a letter: a session alone must not do.
    path(
        "security/password/first/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path("security/code/", says_refused(totp.activate_totp), name="mfa_activate_totp"),
    path(
        "security/code/off/",
        says_refused(totp.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        "security/recovery/",
        recovery.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "security/recovery/new/",
        says_refused(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "security/recovery/codes.txt",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
"""Where people sign in and keep their account; none of them in local mode."""
