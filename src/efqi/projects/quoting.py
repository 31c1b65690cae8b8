"""Who may read whose words: one rule, by the consent that was given."""

from collections.abc import Iterable
from enum import IntEnum

from efqi.projects.document.people import Participation, QuoteConsent, Reading
from efqi.projects.permission import Action


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
        if reading.is_agreed or not reading.written_down_by
        if may_quote(reading, audience, account)
    ]
    return tuple(sorted(shown, key=lambda reading: reading.read_at, reverse=True))


def has_words(reading: Reading) -> bool:
    """Say whether a reading says anything."""
    return bool(reading.true_to_life or reading.missing or reading.would_do)
