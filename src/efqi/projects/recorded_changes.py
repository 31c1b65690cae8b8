"""Which changes are decisions that a later reader should be able to question."""

from collections.abc import Iterator

from efqi.projects.document.measurement import MeasureNote
from efqi.projects.plan import Plan


def needs_reason(before: MeasureNote | None, after: MeasureNote) -> bool:
    """Say whether a measure is changed although its definition was locked.

    Parameters
    ----------
    before, after : MeasureNote
        As it stood and as it is to stand; None where nothing was written.
    """
    if before is None or before.locked_at is None:
        return False
    counted = ("role", "definition")
    return any(getattr(before, name) != getattr(after, name) for name in counted)


def charting_changes(before: Plan, after: Plan) -> Iterator[tuple[str, str, str]]:
    """Give what is charted otherwise: what it is about, how it was, how it will be."""
    if before.rules != after.rules:
        yield "rule set", before.rules, after.rules
    if before.changes != after.changes:
        yield "phases", _phases(before), _phases(after)


def _phases(plan: Plan) -> str:
    return "; ".join(
        f"{change.date:%Y-%m-%d} {change.label}" for change in plan.changes
    )
