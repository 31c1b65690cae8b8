"""What a participation log shows that someone should act on, in words."""

from collections.abc import Mapping

from efqi.projects.document.participation_flags import Flag
from efqi.reports.wording.sentence import say

_FLAGS: Mapping[str, tuple[str, str]] = {
    "plog.f1": (
        "One person is waiting to hear from you.",
        "{n} people are waiting to hear from you.",
    ),
    "plog.f2": (
        "One piece of work is unpaid, or was paid late. Check the offer.",
        "{n} pieces of work are unpaid, or were paid late. Check the offers.",
    ),
    "plog.f3": (
        "Everyone joined after the aim was agreed. Ask whether it is the right problem.",
        "",
    ),
    "plog.f4": (
        "There is one door in: {share} of people came the same way. Who cannot use it?",
        "",
    ),
    "plog.f5": ("The people whom the gap is about are not in the log.", ""),
    "plog.f6": (
        "People were heard, and for {share} of them nothing is written that changed.",
        "",
    ),
    "plog.f7": (
        "It felt lower on the ladder than you meant. Ask what would have helped.",
        "",
    ),
    "plog.f8": (
        "One person was not asked what they need to take part. Ask before, not after.",
        "{n} people were not asked what they need to take part. Ask before, not after.",
    ),
}


def flag_sentence(flag: Flag) -> str:
    """Give one flag of a participation log as a sentence."""
    one, several = _FLAGS[flag.code]
    number = len(flag.entries)
    share = "" if flag.share is None else f"{flag.share:.0%}".replace("%", "\u00a0%")
    return say((number > 1 and several) or one, n=str(number), share=share)
