"""Counts that a source hides, read as the least and the most they can be."""

import re
from collections.abc import Mapping

_LESS_THAN = re.compile(r"(?:<|fewer than|less than|under) ?(=?) ?(\d+)", re.IGNORECASE)
_COUNT = r"(\d+(?:\.\d+)?)"
_BETWEEN = re.compile(rf"{_COUNT} ?(?:-|to) ?{_COUNT}", re.IGNORECASE)
_MARK = re.compile(
    r"[<*\[].*|c|x|-|\.\.|suppressed|redacted|(fewer|less) than.*|under \d+",
    re.IGNORECASE,
)
Bounds = tuple[float, float]
"""The least and the most that a count can be."""


def is_suppressed(text: str) -> bool:
    """Whether a text stands for a count that is hidden."""
    return bool(_MARK.fullmatch(text)) or interval_text(text) is not None


def bounds_of(text: str, hidden: Mapping[str, Bounds]) -> Bounds | None:
    """Give what a hidden count can be; None where its mark does not say.

    Parameters
    ----------
    text : str
        "<5" is 0 to 4, "1-4" is 1 to 4; for "*" or "[c]" the plan has to say.
    hidden : mapping of str to (float, float)
        What the plan says of marks; blank may be one.
    """
    if text in hidden:
        return hidden[text]
    return interval_text(text)


def interval_text(text: str) -> Bounds | None:
    """Read "<5", "fewer than 5" or "1-4" as the least and the most; None otherwise."""
    plain = " ".join(text.replace("\N{EN DASH}", "-").split())
    if found := _LESS_THAN.fullmatch(plain):
        most = int(found[2]) - (0 if found[1] else 1)
        return (0.0, float(most)) if most >= 0 else None
    if found := _BETWEEN.fullmatch(plain):
        least, greatest = float(found[1]), float(found[2])
        return (least, greatest) if least <= greatest else None
    return None
