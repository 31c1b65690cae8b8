"""What is said of many projects: each counts once."""

from collections.abc import Sequence

from efqi.projects.gap_answer import GapAnswer
from efqi.projects.portfolio import Share
from efqi.reports.wording.sentence import say

_NAMES = {
    GapAnswer.KEPT: "The gap kept its course",
    GapAnswer.NARROWED: "The gap narrowed",
    GapAnswer.WIDENED: "The gap widened",
    GapAnswer.LEVELLED_DOWN: "Narrowed as someone got worse",
    GapAnswer.TURNED: "The gap turned round, or is mixed",
    GapAnswer.CANNOT_TELL: "We cannot tell yet",
    GapAnswer.DESCRIBED: "Described only",
    GapAnswer.NOT_LOOKED: "Nobody has looked",
}
_MEANINGS = {
    GapAnswer.KEPT: "No step that the team said would matter; it may have moved before.",
    GapAnswer.NARROWED: "The groups probably moved closer together.",
    GapAnswer.WIDENED: "The groups probably moved further apart.",
    GapAnswer.LEVELLED_DOWN: "The gap shrank because care got worse for the better off.",
    GapAnswer.TURNED: "Another group is worse off now, or two scales disagree.",
    GapAnswer.CANNOT_TELL: "The data are too few or too mixed to say. That is an answer.",
    GapAnswer.DESCRIBED: "Too few points in time to judge; levels are shown.",
    GapAnswer.NOT_LOOKED: "There are no data, or none by groups of people.",
}


def answer_name(answer: GapAnswer) -> str:
    """Name an answer in a list of them."""
    return say(_NAMES[answer])


def answer_meaning(answer: GapAnswer) -> str:
    """Say in one sentence what an answer means."""
    return say(_MEANINGS[answer])


def portfolio_title(shares: Sequence[Share]) -> str:
    """Say what stands out for action: where the gap widened, and where nobody looked."""
    count = {share.answer: share.count for share in shares}
    total = sum(count.values())
    if not total:
        return say("There is no project to count.")
    dark = count[GapAnswer.NOT_LOOKED]
    template = (
        "The gap widened in {widened} of {total}; in {dark} nobody has looked."
        if dark
        else "The gap widened in {widened} of {total}; someone has looked in every one."
    )
    return say(
        template,
        widened=f"{count[GapAnswer.WIDENED]:,}",
        total=say("1 project") if total == 1 else f"{total:,} projects",
        dark=f"{dark:,}",
    )


def portfolio_description(shares: Sequence[Share]) -> str:
    """Give every count in words, for whoever does not see the picture."""
    return "; ".join(f"{answer_name(each.answer)}: {each.count:,}" for each in shares)
