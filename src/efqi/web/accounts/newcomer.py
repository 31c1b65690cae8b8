"""Make an account: by an invitation, or by whoever keeps the service."""

from collections.abc import Mapping
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from efqi.web.workbench.models import Person

_LONGEST_NAME = 300
_LONGEST_ADDRESS = 254


def read_newcomer(posted: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Read name, address and password that a new person wrote.

    Parameters
    ----------
    posted : mapping of str to str
        The form.

    Returns
    -------
    values, errors : dict
        What to show again, without the password; and a sentence for each that is wrong.
    """
    values = {name: posted.get(name, "").strip() for name in ("name", "email")}
    errors = {}
    if not values["name"] or len(values["name"]) > _LONGEST_NAME:
        errors["name"] = _("Write your name as the others should see it")
    wrong = wrong_address(values["email"])
    if wrong:
        errors["email"] = wrong
    try:
        about = Person(email=values["email"], name=values["name"])
        validate_password(posted.get("password", ""), about)
    except ValidationError as refused:
        errors["password"] = " ".join(refused.messages)
    return values, errors


def wrong_address(email: str) -> str:
    """Say in a sentence what is wrong with an address; blank where it can be used."""
    try:
        validate_email(email)
    except ValidationError:
        return _("Write a whole e-mail address, such as ada@example.org")
    if len(email) > _LONGEST_ADDRESS:
        return _("This address is too long")
    if Person.objects.filter(email__iexact=email).exists():
        return _("There is an account with this address: sign in with it")
    return ""


@transaction.atomic
def make_person(
    email: str, name: str, password: str | None, *, is_verified: bool
) -> Person:
    """Make an account.

    Parameters
    ----------
    email, name : str
        Already checked.
    password : str or None
        None for one that they set by a link.
    is_verified : bool
        Whether a letter to the address led them here.
    """
    email = email.strip().casefold()
    person = Person.objects.create_user(
        uuid4().hex, email=email, name=name.strip(), password=password
    )
    EmailAddress.objects.create(
        user=person, email=email, primary=True, verified=is_verified
    )
    return person
