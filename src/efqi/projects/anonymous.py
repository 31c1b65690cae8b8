"""Take the names of those who took part out of a text that goes to everyone."""

import re
from collections.abc import Iterable

from efqi.projects.document.document import ProjectDocument

SOMEONE = "[a name]"
"""Stands where a name stood."""
_SHORTEST_PART = 3
_PLAIN_WORDS = frozenset(["The", "Patient", "Carer", "You", "Ward", "And", "Team"])
"""Parts of chosen names, such as "A Patient", that say nobody's name."""


def names_in(document: ProjectDocument) -> frozenset[str]:
    """List the names of people that a project holds: its team, and who took part."""
    found = {
        *(member.name for member in document.team),
        *(entry.person for entry in document.participation),
        *(reading.reader for reading in document.readings),
        *(reading.written_down_by for reading in document.readings),
        *(sheet.by for sheet in document.assessments),
        *(answer.by for answer in document.answers),
        *(decision.by for decision in document.decisions),
        document.charter.sponsor,
    }
    return frozenset(name.strip() for name in found if name.strip())


def without_names(text: str, names: Iterable[str]) -> str:
    """Give a text with every name, whole or in part, taken out.

    Parameters
    ----------
    text : str
        Words of the team or of someone who took part.
    names : iterable of str
        Of people. Whole names are found however they are written; parts of them only
        with a capital, so that "may" stays where a May took part.
    """
    for name in sorted(names, key=len, reverse=True):
        if name not in _PLAIN_WORDS:
            text = re.sub(_whole(name), SOMEONE, text, flags=re.IGNORECASE)
    parts = {part for name in names for part in re.findall(r"[^\W\d_]+", name)}
    for part in sorted(parts - _PLAIN_WORDS, key=len, reverse=True):
        if len(part) >= _SHORTEST_PART and part[0].isupper():
            text = re.sub(_whole(part), SOMEONE, text)
    return text


def _whole(words: str) -> str:
    spaced = r"\s+".join(map(re.escape, words.split()))
    return rf"(?<!\w){spaced}(?!\w)"
