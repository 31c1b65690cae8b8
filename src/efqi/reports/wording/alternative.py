"""Charts told in words, for people who do not see them."""

from efqi.disclosure.release import ReleasedGroup, ReleasedSeries
from efqi.reports.wording.care import signals_sentence
from efqi.reports.wording.dates import interval_name
from efqi.reports.wording.figure import shown_level
from efqi.reports.wording.sentence import capital, say
from efqi.reports.wording.story import Story
from efqi.reports.wording.sureness import gap_size


def slope_description(story: Story) -> str:
    """Tell the before-and-after chart with its numbers."""
    groups = " ".join(
        _level(story, group) for group in story.view.groups if group.role != "total"
    )
    absolute = story.verdict.absolute
    levels = {
        "title": capital(story.title),
        "date": story.change_words,
        "unit": story.unit.spoken,
        "groups": groups,
    }
    if not story.has_figures:
        return say("{title} before and after {date}, {unit}. {groups}", **levels)
    return say(
        "{title} before and after {date}, {unit}. {groups} {gap}: {before} before and "
        "{after} after.",
        **levels,
        gap=capital(story.gap_name(story.verdict.contrast)),
        before=gap_size(story, absolute.before),
        after=gap_size(story, absolute.after),
    )


def _level(story: Story, group: ReleasedGroup) -> str:
    is_shown = group.before.value is not None and group.after.value is not None
    return say(
        "{label}: {before} to {after}."
        if is_shown
        else "{label}: before {before}, after {after}.",
        label=group.label,
        before=shown_level(group.before, story.unit),
        after=shown_level(group.after, story.unit),
    )


def gap_description(story: Story) -> str:
    """Tell the gap over time with its means, limits and signals."""
    gap = story.gap
    if gap is None:
        return say("The gap over time cannot be shown safely.")
    shown = [p for p in gap.points if p.difference.value is not None]
    if not shown:
        return say("Every reading of the gap is hidden to protect people.")
    sizes = [p.difference.value or 0.0 for p in shown]
    sentences = [
        say(
            "From {first} to {last} the gap lay between {low} and {high} {unit}.",
            first=interval_name(shown[0].start, gap.interval),
            last=interval_name(shown[-1].start, gap.interval),
            low=story.unit.number(min(sizes)),
            high=story.unit.number(max(sizes)),
            unit=story.unit.difference_name,
        ),
        *means_sentences(story),
    ]
    signals = sum(bool(p.signal) for p in gap.points if p.phase > 0)
    if signals:
        sentences.append(gap_signals(story))
    return " ".join(sentences)


def means_sentences(story: Story) -> tuple[str, ...]:
    """Give the mean before and after the change, where both are known."""
    gap = story.gap
    if gap is None or any(c is None for c in gap.centres) or len(gap.centres) < 2:
        return ()
    return (
        say(
            "Its mean was {before} before {date} and {after} after.",
            before=story.unit.number(gap.centres[0] or 0.0),
            after=story.unit.number(gap.centres[1] or 0.0),
            date=story.change_words,
        ),
    )


def gap_signals(story: Story) -> str:
    """Say in words what the triangles of the gap chart say."""
    gap = story.gap
    if gap is None:
        return ""
    after = [p for p in gap.points if p.phase > 0 and not p.left_out]
    wider = sum(p.signal == "concern" for p in after)
    narrower = sum(p.signal == "improvement" for p in after)
    found, template = (
        (wider, "{found} of {all} after the change stand out as less fair.")
        if wider >= narrower
        else (narrower, "{found} of {all} after the change stand out as fairer.")
    )
    if not found:
        return ""
    return say(template, found=str(found), all=str(len(after)))


def series_description(story: Story, series: ReleasedSeries) -> str:
    """Tell one small chart with its numbers."""
    shown = [p for p in series.points if p.value.value is not None]
    if not shown:
        return say("Every reading is hidden to protect people.")
    hidden = len(series.points) - len(shown)
    values = [p.value.value or 0.0 for p in shown]
    words = say(
        "{count} readings from {first} to {last}, between {low} and {high}. {signals}.",
        count=str(len(shown)),
        first=interval_name(shown[0].start, series.interval),
        last=interval_name(shown[-1].start, series.interval),
        low=story.unit.number(min(values)),
        high=story.unit.level(max(values)),
        signals=signals_sentence(series),
    )
    if not hidden:
        return words
    return f"{words} {say('{number} not shown.', number=str(hidden))}"


def completeness_description(story: Story) -> str:
    """Tell the completeness chart with its numbers."""
    known = story.view.completeness
    values = [] if known is None else [s.value for s in known.unknown_percent]
    shown = [v for v in values if v is not None]
    if not shown:
        return say("Every reading is hidden to protect people.")
    return say(
        "Between {low}\u00a0% and {high}\u00a0% are unknown, over {count} readings.",
        low=f"{min(shown):.1f}",
        high=f"{max(shown):.1f}",
        count=str(len(shown)),
    )
