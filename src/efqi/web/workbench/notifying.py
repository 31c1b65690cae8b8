"""Tell people of a comment: on Home at once, by e-mail soon after."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from efqi.projects.permission import Action
from efqi.web.accounts.letters import post
from efqi.web.workbench.access import projects_allowing
from efqi.web.workbench.listing import rights_in
from efqi.web.workbench.models import Comment, Notice, Person
from efqi.web.workbench.talk_place import may_see_place


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
        Notice(comment=comment, person=each, at=now) for each in told.values()
    )
    for each in told.values():
        _write(each.email, comment, link)


def _write(to: str, comment: Comment, link: str) -> None:
    """Write one letter; it holds no word of the comment, which may speak of people."""
    words = {
        "name": comment.by.name if comment.by else _("Someone"),
        "project": comment.project.title,
        "link": link,
    }
    subject = _("A comment for you in %(project)s") % words
    text = _(
        "%(name)s wrote something for you in %(project)s. Read it here:\n\n%(link)s\n"
    )
    post(to, subject, text % words)


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
