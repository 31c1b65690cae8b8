"""A team's self-assessment in words: where people agree and where not, never a rank."""

from collections.abc import Sequence

from efqi.projects.self_assessment import Spread
from efqi.reports.wording.sentence import say

_FAR = 2
"""Steps between two people from which a difference is worth a talk."""


def spread_sentences(spread: Spread) -> tuple[str, ...]:
    """Say how the scores of one item are spread; no mean, no total."""
    told = [_inside(spread.inside)]
    if spread.outside:
        told.append(
            say("From outside the team: {scores}.", scores=_list(spread.outside))
        )
    if spread.claimed == 1:
        told.append(
            say("One score of 3 or 4 is claimed: it has no evidence of the last year.")
        )
    elif spread.claimed:
        told.append(
            say(
                "{n} scores of 3 or 4 are claimed: they have no evidence of the last "
                "year.",
                n=str(spread.claimed),
            )
        )
    if spread.disagreement >= _FAR:
        told.append(say("People see this differently. Ask what each of them has seen."))
    return tuple(told)


def _inside(scores: Sequence[int]) -> str:
    if not scores:
        return say("Nobody in the team has scored this yet.")
    if len(scores) == 1:
        return say("One person in the team: {score}.", score=str(scores[0]))
    if scores[0] == scores[-1]:
        return say(
            "All {n} in the team: {score}.", n=str(len(scores)), score=str(scores[0])
        )
    return say(
        "{n} people in the team, from {low} to {high}.",
        n=str(len(scores)),
        low=str(scores[0]),
        high=str(scores[-1]),
    )


def _list(scores: Sequence[int]) -> str:
    return ", ".join(map(str, scores))
