"""The slope over all groups of an ordered dimension, in two sentences."""

from collections.abc import Callable

from efqi.reports.wording.figure import times
from efqi.reports.wording.sentence import say
from efqi.reports.wording.story import Story

Limits = tuple[float, float, float]


def slope_sentences(story: Story) -> tuple[str, ...]:
    """Give the slope and relative indices of inequality of both phases.

    Parameters
    ----------
    story : Story
        A view with its words.

    Returns
    -------
    tuple of str
        Empty for dimensions without order, or where a phase cannot be shown.
    """
    gap = story.view.gap
    if gap is None or gap.slope_before is None or gap.slope_after is None:
        return ()
    slope = say(
        "Slope index of inequality, {unit}: {before} before, {after} after.",
        unit=story.unit.difference_name,
        before=_limits(gap.slope_before, story.unit.number),
        after=_limits(gap.slope_after, story.unit.number),
    )
    if gap.relative_slope_before is None or gap.relative_slope_after is None:
        return (slope,)
    relative = say(
        "Relative index of inequality: {before} times before, {after} times after.",
        before=_limits(gap.relative_slope_before, times),
        after=_limits(gap.relative_slope_after, times),
    )
    return (slope, relative)


def _limits(limits: Limits, written: Callable[[float], str]) -> str:
    value, lower, upper = map(written, limits)
    return say("{value} ({lower} to {upper})", value=value, lower=lower, upper=upper)
