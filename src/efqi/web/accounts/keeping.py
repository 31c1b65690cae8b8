"""Keep accounts from the command line: make, close, and help someone back in."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from efqi.errors import Place, StorageError
from efqi.projects.permission import Role
from efqi.web.accounts.newcomer import make_person, wrong_address
from efqi.web.workbench.models import LogLine, Person, Project

_BY = "efqi person"


def needs_accounts() -> None:
    """Refuse where one person works without sign-in.

    Raises
    ------
    StorageError
        In local mode.
    """
    if settings.CONFIGURATION.is_local:
        raise StorageError(
            "This workbench has no accounts.",
            where=Place(column="EFQI_MODE", value="local"),
            fix="Set EFQI_MODE=server, as the service has it.",
        )


@transaction.atomic
def add_person(email: str, name: str, *, is_administrator: bool) -> Person:
    """Make an account without a password.

    Raises
    ------
    StorageError
        An address that cannot be used.
    """
    wrong = wrong_address(email)
    if wrong:
        raise StorageError(f"{wrong}.", where=Place(column="EMAIL", value=email))
    person = make_person(email, name, None, is_verified=False)
    if is_administrator:
        person.is_superuser = True
        person.save()
    _log("account made", person)
    return person


def password_link(person: Person) -> str:
    """Give a link by which someone sets their password, once and within three days."""
    here = settings.CONFIGURATION
    scheme = "https" if here.is_https else "http"
    key = default_token_generator.make_token(person)
    place = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": key},
    )
    return f"{scheme}://{here.hosts[0]}{place}"


@transaction.atomic
def close_account(email: str) -> list[str]:
    """Close an account: its person is out at once.

    Returns
    -------
    list of str
        Keys of the projects that have no owner now.
    """
    person = _person(email)
    person.is_active = False
    person.save()
    _log("account closed", person)
    owner = {"memberships__role": Role.OWNER.value}
    owned = Project.objects.filter(memberships__person=person, **owner)
    kept = Project.objects.filter(memberships__person__is_active=True, **owner)
    ownerless = owned.filter(deleted_at=None).exclude(pk__in=kept.values("pk"))
    return sorted(ownerless.values_list("key", flat=True))


@transaction.atomic
def forget_code(email: str) -> None:
    """Let someone who lost phone and recovery codes sign in by their password again."""
    person = _person(email)
    Authenticator.objects.filter(user=person).delete()
    _log("code of the phone forgotten", person)


def _person(email: str) -> Person:
    found = Person.objects.filter(email__iexact=email).first()
    if found is None:
        raise StorageError(
            "There is no account with this address.",
            where=Place(column="EMAIL", value=email),
        )
    return found


def _log(what: str, person: Person) -> None:
    LogLine.objects.create(
        project_key="",
        by=_BY,
        at=timezone.now(),
        what=what,
        about="people",
        detail={"person": person.name},
    )
