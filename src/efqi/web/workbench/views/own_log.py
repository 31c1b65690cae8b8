"""One's own log: what I said, what changed, what I am owed."""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from efqi.projects.permission import Action
from efqi.web.page import Visit, asks
from efqi.web.workbench.own_log import OwnEntry, agree, correct, own_entries
from efqi.web.workbench.views.plain import print_size

_MOST = 20_000


@asks(Action.OWN_ENTRIES)
def own_log(visit: Visit) -> HttpResponse:
    """Show what the log says of me, and nobody else."""
    return _page(visit, own_entries(visit.project, visit.person), "", {}, "")


@asks(Action.OWN_ENTRIES)
def own_answer(visit: Visit, entry_key: str) -> HttpResponse:
    """Agree to an entry of mine, or correct it in my words."""
    entries = own_entries(visit.project, visit.person)
    own = next((each for each in entries if each.entry.key == entry_key), None)
    if own is None or visit.request.method != "POST":
        raise Http404
    read = visit.version_read()
    words = visit.request.POST.get("correction", "").strip()
    if visit.request.POST.get("answer") == "agree":
        is_kept, errors = agree(own, visit.person, read), {}
    else:
        errors = _wrong(words)
        is_kept = not errors and correct(own, visit.person, read, words)
    if is_kept:
        return redirect("own_log", visit.project.key)
    if not errors:
        entries = own_entries(visit.project, visit.person)
        errors = {"": _("The team has just changed this. Read it again, then answer.")}
    return _page(visit, entries, entry_key, errors, words)


def _wrong(words: str) -> dict[str, str]:
    if not words:
        return {"correction": _("Write what should stand there")}
    if len(words) > _MOST:
        return {"correction": _("Use 20,000 characters or fewer")}
    return {}


def _page(
    visit: Visit,
    entries: list[OwnEntry],
    at_entry: str,
    errors: dict[str, str],
    words: str,
) -> HttpResponse:
    named = {
        f"{name}-{at_entry}" if name else "": sentence
        for name, sentence in errors.items()
    }
    context = {
        "entries": entries,
        "errors": named,
        "at_entry": at_entry,
        "words": words,
        "today": timezone.localdate(),
        "at": "own_log",
    }
    return visit.show(
        "plain/own_log.html",
        context | print_size(visit.request),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
    )
