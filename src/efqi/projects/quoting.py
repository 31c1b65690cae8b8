"""Who may read whose words: one rule, by the consent that was given."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from efqi.projects.document.document import ProjectDocument
from efqi.projects.document.people import (
    AssessmentSheet,
    Participation,
    QuoteConsent,
    Reading,
)
from efqi.projects.document.record import Record
from efqi.projects.permission import Action
from efqi.projects.self_assessment import is_for_another


class Audience(IntEnum):
    """Who reads, from the widest circle in."""

    PUBLIC = 0
    ORGANISATION = 1
    TEAM = 2
    NOBODY = 3


_NARROWEST = {
    QuoteConsent.PUBLIC: Audience.PUBLIC,
    QuoteConsent.ORGANISATION: Audience.ORGANISATION,
    QuoteConsent.TEAM: Audience.TEAM,
    QuoteConsent.NOBODY: Audience.NOBODY,
}


def audience_of(actions: Iterable[Action]) -> Audience:
    """Say in which circle someone stands who may do these things in a project.

    Whoever writes in it is the team; whoever reads all of it, the organisation; others,
    patient partners among them, the public.
    """
    held = frozenset(actions)
    if Action.WRITE in held:
        return Audience.TEAM
    return Audience.ORGANISATION if Action.READ in held else Audience.PUBLIC


def may_quote(
    said: Reading | Participation, audience: Audience, account: str = ""
) -> bool:
    """Say whether words may be shown to an audience; to their own speaker always.

    Parameters
    ----------
    said : Reading or Participation
        With the consent that was given.
    audience : Audience
        Who reads.
    account : str
        Key of the person who reads; blank for someone without an account.
    """
    if account and said.account == account:
        return True
    return audience >= _NARROWEST[said.quote_consent] and audience < Audience.NOBODY


def quotable(
    readings: Iterable[Reading],
    audience: Audience,
    *,
    account: str = "",
    cycle: str | None = None,
) -> tuple[Reading, ...]:
    """Give the readings of an answer, or of a cycle, that may be shown; newest first.

    What someone wrote down for another person is shown once that person agreed to it.
    """
    shown = [
        reading
        for reading in readings
        if reading.cycle == cycle and has_words(reading)
        if _is_open(reading, audience, account)
    ]
    return tuple(sorted(shown, key=lambda reading: reading.read_at, reverse=True))


def _is_open(reading: Reading, audience: Audience, account: str) -> bool:
    is_said = reading.is_agreed or not reading.written_down_by
    return is_said and may_quote(reading, audience, account)


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever reads the records of a project.

    Attributes
    ----------
    actions : frozenset of Action
        What they may do in it.
    account : str
        Opaque key of their account; blank without.
    sheet : str
        Identifier of their own self-assessment; blank without an account.
    """

    actions: frozenset[Action]
    account: str = ""
    sheet: str = ""


def may_read(record: Record, reader: Reader) -> bool:
    """Say whether someone who may see records of its kind may read this one whole.

    Words go as far as consent. A self-assessment is its writer's alone; one that was
    written down for someone is open to those who may write it and see who took part.

    Parameters
    ----------
    record : Record
        As it was saved.
    reader : Reader
        Who asks.
    """
    match record:
        case Reading():
            return _is_open(record, audience_of(reader.actions), reader.account)
        case AssessmentSheet():
            is_team = {Action.WRITE, Action.SEE_PEOPLE} <= reader.actions
            is_own = record.identifier == reader.sheet
            return is_own or (is_team and is_for_another(record))
        case _:
            return True


def may_name(sheet: AssessmentSheet, reader: Reader) -> bool:
    """Say whether someone may see whose scores these are, if they came from outside."""
    return not sheet.is_outside or Action.SEE_PEOPLE in reader.actions


def readable(document: ProjectDocument, reader: Reader) -> ProjectDocument:
    """Give a project without the records that someone may not read."""
    kept = {
        field: tuple(each for each in records if may_read(each, reader))
        for field, records in (
            ("readings", document.readings),
            ("assessments", document.assessments),
        )
    }
    return document.model_copy(update=kept)


def has_words(reading: Reading) -> bool:
    """Say whether a reading says anything."""
    return bool(reading.true_to_life or reading.missing or reading.would_do)
