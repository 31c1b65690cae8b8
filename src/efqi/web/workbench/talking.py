"""What people say about something in a project, and to whom."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from efqi.projects.permission import Role
from efqi.web.page import Visit
from efqi.web.workbench.access import allowed, memberships_in
from efqi.web.workbench.models import Comment, LogLine, Person, Project
from efqi.web.workbench.talk_place import may_see_place

LONGEST = 5_000
"""Characters of one comment."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A remark and the replies to it; what was deleted is left out for others."""

    first: Comment
    replies: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """All that is said about one thing, as someone may see it.

    Attributes
    ----------
    about : str
        Page, or kind and key of a record.
    threads : tuple of Thread
        Open ones first, each in the order of speaking.
    tellable : tuple of Person
        Whom the writer can tell: those who may see it too.
    owners : frozenset of int
        Keys of those among them who own the project.
    reader : Person
        Who looks: their own remarks can be deleted and brought back.
    """

    about: str
    threads: tuple[Thread, ...]
    tellable: tuple[Person, ...]
    owners: frozenset[int]
    reader: Person

    @property
    def is_open(self) -> bool:
        """Whether anything here waits for an answer."""
        return any(thread.first.resolved_at is None for thread in self.threads)


def comments_on(visit: Visit, about: str) -> Talk | None:
    """Give what is said about one thing; None where they may not see that.

    Parameters
    ----------
    visit : Visit
        Who looks. Pass the result to `comments` of `parts/comments.html`.
    about : str
        Name of a page, or kind and key of a record with a slash between.
    """
    if not may_see_place(about, visit.may):
        return None
    found = visit.project.comments.filter(about=about)
    roles = _roles(visit.project)
    told = [p for p, held in roles.items() if may_see_place(about, allowed(held))]
    owners = frozenset(p.pk for p in told if Role.OWNER in roles[p])
    others = tuple(p for p in told if p.pk != visit.person.pk)
    threads = _threads(found.select_related("by"), visit.person)
    return Talk(about, threads, others, owners, visit.person)


def _threads(comments: Collection[Comment], reader: Person) -> tuple[Thread, ...]:
    replies: defaultdict[int, list[Comment]] = defaultdict(list)
    firsts: list[Comment] = []
    for comment in comments:
        is_seen = comment.deleted_at is None or comment.by_id == reader.pk
        if comment.thread_id is None:
            firsts.append(comment)
        elif is_seen:
            replies[comment.thread_id].append(comment)
    threads = [
        Thread(first, tuple(replies[first.pk]))
        for first in firsts
        if first.deleted_at is None or first.by_id == reader.pk or replies[first.pk]
    ]
    return tuple(sorted(threads, key=lambda t: t.first.resolved_at is not None))


def _roles(project: Project) -> dict[Person, set[Role]]:
    found: defaultdict[Person, set[Role]] = defaultdict(set)
    held = memberships_in(project).filter(person__is_active=True)
    for each in held.select_related("person").order_by("person__name", "pk"):
        found[each.person].add(Role(each.role))
    return dict(found)


@transaction.atomic
def add_comment(visit: Visit, about: str, text: str, thread: Comment | None) -> Comment:
    """Write down what someone says; a reply opens its thread again."""
    said = Comment.objects.create(
        project=visit.project,
        about=about,
        thread=thread,
        by=visit.person,
        text=text,
        at=timezone.now(),
    )
    if thread is not None and thread.resolved_at is not None:
        mark(visit, thread, "reopen")
    _log(visit, said, "commented")
    return said


def people_in(thread: Comment) -> Sequence[int]:
    """Give the keys of those who have spoken in a thread."""
    spoke = Comment.objects.filter(Q(pk=thread.pk) | Q(thread=thread), by__isnull=False)
    return list(spoke.values_list("by", flat=True).distinct().order_by("by"))


_MARKS = {
    "resolve": ("resolved_at", True, "settled a comment"),
    "reopen": ("resolved_at", False, "opened a comment again"),
    "delete": ("deleted_at", True, "deleted a comment"),
    "bring back": ("deleted_at", False, "brought a comment back"),
}
OWN = ("delete", "bring back")
"""What only the writer of a comment may do to it."""
MARKS = tuple(_MARKS)
"""What can be done to a comment."""


@transaction.atomic
def mark(visit: Visit, comment: Comment, how: str) -> None:
    """Settle a comment, open it again, delete it or bring it back; it is logged."""
    field, is_set, words = _MARKS[how]
    setattr(comment, field, timezone.now() if is_set else None)
    comment.save(update_fields=[field])
    _log(visit, comment, words)


def _log(visit: Visit, comment: Comment, what: str) -> None:
    LogLine.objects.create(
        project_key=visit.project.key,
        by=visit.person.name,
        at=timezone.now(),
        what=what,
        about=comment.about,
        detail={"comment": comment.pk},
    )
