"""The answer of a project in one word, as a portfolio counts it."""

from collections.abc import Collection, Iterator
from enum import StrEnum

from efqi.disclosure.release import Category, Release, View
from efqi.measures.dimension import UNKNOWN
from efqi.projects.plan import Plan

_FEWEST_GROUPS = 2
"""Below which there is no gap to look at."""


class GapAnswer(StrEnum):
    """What became of the gap in a project, in the order in which a portfolio lists it."""

    KEPT = "kept"
    NARROWED = "narrowed"
    WIDENED = "widened"
    LEVELLED_DOWN = "levelled down"
    TURNED = "reversed or mixed"
    CANNOT_TELL = "cannot tell yet"
    DESCRIBED = "described only"
    NOT_LOOKED = "not looked"


_OF_CATEGORY = {
    Category.NO_MEANINGFUL_CHANGE: GapAnswer.KEPT,
    Category.NARROWED: GapAnswer.NARROWED,
    Category.WIDENED: GapAnswer.WIDENED,
    Category.REVERSED: GapAnswer.TURNED,
    Category.MIXED: GapAnswer.TURNED,
    Category.CANNOT_TELL_YET: GapAnswer.CANNOT_TELL,
    Category.DESCRIBE_ONLY: GapAnswer.DESCRIBED,
}


def gap_answer(
    release: Release | None, plan: Plan | None, among: Collection[str] | None = None
) -> GapAnswer:
    """Give the answer of a project.

    Parameters
    ----------
    release : Release or None
        What its data may show; None before there are data.
    plan : Plan or None
        Says which dimensions are of people and which of sites.
    among : collection of str, optional
        Names of the dimensions that count, such as those of deprivation; all unless said.

    Returns
    -------
    GapAnswer
        Of the first view by groups of people, which is the declared one where that is by
        people; not looked where there is none.
    """
    view = next(_by_people(release, plan, among), None)
    if view is None:
        return GapAnswer.NOT_LOOKED
    if view.verdict.is_levelling_down:
        return GapAnswer.LEVELLED_DOWN
    return _OF_CATEGORY[view.verdict.category]


def _by_people(
    release: Release | None, plan: Plan | None, among: Collection[str] | None
) -> Iterator[View]:
    if release is None or plan is None:
        return
    sites = {p.dimension.name for p in plan.dimensions if p.dimension.is_sites}
    for view in release.views:
        is_asked = among is None or view.dimension in among
        if is_asked and view.dimension not in sites and _has_groups(view):
            yield view


def _has_groups(view: View) -> bool:
    groups = [g for g in view.groups if g.role == "group" and g.group != UNKNOWN]
    return len(groups) >= _FEWEST_GROUPS
