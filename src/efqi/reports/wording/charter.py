"""The frame of a project in words: its aim as a sentence, its lens."""

from efqi.disclosure.release import Release, View
from efqi.projects.document.charter import Aim, Charter, Lens
from efqi.projects.document.measurement import CareAim
from efqi.projects.plan import Plan
from efqi.projects.practice import ClinicalArea
from efqi.reports.wording.dates import full_date
from efqi.reports.wording.figure import Unit, number, unit_of
from efqi.reports.wording.sentence import capital, joined, phrase, say

_LENSES = {Lens.ADULTS: "Adults", Lens.CHILDREN: "Children and young people"}
_AIMS = {
    CareAim.SAFE: "Safe: care does no harm",
    CareAim.TIMELY: "Timely: no harmful wait",
    CareAim.EFFECTIVE: "Effective: it works, and those who need it get it",
    CareAim.EFFICIENT: "Efficient: nothing is wasted, people's time least of all",
    CareAim.EQUITABLE: "Equitable: as good for one group as for another",
    CareAim.PERSON_CENTRED: "Person-centred: it fits the person's life and wishes",
}
_INDEX = "imd"
_PLAIN = Unit("", "", 1, "", "")


def lens_words(lens: Lens | None) -> str:
    """Name one of the two approaches; blank where none is chosen."""
    return "" if lens is None else say(_LENSES[lens])


def area_words(lens: Lens, area: ClinicalArea) -> str:
    """Name a clinical area with the approach that it belongs to and its focus.

    What of it is still to be checked is said.
    """
    template = "{lens}: {area}. {focus}."
    if area.note:
        template = "{lens}: {area}. {focus} (not yet verified)."
    return say(
        template,
        lens=lens_words(lens),
        area=area.area,
        focus=capital(area.focus),
    )


def lens_sentence(charter: Charter) -> str:
    """Say whom a project looks at first, in England; blank where nothing is chosen."""
    groups = joined(charter.plus_groups)
    parts = (lens_words(charter.lens), charter.clinical_area, groups)
    return ", ".join(part for part in parts if part)


def aim_sentence(aim: Aim, release: Release | None, measure_title: str = "") -> str:
    """Write the targets of an aim as one sentence.

    Parameters
    ----------
    aim : Aim
        As the team wrote it.
    release : Release or None
        Gives the unit, where there are data.
    measure_title : str
        What is counted.

    Returns
    -------
    str
        Blank where there is no target yet.
    """
    unit = _unit(aim, release)
    targets = tuple(
        phrase("{level} for {whom}", level=_level(value, unit), whom=whom)
        for value, whom in (
            (aim.overall_target, phrase("everyone")),
            (aim.group_target, aim.group or phrase("the group that is worst served")),
        )
        if value is not None
    )
    if not targets:
        return ""
    when = "" if aim.by is None else phrase("by {day}, ", day=full_date(aim.by))
    what = f"{measure_title}: " if measure_title else ""
    return capital(f"{when}{what}{joined(targets)}{_floor(aim, unit)}.")


def level_words(value: float | None, aim: Aim, release: Release | None) -> str:
    """Write a target of an aim on its scale, or that there is none yet."""
    if value is None:
        return say("not set yet")
    return _level(value, _unit(aim, release))


def aim_view(aim: Aim, release: Release | None) -> View | None:
    """Give the view that an aim is about; the primary one where it names no measure."""
    views = release.views if release else ()
    return next((v for v in views if aim.measure in ("", v.measure.name)), None)


def _unit(aim: Aim, release: Release | None) -> Unit:
    view = aim_view(aim, release)
    return unit_of(view.measure) if view else _PLAIN


def _level(value: float, unit: Unit) -> str:
    return number(value, 0 if value == round(value) else unit.decimals) + unit.suffix


def _floor(aim: Aim, unit: Unit) -> str:
    if aim.floor is None:
        return ""
    return phrase(
        ", and no group on the wrong side of {floor}", floor=_level(aim.floor, unit)
    )


def care_aim_words(aim: CareAim) -> str:
    """Say what one of the six aims of good care means."""
    return say(_AIMS[aim])


def deprivation_sentence(plan: Plan | None) -> str:
    """Say where deprivation comes from when it is found from each person's area."""
    found = (
        [d for d in plan.dimensions if (d.lookup or "").startswith(_INDEX)]
        if plan
        else []
    )
    if not found:
        return ""
    year = (found[0].lookup or "")[len(_INDEX) : len(_INDEX) + 4]
    return say(
        "The most deprived fifth can be seen here: the file holds small areas (LSOA), and "
        "each is matched to the Index of Multiple Deprivation {year}.",
        year=year,
    )
