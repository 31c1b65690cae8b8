"""Comments: what is said about one thing, by whom, and what is still open."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from efqi.projects.permission import Action
from efqi.web.page import Visit, asks
from efqi.web.workbench.answering import last_answer
from efqi.web.workbench.models import Comment, Person
from efqi.web.workbench.notifying import mark_read, tell
from efqi.web.workbench.talk_place import (
    is_place,
    may_see_place,
    place_address,
    talk_address,
    view_place,
)
from efqi.web.workbench.talking import (
    LONGEST,
    MARKS,
    OWN,
    Talk,
    add_comment,
    comments_on,
    mark,
    people_in,
)


@asks(Action.COMMENT)
def comments(visit: Visit) -> HttpResponse:
    """Show what is said about one thing, or about all; and take a comment."""
    if visit.request.method == "POST":
        return _take(visit)
    about = visit.request.GET.get("about", "")
    if not about:
        return _everything(visit)
    talk = _talk(visit, about)
    to_owner = visit.request.GET.get("to") == "owner"
    told = {each.pk for each in talk.tellable} & set(talk.owners) if to_owner else set()
    return _show(visit, talk, {"told": told})


def _talk(visit: Visit, about: str) -> Talk:
    """Give the talk about something that is there and that they may see."""
    talk = comments_on(visit, about)
    if talk is None or not is_place(visit.project, about):
        raise Http404
    return talk


def _everything(visit: Visit) -> HttpResponse:
    """List the places where something was said, those with open threads first."""
    rights = visit.may
    count: dict[str, list[int]] = {}
    found = visit.project.comments.filter(deleted_at=None, thread=None)
    for about, resolved in found.values_list("about", "resolved_at"):
        if may_see_place(about, rights):
            count.setdefault(about, [0, 0])[resolved is not None] += 1
    places = [
        (about, talk_address(visit.project, about), waiting, settled)
        for about, (waiting, settled) in sorted(
            count.items(), key=lambda each: (not each[1][0], each[0])
        )
    ]
    context = {"places": places, "views": _views(visit)}
    return visit.show("talk/everything.html", context)


def _views(visit: Visit) -> dict[str, str]:
    """Name the pages of the answer's views."""
    answered = last_answer(visit.project)
    cards = answered.page.answers if answered else ()
    return {view_place(card.key): card.title for card in cards}


def _take(visit: Visit) -> HttpResponse:
    posted = visit.request.POST
    talk = _talk(visit, posted.get("about", ""))
    text = posted.get("text", "").strip()
    thread = _thread(talk, posted.get("thread", ""))
    chosen = set(posted.getlist("tell"))
    error = _wrong(text)
    if error:
        told = {each.pk for each in talk.tellable if str(each.pk) in chosen}
        draft = {"text": text, "thread": thread, "told": told, "error": error}
        return _show(visit, talk, draft, HTTPStatus.UNPROCESSABLE_ENTITY)
    said = add_comment(visit, talk.about, text, thread)
    if thread is not None:
        chosen |= {str(key) for key in people_in(thread)}
        mark_read(visit.person, thread)
    place = talk_address(visit.project, talk.about)
    link = visit.request.build_absolute_uri(f"{place}#comment-{said.pk}")
    tell(said, [each for each in talk.tellable if str(each.pk) in chosen], link)
    return _back(visit, said)


def _wrong(text: str) -> str:
    if not text:
        return _("Write something first")
    if len(text) > LONGEST:
        return _("Use %(most)s characters or fewer") % {"most": f"{LONGEST:,}"}
    return ""


def _thread(talk: Talk, key: str) -> Comment | None:
    """Give the thread that is replied to; only one of this talk."""
    for thread in talk.threads:
        if str(thread.first.pk) == key:
            return thread.first
    if key:
        raise Http404
    return None


def _show(
    visit: Visit,
    talk: Talk,
    draft: Mapping[str, Any],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Show a talk, with what was written of a comment that is not kept yet."""
    context = {
        "talk": talk,
        "draft": draft,
        "to_owner": bool(set(talk.owners) & set(draft.get("told", ()))),
        "place": place_address(visit.project, talk.about, visit.may),
    }
    return visit.show("talk/one.html", context, status=status)


@asks(Action.COMMENT)
def comment(visit: Visit, number: int) -> HttpResponse:
    """Settle a comment, open it again, delete one's own or bring it back."""
    found = get_object_or_404(Comment, project=visit.project, pk=number)
    how = visit.request.POST.get("how", "")
    if how not in MARKS or not may_see_place(found.about, visit.may):
        raise Http404
    if how in OWN and found.by_id != visit.person.pk:
        raise PermissionDenied(Action.COMMENT.value)
    mark(visit, found, how)
    mark_read(visit.person, found)
    return _back(visit, found)


def _back(visit: Visit, said: Comment) -> HttpResponse:
    """Go back to where the comment was written."""
    is_here = visit.request.POST.get("from") == "place"
    place = (
        place_address(visit.project, said.about, visit.may)
        if is_here
        else talk_address(visit.project, said.about)
    )
    return redirect(f"{place}#comment-{said.pk}")


@login_required
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Take every comment off Home."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - by AUTH_USER_MODEL
    mark_read(person)
    return redirect("home")
