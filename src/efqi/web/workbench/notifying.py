"""Tell people of a comment: on Home at once, by e-mail as soon as that works."""

import logging
from collections.abc import Iterable

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from efqi.projects.permission import Action
from efqi.web.workbench.access import projects_allowing
from efqi.web.workbench.listing import rights_in
from efqi.web.workbench.models import Comment, Notice, Person
from efqi.web.workbench.talk_place import may_see_place

MOST_TRIES = 5
"""After which a message waits for someone to look at why it cannot be sent."""
_AT_ONCE = 20
_LONGEST_PROBLEM = 300
_LOG = logging.getLogger(__name__)


@transaction.atomic
def tell(comment: Comment, people: Iterable[Person], link: str) -> None:
    """Put a comment before people.

    Parameters
    ----------
    comment : Comment
        What was said.
    people : iterable of Person
        Who is told; its writer is not.
    link : str
        Whole address of the page where it stands.
    """
    now = timezone.now()
    told = {each.pk: each for each in people if each.pk != comment.by_id}
    Notice.objects.bulk_create(
        Notice(comment=comment, person=each, link=link, at=now)
        for each in told.values()
    )
    # Once the comment is safe: a message that cannot be sent takes nothing with it.
    transaction.on_commit(send_waiting, robust=True)


def send_waiting(most: int = _AT_ONCE) -> int:
    """Send messages that wait; what fails is written down and tried again next time.

    Parameters
    ----------
    most : int
        How many to try now.

    Returns
    -------
    int
        How many went out.
    """
    waiting = Notice.objects.filter(sent_at=None, tries__lt=MOST_TRIES)
    waiting = waiting.select_related("person", "comment__project", "comment__by")
    sent = 0
    for notice in waiting.order_by("tries", "at")[:most]:
        notice.tries += 1
        try:
            _send(notice)
        # Whatever a mail server does, it is written down and the others are still tried.
        except Exception as error:
            notice.problem = f"{type(error).__name__}: {error}"[:_LONGEST_PROBLEM]
            _LOG.warning("A notice could not be sent: %s", notice.problem)
        else:
            notice.sent_at, notice.problem = timezone.now(), ""
            sent += 1
        notice.save(update_fields=["tries", "problem", "sent_at"])
    return sent


def _send(notice: Notice) -> None:
    """Send one message; it holds no word of the comment, which may speak of people."""
    comment = notice.comment
    words = {
        "name": comment.by.name if comment.by else _("Someone"),
        "project": " ".join(comment.project.title.split()),
        "link": notice.link,
    }
    subject = _("A comment for you in %(project)s") % words
    text = _(
        "%(name)s wrote something for you in %(project)s. Read it here:\n\n%(link)s\n"
    )
    send_mail(subject, text % words, None, [notice.person.email])


def unread(person: Person, most: int) -> list[Notice]:
    """Give the comments that someone was told of, has not read, and may still see."""
    found = Notice.objects.filter(
        person=person,
        read_at=None,
        comment__deleted_at=None,
        comment__project__in=projects_allowing(person, Action.COMMENT),
    )
    page = list(found.select_related("comment__project", "comment__by")[:most])
    rights = rights_in(person, [each.comment.project for each in page])
    return [
        each
        for each in page
        if may_see_place(each.comment.about, rights[each.comment.project_id])
    ]


def mark_read(person: Person, comment: Comment | None = None) -> None:
    """Take comments off someone's Home: all, or those of one thread."""
    found = Notice.objects.filter(person=person, read_at=None)
    if comment is not None:
        first = comment.thread_id or comment.pk
        found = found.filter(Q(comment=first) | Q(comment__thread=first))
    found.update(read_at=timezone.now())
