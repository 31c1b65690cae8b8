"""What a reader must not overlook: small, levelling down, turned round."""

from efqi.disclosure.release import Category
from efqi.reports.wording.figure import NBSP
from efqi.reports.wording.level import course, is_shown, moved
from efqi.reports.wording.sentence import joined, say
from efqi.reports.wording.story import Story


def caution_sentences(story: Story) -> tuple[str, ...]:
    """Say what a reader must not overlook: small, levelling down, turned round."""
    verdict, sentences = story.verdict, []
    if story.trend_before:
        sentences.append(_trend(story))
    if verdict.is_below_margin:
        sentences.append(
            say(
                "That is less than the {margin} the team said would matter.",
                margin=joined(_margins(story)),
            )
        )
    if verdict.is_levelling_down:
        sentences.append(_levelling_down(story))
    if _is_described_levelling_down(story):
        sentences.append(
            say(
                "Part of that is care getting worse for {better}: that is levelling down, "
                "not success.",
                better=story.name(story.ends[1]),
            )
        )
    if verdict.absolute.before.value < 0 <= verdict.absolute.after.value:
        sentences.append(
            say(
                "Before {date}, {better} was the worse-off group.",
                date=story.change_words,
                better=story.name(story.ends[1]),
            )
        )
    return tuple(sentences)


def _margins(story: Story) -> tuple[str, ...]:
    """Give the margin on each scale that the answer rests on."""
    margin = story.verdict.margin
    words = {
        "absolute": story.unit.size(margin.absolute),
        "relative": f"{margin.relative:g}{NBSP}%",
    }
    return tuple(words[scale] for scale in story.verdict.decided_by)


def _trend(story: Story) -> str:
    absolute = story.verdict.absolute
    return say(
        "On average the gap was {before} before and {after} after; what the step does not "
        "explain looks to have been under way before {date}.",
        before=story.unit.size(absolute.before.value),
        after=story.unit.size(absolute.after.value),
        date=story.change_words,
    )


def _is_described_levelling_down(story: Story) -> bool:
    """Whether a gap that is only described shrank while the better-off got worse."""
    return (
        story.verdict.category is Category.DESCRIBE_ONLY
        and story.verdict.absolute.change.value < 0
        and course(story, story.group(story.ends[1])) == "worse"
    )


def _levelling_down(story: Story) -> str:
    better = story.group(story.ends[1])
    if not is_shown(better):
        return say("This is levelling down: care in the better-off group got worse.")
    return say(
        "This is levelling down: for {better}, the better-off group, {title} {moved}.",
        better=story.name(better.group),
        title=story.title,
        moved=moved(story, better),
    )
