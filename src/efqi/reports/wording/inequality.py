"""Measures of inequality in words: their names, what they mean and what they say."""

import math

from efqi.disclosure.release import Shown
from efqi.disclosure.released_inequality import (
    InequalityFigure,
    InequalityOverTime,
    InequalityUnit,
    ReleasedMeasureOfInequality,
)
from efqi.reports.wording.dates import each, plural, so_many
from efqi.reports.wording.figure import NBSP, NOTHING, hidden_reason, number
from efqi.reports.wording.sentence import capital, phrase, say
from efqi.reports.wording.story import Story

NAMES = {
    "slope_index": "Slope index of inequality",
    "relative_index": "Relative index of inequality",
    "curved_slope_index": "Slope index, curved",
    "curved_relative_index": "Relative index, curved",
    "absolute_concentration_index": "Absolute concentration index",
    "relative_concentration_index": "Relative concentration index",
    "erreygers_index": "Erreygers index",
    "wagstaff_index": "Wagstaff index",
    "highest_minus_lowest": "Highest minus lowest group",
    "highest_over_lowest": "Highest over lowest group",
    "between_group_deviation": "Standard deviation between groups",
    "coefficient_of_variation": "Coefficient of variation",
    "between_group_variance": "Variance between groups",
    "theil_index": "Theil index",
    "mean_log_deviation": "Mean log deviation",
    "mean_difference_from_mean": "Mean difference from the overall level",
    "index_of_disparity_weighted": "Index of disparity, by people",
    "index_of_disparity": "Index of disparity, groups alike",
    "mean_difference_from_best": "Mean difference from the best group",
    "mean_difference_from_reference": "Mean difference from the reference",
    "population_attributable_risk": "Population attributable risk",
    "population_attributable_fraction": "Population attributable fraction",
}
_MEANINGS = {
    "slope_index": "How far apart the two ends of a straight line through all groups are",
    "relative_index": "The two ends of that line, one over the other",
    "curved_slope_index": "How far apart the ends of a curve through all groups are",
    "curved_relative_index": "The two ends of that curve, one over the other",
    "absolute_concentration_index": (
        "How far the level leans towards one end of the order"
    ),
    "relative_concentration_index": "The same over the overall level; 0 is even",
    "erreygers_index": (
        "The lean again; counting the opposite event changes only its sign"
    ),
    "wagstaff_index": "The lean over the most it could be at this overall level",
    "highest_minus_lowest": "How far the two outermost groups are apart",
    "highest_over_lowest": "The highest group's level over the lowest group's",
    "between_group_deviation": "How far groups lie from the overall level, as one figure",
    "coefficient_of_variation": "The same in per cent of the overall level",
    "between_group_variance": "The square of the standard deviation; far groups weigh most",
    "theil_index": "Unevenness, times 1,000; groups with high levels weigh most",
    "mean_log_deviation": "Unevenness, times 1,000; groups with low levels weigh most",
    "mean_difference_from_mean": "How far a person's group lies from the overall level",
    "index_of_disparity_weighted": "The same in per cent of the overall level",
    "index_of_disparity": "The same, small groups counting as much as large ones",
    "mean_difference_from_best": (
        "How far a person's group lies from the group that fares best"
    ),
    "mean_difference_from_reference": "How far a person's group lies from {reference}",
    "population_attributable_risk": (
        "What everyone together would gain if all fared like {best}"
    ),
    "population_attributable_fraction": "The same gain in per cent of the overall level",
}
_WHY_NONE = {
    "not_given": (
        "The source gives no counts, and measures over all groups are made from counts."
    ),
    "measured": (
        "These measures are made from counts of events; a mean or percentile is compared "
        "by its gaps."
    ),
    "no_population": (
        "A plain count does not say how many people it is of, so measures over all "
        "groups cannot be made."
    ),
    "overlapping": (
        "People can be in several of these groups, so measures over all groups would "
        "count them more than once."
    ),
    "missing": "Measures over all groups need two or more groups.",
}


def measure_name(name: str) -> str:
    """Name a measure of inequality in plain English."""
    return say(NAMES.get(name, name.replace("_", " ")))


def unit_words(unit: InequalityUnit, story: Story) -> str:
    """Say what a measure is counted in."""
    of_levels = story.unit.difference_name or say("number")
    return {
        InequalityUnit.LEVEL: of_levels,
        InequalityUnit.SQUARED: phrase("{unit} squared", unit=of_levels),
        InequalityUnit.PER_CENT: "%",
        InequalityUnit.PER_THOUSAND: say("per 1,000"),
        InequalityUnit.RATIO: say("times"),
        InequalityUnit.INDEX: say("\u22121 to 1"),
    }[unit]


def meaning(measure: ReleasedMeasureOfInequality, story: Story) -> str:
    """Say in one line what a measure means."""
    last = story.name(story.groups[-1].group)
    best = last if story.view.is_ordered else phrase("the best group")
    reference = story.plan.dimension(story.view.dimension).reference
    template = _MEANINGS.get(measure.name, "")
    return say(template, best=best, reference=story.name(reference))


def figure_words(
    figure: InequalityFigure, unit: InequalityUnit, *, is_change: bool = False
) -> str:
    """Write a figure with its limits: "13.2 (12.6 to 13.7)", or why there is none."""
    if figure.value is None:
        return _why(figure.reason)
    written = _written(figure.value, unit)
    if is_change and unit is InequalityUnit.RATIO:
        written = f"\u00d7{NBSP}{written}"
    elif is_change and figure.value > 0:
        written = f"+{written}"
    lower, upper = (_written(end, unit) for end in (figure.lower, figure.upper))
    if figure.lower is None and figure.upper is None:
        return written
    template = "{lower} to {upper}"
    if figure.upper is None:
        template = "{lower} or more"
    elif figure.lower is None:
        template = "{upper} or less"
    limits = say(template, lower=lower, upper=upper).replace(" ", NBSP)
    return f"{written} ({limits})"


def _why(reason: str) -> str:
    if reason == "not_defined":
        return say("no number here")
    return hidden_reason(Shown(None, reason))


def _written(value: float | None, unit: InequalityUnit) -> str:
    if value is None:
        return NOTHING
    size = abs(value)
    if unit is InequalityUnit.INDEX:
        return number(value, 3)
    if unit is InequalityUnit.RATIO:
        return number(value, 2 if size < 10 else 1)
    if size >= 1 or size == 0:
        return number(value, 1)
    return number(value, min(1 - math.floor(math.log10(size)), 4))


def inequality_sentences(story: Story) -> tuple[str, ...]:
    """Say how to read the measures, and whether absolute and relative ones agree."""
    found = story.view.inequality
    if found.reason:
        return (_none(found.reason),)
    if not found.measures:
        return ()
    sentences = [
        say(
            "More is less fair in every row. Groups that are all alike give 0, or 1 "
            "where a row is in times."
        )
    ]
    if story.is_higher_better and story.measure.kind.value == "proportion":
        opposite = say(
            "What is counted here is the opposite of {title}, as for the gap.",
            title=story.title,
        )
        sentences.append(opposite)
    sentences += disagreement(story)
    sentences.append(
        say(
            "Intervals hold what chance alone could do. The answer above also allows for "
            "{intervals} that vary by more than chance, so it is the one to act on.",
            intervals=plural(story.release.interval),
        )
    )
    sentences.append(
        say(
            "Groups weigh as many people as they had before the change; unknown groups "
            "are left out."
        )
    )
    return tuple(sentences)


def _none(reason: str) -> str:
    words = _WHY_NONE.get(reason)
    if words:
        return say(words)
    return say(
        "A group cannot be shown ({reason}), so no measure over all groups is given: "
        "one without that group could mislead.",
        reason=hidden_reason(Shown(None, reason)),
    )


def disagreement(story: Story) -> list[str]:
    """Say where the absolute and the relative measure of one idea moved apart."""
    pair = ("slope_index", "relative_index")
    if not story.view.is_ordered:
        pair = ("between_group_deviation", "coefficient_of_variation")
    by_name = {measure.name: measure for measure in story.view.inequality.measures}
    found = [by_name[name] for name in pair if name in by_name]
    moves = [_movement(measure) for measure in found]
    if len(moves) < 2 or moves[0] * moves[1] >= 0:
        return []
    template = (
        "Absolute and relative measures disagree: the {absolute} rose while the "
        "{relative} fell. Both are true, and both belong in any summary."
        if moves[0] > 0
        else "Absolute and relative measures disagree: the {absolute} fell while the "
        "{relative} rose. Both are true, and both belong in any summary."
    )
    names = (measure_name(measure.name).lower() for measure in found)
    return [say(template, **dict(zip(("absolute", "relative"), names, strict=True)))]


def _movement(measure: ReleasedMeasureOfInequality) -> float:
    """Give how much further from equality a measure is after than before."""
    before, after = measure.before.value, measure.after.value
    if before is None or after is None:
        return 0.0
    if measure.unit is InequalityUnit.RATIO:
        if before <= 0 or after <= 0:
            return 0.0
        before, after = math.log(before), math.log(after)
    return abs(after) - abs(before)


def over_time_title(story: Story, over_time: InequalityOverTime) -> str:
    """Say what stands out in a measure of inequality over time."""
    after = [p for p in over_time.points if p.phase > 0]
    for signal, words in (("concern", "less fair"), ("improvement", "fairer")):
        count = sum(p.signal == signal for p in after)
        if count and count * 2 >= sum(bool(p.signal) for p in after):
            return say(
                "{name}: {count} of {all} since {date} stand out as {words}",
                name=measure_name(over_time.name),
                count=str(count),
                all=so_many(len(after), over_time.interval),
                date=story.change_words,
                words=words,
            )
    if not after or not over_time.centres or over_time.uppers[0] is None:
        return say("{name} over time", name=measure_name(over_time.name))
    return say(
        "{name}: nothing stands out since {date}",
        name=measure_name(over_time.name),
        date=story.change_words,
    )


def over_time_subtitle(story: Story, over_time: InequalityOverTime) -> str:
    """Say what is drawn: over all groups, in which unit, how often."""
    words = say(
        "{title} over all groups of {dimension}, {unit}, {each}. Higher is less fair.",
        title=capital(story.title),
        dimension=story.view.dimension_title,
        unit=unit_words(over_time.unit, story),
        each=each(over_time.interval),
    )
    if story.view.is_ordered:
        return words
    pushed = say(
        "Chance alone moves groups apart, the more the fewer people, so single "
        "{intervals} lie above the table's figures.",
        intervals=plural(over_time.interval),
    )
    return f"{words} {pushed}"


def over_time_lines(story: Story, over_time: InequalityOverTime) -> str:
    """Say mean and limits before the change, and what stands out since."""
    title = over_time_title(story, over_time)
    centre, lower, upper = (
        lines[0] if lines else None
        for lines in (over_time.centres, over_time.lowers, over_time.uppers)
    )
    if centre is None or lower is None or upper is None:
        return f"{title}."
    figure = InequalityFigure(centre, "", lower, upper)
    return say(
        "{title}. Before the change its mean (and limits) were {lines}.",
        title=title,
        lines=figure_words(figure, over_time.unit),
    )


def no_measure_over_time(story: Story) -> str:
    """Say that a view does not have the measure that was asked for over time."""
    return say(
        "{title} by {dimension}: this measure does not suit these groups, or a group is "
        "hidden or has no counts.",
        title=capital(story.title),
        dimension=story.view.dimension_title,
    )
