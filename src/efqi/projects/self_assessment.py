"""What a team's self-assessments say together: the spread, never a rank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from efqi.projects.document.people import AssessmentSheet, Score
from efqi.projects.practice import Aspect, Assessment, AssessmentItem

NEEDS_EVIDENCE = 3
"""Score from which evidence is needed."""
RECENT = timedelta(days=365)
"""Age up to which evidence counts."""
_OWN = "person"
"""Begins the identifier of a sheet that someone who signs in filled alone."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Scores of one item.

    Attributes
    ----------
    item : AssessmentItem
        What was scored.
    inside, outside : tuple of int
        Scores of the team, and of people from outside it, each in ascending order.
    claimed : int
        Scores of 3 or 4 without evidence of the last 12 months.
    """

    item: AssessmentItem
    inside: tuple[int, ...]
    outside: tuple[int, ...]
    claimed: int

    @property
    def disagreement(self) -> int:
        """Highest score less the lowest, over everyone."""
        scores = (*self.inside, *self.outside)
        return max(scores) - min(scores) if scores else 0


def is_claimed(score: Score, today: date) -> bool:
    """Say whether a score of 3 or more lacks evidence of the last 12 months."""
    if score.score < NEEDS_EVIDENCE:
        return False
    is_recent = score.evidence_on is not None and score.evidence_on >= today - RECENT
    return not (score.evidence.strip() and is_recent)


def spreads(
    assessment: Assessment, sheets: Sequence[AssessmentSheet], today: date
) -> tuple[Spread, ...]:
    """Give the spread of every item, in the order of the assessment.

    Parameters
    ----------
    assessment : Assessment
        Its items.
    sheets : sequence of AssessmentSheet
        Each made by one person alone.
    today : date
        Day on which evidence is judged.
    """
    return tuple(_spread(item, sheets, today) for item in assessment.items)


def _spread(
    item: AssessmentItem, sheets: Sequence[AssessmentSheet], today: date
) -> Spread:
    given = [
        (sheet.is_outside, score)
        for sheet in sheets
        for score in sheet.scores
        if score.item == item.identifier
    ]
    inside, outside = (
        tuple(sorted(score.score for is_out, score in given if is_out is side))
        for side in (False, True)
    )
    claimed = sum(is_claimed(score, today) for _, score in given)
    return Spread(item, inside, outside, claimed)


def own_sheet(account: str) -> str:
    """Name the sheet of someone who signs in.

    Parameters
    ----------
    account : str
        Opaque key of their account: a number would be someone else's on another service.
    """
    return f"{_OWN}-{account}"


def is_for_another(sheet: AssessmentSheet) -> bool:
    """Say whether it was written down for someone; other sheets are one person's alone."""
    return not sheet.identifier.startswith(_OWN)


def has_seen(sheet: AssessmentSheet | None, aspect: Aspect) -> bool:
    """Say whether someone has gone through an aspect alone; then others may be shown."""
    return sheet is not None and aspect.value in sheet.seen


def rescored(
    sheet: AssessmentSheet,
    aspect: Aspect,
    assessment: Assessment,
    scores: Sequence[Score],
) -> AssessmentSheet:
    """Give a sheet with new scores of one aspect; those of all others stay.

    Parameters
    ----------
    sheet : AssessmentSheet
        As it stands.
    aspect : Aspect
        What was asked about.
    assessment : Assessment
        Its items.
    scores : sequence of Score
        New scores of its items; an item without one is unscored again.
    """
    asked = {item.identifier for item in assessment.items if item.aspect is aspect}
    kept = tuple(score for score in sheet.scores if score.item not in asked)
    seen = tuple(dict.fromkeys((*sheet.seen, aspect.value)))
    return sheet.model_copy(update={"scores": (*kept, *scores), "seen": seen})
