"""Links that open a page without an account: made, opened, ended."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from efqi.projects.document.offer import Offer, OfferReply
from efqi.projects.document.people import Participation
from efqi.web.workbench.models import Entry, LogLine, Person, Project, SharedLink
from efqi.web.workbench.saving import NEW, save_record

DAYS = (7, 30, 90, 365)
"""How long a link may open, days."""
_BYTES = 32
_LONGEST_FEEDBACK = 300


def make_link(
    project: Project,
    by: Person,
    label: str,
    days: int,
    *,
    offer: Offer | None = None,
) -> tuple[str, SharedLink]:
    """Make a link; its secret is given once, here, and kept nowhere.

    Parameters
    ----------
    project : Project
        What it opens a page of.
    by : Person
        Who makes it.
    label : str
        Whom or what it is for.
    days : int
        How long it opens.
    offer : Offer, optional
        An offer to take part; without one the link opens the plain page.
    """
    secret, now = secrets.token_urlsafe(_BYTES), timezone.now()
    link = SharedLink.objects.create(
        project=project,
        purpose=SharedLink.PLAIN if offer is None else SharedLink.OFFER,
        digest=_digest(secret),
        label=label,
        made_by=by,
        made_at=now,
        expires_at=now + timedelta(days=days),
        offer=None if offer is None else offer.model_dump(mode="json"),
    )
    _log(link, by.name, "made a shared link")
    return secret, link


def open_link(secret: str) -> SharedLink | None:
    """Give the link of a secret, and note that it was opened; None where it opens nothing.

    Whether it never was, has ended or was ended is not said.
    """
    now = timezone.now()
    link = (
        SharedLink.objects.select_related("project")
        .filter(
            digest=_digest(secret),
            revoked_at=None,
            expires_at__gt=now,
            project__deleted_at=None,
        )
        .first()
    )
    if link is not None:
        SharedLink.objects.filter(pk=link.pk).update(opened_at=now)
    return link


def end_link(link: SharedLink, by: Person) -> None:
    """End a link at once."""
    SharedLink.objects.filter(pk=link.pk, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    _log(link, by.name, "ended a shared link")


@transaction.atomic
def keep_reply(link: SharedLink, reply: OfferReply) -> bool:
    """Keep what was answered to an offer, once; a yes is written into the log.

    Returns
    -------
    bool
        False where it was answered before: that answer stands.
    """
    now = timezone.now()
    is_first = SharedLink.objects.filter(pk=link.pk, reply__isnull=True).update(
        reply=reply.model_dump(mode="json"), replied_at=now
    )
    if not is_first:
        return False
    if reply.takes_part:
        record = _took_part(Offer.model_validate(link.offer), reply)
        save_record(link.project, "participation", record, read=NEW, by=None)
        entry = Entry.objects.get(
            project=link.project, kind="participation", key=record.identifier
        )
        SharedLink.objects.filter(pk=link.pk).update(entry=entry)
    _log(link, "", "answered an offer")
    return True


def _took_part(offer: Offer, reply: OfferReply) -> Participation:
    words = ": ".join(part for part in (reply.hear_back, reply.reach_at) if part)
    needs = (*reply.needs, reply.also_needs) if reply.also_needs else reply.needs
    return Participation(
        identifier=secrets.token_hex(6),
        on=timezone.localdate(),
        person=reply.name or "Someone who was invited",
        role="patient partner",
        route="offer by a link",
        activity=offer.what,
        hours=offer.hours,
        payment_offered=offer.payment,
        offer_in_writing=True,
        access_arrangements=needs,
        feedback_due=offer.hear_by,
        feedback_form=words[:_LONGEST_FEEDBACK],
    )


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _log(link: SharedLink, by: str, what: str) -> None:
    LogLine.objects.create(
        project_key=link.project.key,
        by=by,
        at=timezone.now(),
        what=what,
        about=f"link/{link.pk}",
    )
