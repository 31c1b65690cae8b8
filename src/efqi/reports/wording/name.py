"""How groups, gaps and changes are called inside a sentence."""

import re

from efqi.disclosure.release import Measure
from efqi.reports.wording.measured import measured_title
from efqi.reports.wording.sentence import mid_sentence

_RANKS = frozenset(
    [
        "most",
        "least",
        "first",
        "second",
        "third",
        "middle",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "lowest",
        "highest",
        "youngest",
        "oldest",
        "poorest",
        "richest",
    ]
)
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)")
_ADJECTIVES = frozenset(["deprived", "affluent", "poor", "rich"])
_PEOPLE = frozenset(
    [
        "women",
        "men",
        "girls",
        "boys",
        "adults",
        "children",
        "people",
        "patients",
        "others",
        "everyone",
    ]
)
_STARTS = frozenset(["began", "begin", "begins", "start", "starts", "started"])


def names_people(title: str) -> bool:
    """Whether words open with people: "people who recovered"."""
    return title.lower().split()[0] in _PEOPLE


def counted_name(measure: Measure) -> str:
    """Name what is counted inside a sentence: "missed appointments".

    People do not fall or rise, so a title that names people is a share or rate. A wait
    is said to be a mean or a percentile.
    """
    title = mid_sentence(measure.title)
    if measure.unit:
        return measured_title(measure, title)
    if not names_people(title):
        return title
    kinds = {"proportion": "the share of", "rate": "the rate of"}
    return f"{kinds.get(measure.kind.value, 'the number of')} {title}"


def group_name(label: str, dimension_title: str) -> str:
    """Name a group inside a sentence: "the most deprived fifth", "women".

    Parameters
    ----------
    label : str
        Words of the group as the plan gives them.
    dimension_title : str
        Words of the dimension; tells ages from other numbers.
    """
    words = label.lower().split()
    if words[0] in _RANKS or _ORDINAL.fullmatch(words[0]):
        noun = " group" if len(words) == 1 or words[-1] in _ADJECTIVES else ""
        return f"the {mid_sentence(label)}{noun}"
    if {words[0], words[-1]} & _PEOPLE or words[0] in ("any", "other"):
        return mid_sentence(label)
    if label[0].isdigit() and "age" in dimension_title.lower().split():
        return f"people aged {label}"
    if label.isdigit():
        return f"group {label}"
    return f"the {label}" if words[-1] == "group" else f"the {label} group"


def change_clause(label: str, date_words: str, preposition: str) -> str:
    """Say since when: "Since reminder texts began in April 2025"."""
    if not label:
        return f"Since {date_words}"
    if label.lower().split()[-1] in _STARTS:
        return f"Since {mid_sentence(label)} {preposition} {date_words}"
    return f"Since {date_words} ({mid_sentence(label)})"
