"""How good the data are, and for whom nobody has looked."""

from efqi.disclosure.release import ReleasedSeries
from efqi.reports.wording.dates import each, so_many
from efqi.reports.wording.doubt import unknown_sentence
from efqi.reports.wording.figure import count, shown_level
from efqi.reports.wording.name import names_people
from efqi.reports.wording.sentence import capital, joined, say
from efqi.reports.wording.story import Story

_USUAL = {
    "deprivation": ("deprivation", "imd", "deprived", "quintile", "decile"),
    "ethnicity": ("ethnicity", "ethnic", "race"),
    "age": ("age", "ages", "age_band", "ageband", "age_group"),
    "sex": ("sex", "gender"),
}
_LEFT_OUT = {
    "incomplete": "{intervals} drawn but not judged: not complete yet.",
    "transition": "{intervals} drawn but not judged: the change fell inside.",
}


def quality_sentences(story: Story) -> tuple[str, ...]:
    """Say how much was looked at, how complete it is, and what is missing."""
    sentences = (
        looked_at(story),
        completeness_sentence(story),
        unknown_sentence(story),
        hidden_at_source(story),
        hidden_sentence(story),
        *left_out_sentences(story),
        not_looked_at(story),
    )
    return tuple(s for s in sentences if s)


def looked_at(story: Story) -> str:
    """Say how much was looked at: "214,360 appointments, 36 months"."""
    release, total = story.release, story.total
    intervals = release.intervals_before + release.intervals_after
    time = so_many(intervals, release.interval)
    counts = (
        () if total is None else (total.before_denominator, total.after_denominator)
    )
    if not counts or any(c.value is None for c in counts):
        return say(
            "{time}; the numbers behind the percentages are not shown.", time=time
        )
    return say(
        "{time}; {of}, each time counted anew: {number}."
        if names_people(story.measure.of) and intervals > 1
        else "{number} {of}, {time}.",
        number=count(sum(c.value or 0.0 for c in counts)),
        of=story.measure.of,
        time=time,
    )


def completeness_sentence(story: Story) -> str:
    """Say how often the group is unknown."""
    known = story.view.completeness
    title = capital(story.view.dimension_title)
    if known is None:
        return say("{title}: the source shows no unknown.", title=title)
    if known.before.value is None or known.after.value is None:
        return say("{title}: too few are unknown to show how many.", title=title)
    percent = (
        f"{value:.1f}\u00a0%" for value in (known.before.value, known.after.value)
    )
    return say(
        "{title} unknown: {before} before, {after} after.",
        title=title,
        before=next(percent),
        after=next(percent),
    )


def uncharted_unknown(story: Story) -> str:
    """Say who is unknown where no chart shows it: nobody, or too few to say how many."""
    if story.view.completeness is not None:
        return completeness_sentence(story)
    return say(
        "The source shows nobody whose group is unknown. Ask how that can be: an empty "
        "field may have been filled with a guess."
    )


def completeness_title(story: Story) -> str:
    """Say how complete the group field is, as the title of its chart."""
    known = story.view.completeness
    title = story.view.dimension_title
    if known is None or known.before.value is None or known.after.value is None:
        return say("How often {title} is unknown, over time", title=title)
    before, after = known.before.value, known.after.value
    if abs(after - before) < 0.5:
        return say(
            "About {before} in 100 have unknown {title}, before and after",
            title=title,
            before=_in_hundred(after),
        )
    template = (
        "Unknown {title} rose from {before} to {after} in 100"
        if after > before
        else "Unknown {title} fell from {before} to {after} in 100"
    )
    return say(
        template, title=title, before=_in_hundred(before), after=_in_hundred(after)
    )


def _in_hundred(percent: float) -> str:
    return f"{percent:.0f}" if percent >= 1 else f"{percent:.1f}"


def completeness_subtitle(story: Story) -> str:
    """Say what the completeness chart draws."""
    known = story.view.completeness
    interval = story.release.interval if known is None else known.interval
    return say(
        "{of} whose group is unknown, per cent, {each}.",
        of=story.measure.of,
        each=each(interval),
    )


def hidden_at_source(story: Story) -> str | None:
    """Say how many counts the source hides, and what that does; None where it hides none."""
    found = (c for c in story.release.checks if c.code == "hidden_cells")
    figures = next((check.figures for check in found if not check.passed), None)
    if figures is None:
        return None
    return say(
        "The source hides {hidden} of {all} counts. They are gaps here, so where it hides "
        "small ones, levels look higher than they are.",
        hidden=count(float(figures["cells"])),
        all=count(float(figures["used"])),
    )


def hidden_sentence(story: Story) -> str | None:
    """Name the groups that are shown in longer stretches, or not over time at all."""
    charts = [s for s in story.view.series if s.role != "total"]
    coarse = tuple(story.name(s.group) for s in charts if s.is_coarsened and s.points)
    absent = tuple(story.name(s.group) for s in charts if not s.points)
    sentences = []
    if coarse:
        sentences.append(
            say(
                "To protect people, longer stretches are shown for {names}.",
                names=joined(coarse),
            )
        )
    if absent:
        sentences.append(
            say("Too few people to show over time: {names}.", names=joined(absent))
        )
    return " ".join(sentences) or None


def left_out_sentences(story: Story) -> tuple[str, ...]:
    """Say which points are drawn but not judged, and why."""
    charts = [s for s in story.view.series if s.role == "total" and s.points]
    return tuple(
        say(
            template,
            intervals=so_many(_left_out(charts[0], reason), charts[0].interval),
        )
        for reason, template in _LEFT_OUT.items()
        if charts and _left_out(charts[0], reason)
    )


def _left_out(series: ReleasedSeries, reason: str) -> int:
    return sum(point.left_out == reason for point in series.points)


def not_looked_at(story: Story) -> str | None:
    """Name the usual dimensions that the plan lacks; None where it has them all."""
    words = {
        word.strip(".,()")
        for planned in story.plan.dimensions
        for text in (planned.dimension.name, planned.dimension.title, planned.column)
        for word in (text.lower(), *text.lower().replace("_", " ").split())
    }
    missing = tuple(name for name, signs in _USUAL.items() if words.isdisjoint(signs))
    if not missing:
        return None
    return say("{names}: not looked at.", names=joined(missing))


def grouping_sentences(story: Story) -> tuple[str, ...]:
    """Say what the view's groups cannot tell apart, and where they overlap."""
    overlapping = (
        (say("One person can be in several of these groups; they are never added up."),)
        if story.view.is_overlapping
        else ()
    )
    lost = (
        planned.losses
        for planned in story.plan.dimensions
        if planned.dimension.name == story.view.dimension
    )
    return (*overlapping, *next(lost, ()))


def series_sentence(story: Story, series: ReleasedSeries) -> str:
    """Say a group's level before and after beside its small chart."""
    group = next((g for g in story.view.groups if g.group == series.group), None)
    if group is None:
        return ""
    before, after = group.before, group.after
    if before.value is not None and after.value is not None:
        return say(
            "{before} to {after}",
            before=story.unit.number(before.value),
            after=shown_level(after, story.unit),
        )
    return say(
        "before: {before}; after: {after}",
        before=shown_level(before, story.unit),
        after=shown_level(after, story.unit),
    )
