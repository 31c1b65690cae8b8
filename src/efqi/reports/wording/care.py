"""What is said about one group's own care."""

from efqi.disclosure.release import CareCategory, CareChange, ReleasedSeries
from efqi.projects.gates.facts import Figures
from efqi.reports.wording.dates import plural, so_many
from efqi.reports.wording.figure import Unit, has_interval
from efqi.reports.wording.sentence import mid_sentence, say

_CATEGORY = {
    CareCategory.IMPROVED: "Better",
    CareCategory.WORSENED: "Worse",
    CareCategory.NO_SIGN_OF_CHANGE: "No sign of change",
    CareCategory.CANNOT_TELL_YET: "Cannot tell yet",
    CareCategory.DESCRIBE_ONLY: "Described, not judged",
}


def care_word(category: CareCategory | None) -> str:
    """Answer on a group's own care in a word or three."""
    return say("Too few to say" if category is None else _CATEGORY[category])


def whose_care(figures: Figures) -> str:
    """Name those whose care it is, alone: a group, everyone, or those who are unknown.

    Parameters
    ----------
    figures : mapping of str to str, int or float
        Of a group that is not better: its label, role and dimension.
    """
    if figures["role"] == "total":
        return say("Everyone together")
    if figures["role"] == "unknown":
        by = mid_sentence(str(figures["dimension"]))
        return say("People whose group is unknown ({by})", by=by)
    return str(figures["group"])


def care_change(care: CareChange | None, unit: Unit) -> str:
    """Write a group's change with its interval: "1.2 lower to 0.8 higher"."""
    if care is None:
        return say("too few to say")
    if not has_interval(care.change):
        return _lower_or_higher(care.change.value, unit)
    low, high = care.change.lower, care.change.upper
    if (low < 0) == (high < 0):
        near, far = sorted((abs(low), abs(high)))
        template = "{near} to {far} lower" if low < 0 else "{near} to {far} higher"
        return say(template, near=unit.number(near), far=unit.number(far))
    return say(
        "{low} to {high}",
        low=_lower_or_higher(low, unit),
        high=_lower_or_higher(high, unit),
    )


def _lower_or_higher(change: float, unit: Unit) -> str:
    if unit.number(change) == unit.number(0):
        return say("no change")
    template = "{size} lower" if change < 0 else "{size} higher"
    return say(template, size=unit.number(abs(change)))


def signals_sentence(series: ReleasedSeries) -> str:
    """Say how many points since the change show a special cause."""
    after = [p for p in series.points if p.phase > 0 and not p.left_out]
    if not series.points:
        return say("Too few people to show over time")
    if not after:
        return say("Nothing to judge since the change")
    if not series.signals_after:
        return say("No special cause since the change")
    return say(
        "Special cause in {found} of {all}",
        found=str(series.signals_after),
        all=so_many(len(after), series.interval),
    )


def coarsened_sentence(series: ReleasedSeries) -> str:
    """Say that a group is shown in longer stretches to protect people."""
    return say("Shown by {unit} to protect people", unit=plural(series.interval)[:-1])
