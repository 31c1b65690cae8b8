"""When an aim was agreed, against what was known by then."""

from datetime import datetime

from efqi.projects.document.charter import Aim

_WORDS = {"statement", "agreed_at"}
"""What may change without another aim being agreed."""


def agreed(before: Aim, after: Aim, now: datetime, *, again: bool = False) -> Aim:
    """Date an aim that is being saved; what was typed as its date counts for nothing.

    Parameters
    ----------
    before, after : Aim
        As it stood, and as it was written now.
    now : datetime
        When.
    again : bool
        Whether the team says that it agrees to it anew.

    Returns
    -------
    Aim
        Agreed when it was first put in words, when a target, its day, its group or what
        would be a failure last changed since, or when it was last agreed again. Without
        words it is not agreed.
    """
    is_changed = before.model_dump(exclude=_WORDS) != after.model_dump(exclude=_WORDS)
    agreed_at = before.agreed_at
    if not after.statement:
        agreed_at = None
    elif agreed_at is None or is_changed or again:
        agreed_at = now
    return after.model_copy(update={"agreed_at": agreed_at})
