"""What goes with a report from the project's document; it names nobody."""

from collections.abc import Iterable
from datetime import datetime

from efqi.disclosure.release import Release
from efqi.projects.anonymous import names_in, without_names
from efqi.projects.document.charter import Aim
from efqi.projects.document.decision import Claim
from efqi.projects.document.document import ProjectDocument
from efqi.projects.document.people import Reading
from efqi.projects.gates.facts import Facts
from efqi.projects.gates.judge_gates import blocking
from efqi.projects.gates.not_better import NotBetter, not_better
from efqi.projects.plan import Plan
from efqi.projects.quoting import Audience, quotable
from efqi.reports.alongside import Alongside, Quote, Voices
from efqi.reports.figure import Block
from efqi.reports.wording.card import may_say
from efqi.reports.wording.care import care_word, whose_care
from efqi.reports.wording.claim import (
    claim_sentence,
    lacking_sentence,
    missing_words,
    read_sentence,
)
from efqi.reports.wording.dates import full_date
from efqi.reports.wording.sentence import capital, say, shortened
from efqi.reports.wording.story import Story

MOST_GROUPS = 6
MOST_GATES = 4
MOST_LETTERS = 320
"""Letters of one explanation; the workbench has it whole."""


def alongside(
    document: ProjectDocument,
    release: Release,
    plan: Plan,
    *,
    now: datetime,
    names: frozenset[str] = frozenset(),
    with_claim: bool = True,
) -> Alongside:
    """Gather what goes with a report; as a file travels, only what anyone may read.

    Parameters
    ----------
    document : ProjectDocument
        The project; names of people are taken out of every text.
    release, plan
        The answer that the report gives, and the words for it.
    now : datetime
        When gates are judged.
    names : frozenset of str
        Of people besides those whom the document names.
    with_claim : bool
        Whether what stands between the project and a claim goes along.
    """
    names |= names_in(document)
    facts = Facts(document, release, now)
    groups, claim = _groups(facts, names), _claim(facts, names) if with_claim else None
    quotes = tuple(
        _quote(each, names) for each in quotable(document.readings, Audience.PUBLIC)
    )
    return Alongside(
        cycles=tuple(
            cycle.model_copy(update={"title": without_names(cycle.title, names)})
            for cycle in document.cycles
        ),
        aim=_aim(document, names),
        voices=Voices(
            say("What people made of this"),
            read_sentence(_roles_alone(document.readings, names)),
            Block(
                say("What may be said today"),
                may_say(Story(release, plan, release.views[0])),
            ),
            say("What people say"),
            quotes,
            "" if quotes else _silence(document.readings),
            tuple(block for block in (groups, claim) if block is not None),
        ),
    )


def _aim(document: ProjectDocument, names: frozenset[str]) -> Aim:
    fields = ("statement", "failure_condition")
    aim = document.aim
    words = {field: without_names(getattr(aim, field), names) for field in fields}
    return aim.model_copy(update=words)


def _roles_alone(readings: Iterable[Reading], names: frozenset[str]) -> list[Reading]:
    """Leave out a role that says a name."""
    return [
        each
        if without_names(each.role, names) == each.role
        else each.model_copy(update={"role": ""})
        for each in readings
    ]


def _silence(readings: tuple[Reading, ...]) -> str:
    if any(not each.is_staff for each in readings):
        return say("Nobody has agreed that everyone may read their words.")
    return say(
        "Show it to someone whom it is about, and ask: is this true to your life, what is "
        "missing, what would you do?"
    )


def _quote(reading: Reading, names: frozenset[str]) -> Quote:
    asked = (
        (say("Is this true to your life?"), reading.true_to_life),
        (say("What is missing?"), reading.missing),
        (say("What would you do?"), reading.would_do),
    )
    answers = tuple(
        Block(question, tuple(without_names(words, names).split("\n")))
        for question, words in asked
        if words
    )
    return Quote(answers, _who(reading))


def _who(reading: Reading) -> str:
    day = full_date(reading.read_at.date())
    if reading.is_staff:
        return say("Someone who works here, {day}.", day=day)
    template = (
        "Someone who does not work here, {day}. Written down by the team, agreed by them."
        if reading.written_down_by
        else "Someone who does not work here, {day}."
    )
    return say(template, day=day)


def _groups(facts: Facts, names: frozenset[str]) -> Block | None:
    """Say of groups that are not better why; the worst first, no owner by name."""
    found = sorted(
        not_better(facts), key=lambda g: (not g.is_worse, g.explanation is None)
    )
    if not found:
        return None
    primary = facts.views[0]
    told = tuple(
        without_names(
            _group(group, is_same=group.view.measure == primary.measure), names
        )
        for group in found[:MOST_GROUPS]
    )
    return Block(
        say("Groups that are not clearly better: why?"),
        (*told, *_more(len(found) - MOST_GROUPS)),
    )


def _group(group: NotBetter, *, is_same: bool) -> str:
    template = (
        "{group}: {word}. {why}" if is_same else "{group} ({measure}): {word}. {why}"
    )
    written = group.explanation
    why = (
        say("Nobody has written why yet.")
        if written is None
        else shortened(written.explanation, MOST_LETTERS)
    )
    return say(
        template,
        group=whose_care(group.figures),
        measure=group.view.measure.title,
        word=care_word(group.category).lower(),
        why=why,
    )


def _claim(facts: Facts, names: frozenset[str]) -> Block:
    """Say what the project says of itself, and what that or the next step lacks."""
    stands = facts.document.claim
    asked = Claim.ADOPTED if stands is Claim.UNDER_WAY else stands
    gates = blocking(asked, facts)
    lacking = (
        shortened(without_names(missing_words(gate), names), MOST_LETTERS)
        for gate in gates[:MOST_GATES]
    )
    return Block(
        say("What the project says of its change"),
        (
            claim_sentence(stands),
            lacking_sentence(asked, gates),
            *(f"{capital(words).rstrip('.')}." for words in lacking),
            *_more(len(gates) - MOST_GATES),
        ),
    )


def _more(left: int) -> tuple[str, ...]:
    if left < 1:
        return ()
    return (say("And 1 more.") if left == 1 else say("And {n} more.", n=str(left)),)
