"""What people call each kind of record, and one record of it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as words

from efqi.store.practice_file import load_practice

KIND_WORDS: Mapping[str, str] = {
    "charter": words("The problem"),
    "aim": words("The aim"),
    "member": words("Someone in the team"),
    "measure": words("What a measure is for"),
    "data": words("Data that came"),
    "explanation": words("Why a group is not better"),
    "unlooked": words("Groups that are not looked at"),
    "driver": words("A cause"),
    "idea": words("An idea for change"),
    "risk": words("A risk"),
    "cycle": words("A cycle"),
    "participation": words("Someone who took part"),
    "reading": words("What the answer means to someone"),
    "resource": words("What was agreed"),
    "assessment": words("A self-assessment"),
    "worksheet": words("A table of the method"),
    "answer": words("An answer to a question"),
    "decision": words("A decision"),
    "assignment": words("Who looks into a question"),
    "plan": words("What is counted"),
}
_OTHER_WORDS: Mapping[str, str] = {
    "link": words("A link"),
    "method": words("The way of working"),
    "people": words("The people of the project"),
    "view": words("One view of the answer"),
}
"""What is not a record, and is talked about or in the log."""
_NAMED_BY = ("title", "text", "name", "person", "description", "what", "line")
_LONGEST = 100


def kind_words(kind: str) -> str:
    """Say what kind of record, or of page, it is."""
    return _({**KIND_WORDS, **_OTHER_WORDS}.get(kind, kind))


def record_name(kind: str, content: Mapping[str, Any]) -> str:
    """Name one record by its own words; blank where it has none.

    Parameters
    ----------
    kind : str
        Its kind.
    content : mapping of str to object
        The record as JSON.
    """
    if kind == "answer":
        known = {item.identifier: item.question for item in load_practice().items}
        return known.get(str(content.get("item", "")), "")
    found = (content.get(name) for name in _NAMED_BY)
    own = next((value for value in found if isinstance(value, str) and value), "")
    return own if len(own) <= _LONGEST else f"{own[:_LONGEST].rstrip()}…"
