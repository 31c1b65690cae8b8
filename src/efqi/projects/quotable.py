"""Whose words about the answer may be read by whom."""

from collections.abc import Collection, Iterable, Mapping

from efqi.projects.document.people import QuoteConsent, Reading
from efqi.projects.permission import Action

_NEEDED: Mapping[QuoteConsent, Action] = {
    QuoteConsent.PUBLIC: Action.SEE,
    QuoteConsent.ORGANISATION: Action.READ,
    QuoteConsent.TEAM: Action.WRITE,
}
"""What a reader must be allowed, for each consent; without consent nobody reads them."""


def quotable(
    readings: Iterable[Reading], allowed: Collection[Action]
) -> tuple[Reading, ...]:
    """List the readings whose words someone may read, the newest first.

    Parameters
    ----------
    readings : iterable of Reading
        All of a project.
    allowed : collection of Action
        What the reader may do in it.
    """
    return tuple(
        sorted(
            (
                each
                for each in readings
                if each.quote_consent in _NEEDED
                and _NEEDED[each.quote_consent] in allowed
            ),
            key=lambda each: each.read_at,
            reverse=True,
        )
    )
