"""E-mail that the service sends: plain words, no picture, no follow-up."""

import logging

from django.core.mail import send_mail
from django.utils.translation import gettext as _

_LOG = logging.getLogger(__name__)


def send(to: str, subject: str, text: str) -> bool:
    """Send a letter.

    Parameters
    ----------
    to : str
        One address.
    subject, text : str
        Its words. A line break in the subject could forge a header: it becomes a space.

    Returns
    -------
    bool
        False where the mail server did not take it; why stands in the service's log. A
        page goes on without it, so that it does not tell which addresses have an account.
    """
    one_line = " ".join(subject.split())
    try:
        send_mail(f"efqi: {one_line}", f"{text}\n\n{_signature()}", None, [to])
    except OSError:
        _LOG.exception("A letter could not be sent.")
        return False
    return True


def _signature() -> str:
    return _("This was sent by efqi. Nobody reads answers to it.")
