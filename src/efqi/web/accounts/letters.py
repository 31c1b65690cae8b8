"""E-mail that the service sends: plain words, no picture, no follow-up."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from efqi.web.workbench.models import Letter

MOST_TRIES = 5
"""After which a letter is given up, and the service's log says why."""
BETWEEN_TRIES = timedelta(hours=1)
_AT_ONCE = 20
_LONGEST_SUBJECT = 300
_LOG = logging.getLogger(__name__)


def post(to: str, subject: str, text: str) -> None:
    """Write a letter down to be sent once all else is safe.

    No page waits for a mail server: how long one takes would tell who has an account.

    Parameters
    ----------
    to : str
        One address; a letter to a blank one costs as much to write, and goes nowhere.
    subject, text : str
        Its words. A line break in the subject could forge a header: it becomes a space.
    """
    one_line = f"efqi: {' '.join(subject.split())}"[:_LONGEST_SUBJECT]
    whole = f"{text}\n\n{_signature()}"
    Letter.objects.create(to=to, subject=one_line, text=whole, due_at=timezone.now())
    if settings.CONFIGURATION.counts_at_once:
        transaction.on_commit(send_due, robust=True)


def due_letters(now: datetime) -> QuerySet[Letter]:
    """Give the letters whose time has come."""
    return Letter.objects.filter(due_at__lte=now)


def send_due(now: datetime | None = None) -> int:
    """Send the letters whose time has come; what fails is tried again in an hour.

    Parameters
    ----------
    now : datetime, optional
        The present moment unless given.

    Returns
    -------
    int
        How many went out.
    """
    now = now or timezone.now()
    due = list(due_letters(now)[:_AT_ONCE])
    return sum(_is_sent(letter) for letter in due if _is_taken(letter, now))


def _is_taken(letter: Letter, now: datetime) -> bool:
    """Take a letter before it is sent: two who send at the same time send it once."""
    untouched = Letter.objects.filter(pk=letter.pk, tries=letter.tries)
    letter.tries += 1
    return bool(untouched.update(tries=letter.tries, due_at=now + BETWEEN_TRIES))


def _is_sent(letter: Letter) -> bool:
    try:
        if letter.to:
            send_mail(letter.subject, letter.text, None, [letter.to])
    # Whatever a mail server does, the other letters are still tried.
    except Exception:
        _LOG.exception("A letter could not be sent, try %s.", letter.tries)
        if letter.tries >= MOST_TRIES:
            letter.delete()
        return False
    letter.delete()
    return True


def _signature() -> str:
    return _("This was sent by efqi. Nobody reads answers to it.")
