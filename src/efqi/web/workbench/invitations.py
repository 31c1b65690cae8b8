"""Invite by a link: its secret is not kept, and it works once."""

import secrets
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from efqi.projects.permission import Action, Role, may
from efqi.web.workbench.access import roles_in
from efqi.web.workbench.membership import log_people
from efqi.web.workbench.models import Invitation, Membership, Person, Project

LASTS = timedelta(days=14)
"""How long an invitation can be used."""


class State(StrEnum):
    """How an invitation stands."""

    OPEN = "open"
    UNKNOWN = "unknown"
    USED = "used"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@transaction.atomic
def invite(
    project: Project, role: Role, *, email: str = "", note: str = "", by: Person
) -> str:
    """Make an invitation.

    Parameters
    ----------
    project : Project
        To what.
    role : Role
        As what.
    email : str
        Where it is sent; blank where its link is handed over.
    note : str
        For whom, so that it can be recognised and withdrawn.
    by : Person
        Who invites.

    Returns
    -------
    str
        The secret of its link. It is not kept: whoever loses it makes another.
    """
    secret = secrets.token_urlsafe(32)
    Invitation.objects.create(
        project=project,
        role=role.value,
        digest=_digest(secret),
        email=email,
        note=note,
        invited_by=by,
        expires_at=timezone.now() + LASTS,
    )
    log_people(project, by, "invited", role=role.value)
    return secret


def find_invitation(secret: str) -> Invitation | None:
    """Give the invitation of a link; None where there is none."""
    rows = Invitation.objects.select_related("project", "invited_by")
    return rows.filter(digest=_digest(secret)).first()


def state_of(invitation: Invitation | None) -> State:
    """Say how an invitation stands."""
    if invitation is None:
        return State.UNKNOWN
    if invitation.used_at is not None:
        return State.USED
    if invitation.withdrawn_at is not None or invitation.project.deleted_at is not None:
        return State.WITHDRAWN
    if not _is_stood_by(invitation):
        return State.WITHDRAWN
    if invitation.expires_at <= timezone.now():
        return State.EXPIRED
    return State.OPEN


def _is_stood_by(invitation: Invitation) -> bool:
    """Say whether whoever invited still may, with an account that is open."""
    by = invitation.invited_by
    if by is None or not by.is_active:
        return False
    return may(roles_in(by, invitation.project), Action.INVITE)


def open_invitations(project: Project) -> list[Invitation]:
    """List what can still be used, the oldest first."""
    rows = Invitation.objects.select_related("project", "invited_by")
    found = rows.filter(project=project, used_at=None, withdrawn_at=None)
    return [
        each for each in found.order_by("expires_at") if state_of(each) is State.OPEN
    ]


@transaction.atomic
def accept(invitation: Invitation, person: Person) -> bool:
    """Let someone join.

    Returns
    -------
    bool
        False where someone was quicker, or it was withdrawn since.
    """
    if state_of(invitation) is not State.OPEN:
        return False
    now = timezone.now()
    taken = Invitation.objects.filter(
        pk=invitation.pk, used_at=None, withdrawn_at=None, expires_at__gt=now
    ).update(used_at=now)
    if not taken:
        return False
    project = invitation.project
    Membership.objects.get_or_create(
        person=person, project=project, role=invitation.role
    )
    log_people(project, person, "joined", person=person.name, after=[invitation.role])
    return True


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Person) -> None:
    """Stop an invitation from being used; one that was used stays as it is."""
    stopped = Invitation.objects.filter(
        pk=invitation.pk, used_at=None, withdrawn_at=None
    ).update(withdrawn_at=timezone.now())
    if stopped:
        log_people(invitation.project, by, "invitation withdrawn", role=invitation.role)


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
