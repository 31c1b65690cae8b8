"""Phrases that put the cause of a gap into people, and what to write instead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

INSTEAD: Mapping[str, str] = {
    r"hard[- ]to[- ]reach": "worst served by us",
    r"seldom heard": "people we have not heard",
    r"non[- ]?compliant|non[- ]?complian\w*": "the plan did not fit",
    r"non[- ]?adheren\w*": "the plan did not fit",
    r"DNA(?:'?d|s| culture| rate)?": "missed appointments",
    r"refus(?:ed|es|ers?) to engage|fail(?:ed|s)? to engage": "we did not reach",
    r"do(?:es)? not engage|don't engage|disengaged": "the service does not reach",
    r"chaotic lifestyles?": "lives that our times and places do not fit",
    r"vulnerable (?:people|groups|patients)": "people whom we put at risk",
    r"BAME|BME": "name the ethnic groups",
}
"""Patterns, and words that name what the service does."""
_FOUND = {
    re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE if pattern[0] != "D" else 0): words
    for pattern, words in INSTEAD.items()
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that was found, and what could stand there."""

    found: str
    instead: str


def phrases(text: str) -> tuple[Phrase, ...]:
    """Find phrases that blame people for a gap, in the order of the text.

    Parameters
    ----------
    text : str
        What someone wrote; nothing is changed in it.
    """
    matches = [
        (match.start(), Phrase(match.group(), instead))
        for pattern, instead in _FOUND.items()
        for match in pattern.finditer(text)
    ]
    return tuple(phrase for _, phrase in sorted(matches, key=lambda each: each[0]))
