"""Claim: what may be called adopted, spread or closed, and what was decided."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from efqi.projects.decided import due_for_review, newest_first
from efqi.projects.document.decision import Claim
from efqi.projects.gates.claims import WORSE
from efqi.projects.gates.facts import Facts
from efqi.projects.gates.judge_gates import Gate, blocking, unmet
from efqi.projects.gates.not_better import not_better
from efqi.projects.permission import MATRIX, Action
from efqi.reports.wording.claim import missing_title
from efqi.web.page import Visit, asks
from efqi.web.workbench.blocked import answer_first, blocked_list
from efqi.web.workbench.claiming import Words, facts_now, make_claim, pass_gate
from efqi.web.workbench.deciding import MOST_WORDS
from efqi.web.workbench.document import document_of
from efqi.web.workbench.forms.asked_of_answer import ANSWER
from efqi.web.workbench.forms.filled import Filled
from efqi.web.workbench.kinds import KINDS
from efqi.web.workbench.meanwhile import meanwhile
from efqi.web.workbench.models import Entry
from efqi.web.workbench.views.asked import PROJECT

_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@asks(Action.CLAIM)
def claim(visit: Visit) -> HttpResponse:
    """Ask what is claimed, and save it unless a gate stands in the way."""
    posted = visit.request.POST
    errors: dict[str, str] = {}
    chosen, gates = Claim.ADOPTED, None
    if visit.request.method == "POST":
        chosen, errors = _chosen(posted)
        words, wrong = _words(posted, needs_review=False)
        errors |= wrong
        if not errors:
            gates = make_claim(visit.project, chosen, words, visit.person)
            if not gates:
                return redirect("decisions", visit.project.key)
            errors["blocked"] = missing_title(chosen, gates)
    facts = facts_now(visit.project)
    if gates is None:
        gates = blocking(chosen, facts)
    context = {
        "chapter": "answer",
        "errors": errors,
        "values": posted,
        "chosen": chosen.value if posted else "",
        "claims": [each.value for each in Claim],
        "now": visit.project.claim,
        "title": missing_title(chosen, gates) if gates else "",
        "blocked": blocked_list(answer_first(gates), facts),
        "passers": _passers(),
    }
    status = _REFUSED if errors else HTTPStatus.OK
    return visit.show("claim/claim.html", context, status=status)


def _chosen(posted: Mapping[str, str]) -> tuple[Claim, dict[str, str]]:
    try:
        return Claim(posted.get("claim", "")), {}
    except ValueError:
        return Claim.ADOPTED, {"claim": _("Choose what you say of this change")}


def _words(
    posted: Mapping[str, str], *, needs_review: bool
) -> tuple[Words, dict[str, str]]:
    """Read a reason and a day to look again, or what is wrong with them."""
    errors = {}
    reason, written = (posted.get(name, "").strip() for name in ("reason", "review_on"))
    if not reason:
        errors["reason"] = _("Give a reason: it is shown beside your name")
    elif len(reason) > MOST_WORDS:
        errors["reason"] = _("Use 20,000 characters or fewer")
    review_on = None
    try:
        review_on = date.fromisoformat(written) if written else None
    except ValueError:
        errors["review_on"] = _("Write a real date")
    else:
        if review_on is None and needs_review:
            errors["review_on"] = _("Give a day on which this is looked at again")
        elif review_on is not None and review_on <= timezone.localdate():
            errors["review_on"] = _("Give a day that is still to come")
    return Words(reason, review_on), errors


def _passers() -> list[str]:
    """List the roles that may pass over a gate."""
    return [role.value for role, may in MATRIX.items() if Action.PASS_OVER in may]


@asks(Action.PASS_OVER)
def pass_over(visit: Visit, item: str, cycle: str) -> HttpResponse:
    """Ask for a reason and a day to look again, and pass over one gate."""
    facts = facts_now(visit.project)
    gate = _gate(facts, item, None if cycle == PROJECT else cycle)
    posted = visit.request.POST
    errors: dict[str, str] = {}
    conflict = None
    if visit.request.method == "POST":
        words, errors = _words(posted, needs_review=True)
        if item == WORSE and any(
            each.is_worse and each.explanation is None for each in not_better(facts)
        ):
            errors[""] = _("First explain where care got worse, and name an owner")
        if not errors:
            read = visit.version_read()
            conflict = pass_gate(visit.project, gate, facts, words, visit.person, read)
            if conflict is None:
                return redirect("answer", visit.project.key)
    (blocked,) = blocked_list((gate,), facts)
    filled = Filled(ANSWER, {"reason": posted.get("reason", "")}, errors, None)
    context = {
        "chapter": "answer",
        "errors": errors,
        "values": posted,
        "blocked": blocked,
        "is_worse": item == WORSE,
        **meanwhile(visit, _entry(visit, gate), conflict, filled),
    }
    status = _REFUSED if errors or conflict else HTTPStatus.OK
    return visit.show("claim/pass_over.html", context, status=status)


def _gate(facts: Facts, item: str, cycle: str | None) -> Gate:
    for gate in unmet(facts):
        if (gate.item, gate.cycle) == (item, cycle):
            return gate
    raise Http404


def _entry(visit: Visit, gate: Gate) -> Entry | None:
    if gate.answer is None:
        return None
    key = KINDS["answer"].key_of(gate.answer)
    return visit.project.entries.filter(kind="answer", key=key).first()


@asks(Action.READ)
def decisions(visit: Visit) -> HttpResponse:
    """List what was decided: who, when, why, and when it is looked at again."""
    found = document_of(visit.project).decisions
    context = {
        "chapter": "answer",
        "decisions": newest_first(found),
        "due": due_for_review(found, timezone.localdate()),
    }
    return visit.show("claim/decisions.html", context)
