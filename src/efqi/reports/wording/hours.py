"""Hours of a plan in words: how many, of whom, and what was decided about them."""

from efqi.projects.document.people import ResourceEntry
from efqi.projects.workload import planned_minutes
from efqi.reports.wording.sentence import say

ABOUT = "hours"
"""What decisions about hours are about."""


def hours_words(minutes: float) -> str:
    """Write minutes a week as hours."""
    hours = f"{minutes / 60:.2f}".rstrip("0").rstrip(".")
    if hours == "1":
        return say("1 hour a week")
    return say("{hours} hours a week", hours=hours)


def line_words(entry: ResourceEntry) -> str:
    """Write a line of hours: whose, and how many."""
    role = entry.values.get("role", "").strip() or say("Role not named")
    minutes = planned_minutes(entry)
    hours = hours_words(minutes) if minutes else say("hours not written")
    return say("{role}: {hours}", role=role, hours=hours)


def given_sentence(line: ResourceEntry, by: str, taken_from: str) -> str:
    """Say who gives hours to a project, and which project they are taken from, if any."""
    words = {"line": line_words(line), "by": by, "project": taken_from}
    if taken_from:
        return say("{line}, given by {by}, moved here from “{project}”", **words)
    return say("{line}, given by {by}", **words)


def taken_sentence(line: ResourceEntry, given_to: str) -> str:
    """Say that hours were moved away from a project."""
    return say(
        "{line}, moved to “{project}”; to be found again here",
        line=line_words(line),
        project=given_to,
    )
