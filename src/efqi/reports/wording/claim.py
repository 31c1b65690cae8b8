"""What stands between a project and a claim, and what people made of the answer."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from efqi.projects.decided import GATE
from efqi.projects.document.decision import Claim, Decision
from efqi.projects.document.people import Reading
from efqi.projects.gates.cycles import OVERRIDE
from efqi.projects.gates.judge_gates import Gate
from efqi.reports.wording.dates import full_date
from efqi.reports.wording.gate import condition_sentence
from efqi.reports.wording.hours import ABOUT as ABOUT_HOURS
from efqi.reports.wording.sentence import say
from efqi.reports.wording.title import in_words

_HEADINGS: Mapping[str, tuple[str, str]] = {
    "answer_there": (
        "There is no answer from the data as they are now",
        "There is no answer from the data as they are now",
    ),
    "experiment_there": (
        "The change was never tested in a cycle",
        "The change was never tested in a cycle",
    ),
    "group_not_worse": (
        "One group got worse, and nobody answers for it",
        "{n} groups got worse, and nobody answers for them",
    ),
    "group_explained": (
        "One group has no explanation and no owner",
        "{n} groups have no explanation and no owner",
    ),
    "reading_there": (
        "Nobody from outside the team has read this result",
        "Nobody from outside the team has read this result",
    ),
    "feedback_given": (
        "Someone who helped has not been told what happened",
        "Someone who helped has not been told what happened",
    ),
}
"""Headings by what is missing: for one, and for several."""


def missing_title(claim: Claim, gates: Sequence[Gate]) -> str:
    """Say that a claim cannot be made yet, and how much is missing."""
    template = (
        "You cannot call this change “{claim}” yet: one thing is missing"
        if len(gates) == 1
        else "You cannot call this change “{claim}” yet: {n} things are missing"
    )
    if claim is Claim.CLOSED:
        template = (
            "You cannot call this project “{claim}” yet: one thing is missing"
            if len(gates) == 1
            else "You cannot call this project “{claim}” yet: {n} things are missing"
        )
    return say(template, claim=claim.value, n=in_words(len(gates)))


def gate_heading(gate: Gate, question: str) -> str:
    """Give the heading of a gate that stands in the way.

    Parameters
    ----------
    gate : Gate
        Not met.
    question : str
        What the gate asks; blank for a gate of claims. It is the heading where several
        things of different kinds are missing.
    """
    codes = [condition.code for condition in gate.missing]
    for code, (one, several) in _HEADINGS.items():
        number = codes.count(code)
        if number and (not question or number == len(codes)):
            return say(one) if number == 1 else say(several, n=in_words(number))
    return question


def missing_words(gate: Gate) -> str:
    """Say in one line what a gate misses first."""
    return gate_heading(gate, "") or condition_sentence(gate.missing[0])


def claim_sentence(claim: Claim) -> str:
    """Say what a project says of its change."""
    return say("Today this project says of its change: {claim}.", claim=claim.value)


def lacking_sentence(claim: Claim, gates: Sequence[Gate]) -> str:
    """Say how much is missing before a claim can be made, or still stands."""
    if not gates:
        return say("Nothing stands in the way of “{claim}”.", claim=claim.value)
    template = (
        "For “{claim}” one thing is missing. This stops a claim, not care."
        if len(gates) == 1
        else "For “{claim}” {n} things are missing. This stops a claim, not care."
    )
    return say(template, claim=claim.value, n=in_words(len(gates)))


def decision_title(decision: Decision) -> str:
    """Say in a few words what was decided."""
    if decision.about == OVERRIDE:
        return say("Adopt, although a group got worse")
    if decision.about == "claim":
        return say("The change is called “{claim}”", claim=decision.what)
    if decision.about == GATE:
        return say("A gate is passed over")
    if decision.about == ABOUT_HOURS:
        return decision.what
    about = decision.about[:1].upper() + decision.about[1:]
    return f"{about}: {decision.what}" if decision.what else about


def read_sentence(readings: Sequence[Reading], today: date | None = None) -> str:
    """Say who from outside the team read the answer, and when; or that nobody did.

    Parameters
    ----------
    readings : sequence of Reading
        All of a project.
    today : date or None
        Its year goes without saying; None where what is said outlasts the year.
    """
    outside = [each for each in readings if not each.is_staff]
    if not outside:
        return say("Not yet read by anyone from the group.")
    last = max(outside, key=lambda each: each.read_at)
    return say(
        "Read by {who} on {day}.",
        who=_who(last.role),
        day=_day(last.read_at, today),
    )


def _who(role: str) -> str:
    if not role.strip():
        return say("someone from outside the team")
    article = "an" if role.strip()[0].casefold() in "aeiou" else "a"
    return f"{article} {role.strip()}"


def _day(moment: datetime, today: date | None) -> str:
    """Write a day; without its year where that is this one."""
    day = full_date(moment.date())
    return day if today is None else day.removesuffix(f" {today.year}")
