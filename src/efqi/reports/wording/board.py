"""What a board pack says over many projects."""

from collections.abc import Mapping, Sequence

from efqi.reports.wording.figure import NBSP, number
from efqi.reports.wording.sentence import say

_DIMENSIONS = {
    "deprivation": "Deprivation",
    "ethnicity": "Ethnicity",
    "age": "Age",
    "sex": "Sex",
}


def dimension_name(by: str) -> str:
    """Name one of the four ways of looking that every body takes first."""
    return say(_DIMENSIONS[by])


def not_looked() -> str:
    """Say that a project does not look this way."""
    return say("Not looked at")


def no_action() -> str:
    """Say that nothing is open, or that the reader may not see what is."""
    return say("Nothing is written here for you to see")


def pack_title(count: int) -> str:
    """Give the title of a pack."""
    if count == 1:
        return say("Levels by group in 1 project")
    return say("Levels by group in {count} projects", count=str(count))


def pack_sentences(
    total: int, looked: Mapping[str, int], unknown: Mapping[str, Sequence[float]]
) -> tuple[str, ...]:
    """Say for each way of looking in how many projects it was taken, and what is unknown.

    Parameters
    ----------
    total : int
        Projects in the pack.
    looked : mapping of str to int
        Projects that look this way.
    unknown : mapping of str to sequence of float
        Per cent of people whose group is unknown, one for each table that says it.
    """
    return tuple(
        _sentence(dimension_name(by), total, looked[by], unknown[by]) for by in looked
    )


def _sentence(name: str, total: int, looked: int, unknown: Sequence[float]) -> str:
    first = say(
        "{name}: looked at in {looked} of {total}.",
        name=name,
        looked=str(looked),
        total=say("1 project") if total == 1 else f"{total} projects",
    )
    if not looked:
        return first
    if not unknown:
        rest = say("Whether everyone's group is known cannot be told from these data.")
        return f"{first} {rest}"
    low, high = number(min(unknown), 1), number(max(unknown), 1)
    if low == high:
        rest = say("It is unknown for {high} of people.", high=f"{high}{NBSP}%")
    else:
        rest = say(
            "It is unknown for {low} to {high} of people, by project.",
            low=low,
            high=f"{high}{NBSP}%",
        )
    return f"{first} {rest}"
