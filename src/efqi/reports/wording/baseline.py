"""Where care stands before the change: by group, the widest gap, who is unknown."""

from dataclasses import dataclass

from efqi.disclosure.release import Release, ReleasedGroup, Shown
from efqi.projects.plan import Plan
from efqi.reports.grid import Grid
from efqi.reports.wording.figure import shown_count, shown_level
from efqi.reports.wording.sentence import capital, say
from efqi.reports.wording.story import Story


@dataclass(frozen=True, slots=True)
class Baseline:
    """The levels that an aim starts from, as words.

    Attributes
    ----------
    lead : str
        The widest gap between known groups, in one sentence.
    when : str
        What is counted, and over which time.
    unknown : str
        How many could not be put into a group; blank where nobody is unknown.
    grid : Grid
        One row a group, unknown last; the total is not among them.
    total : str
        The level of everyone together.
    worst, worst_level : str
        Who is worst served, and their level; blank where that cannot be said.
    """

    lead: str
    when: str
    unknown: str
    grid: Grid
    total: str
    worst: str
    worst_level: str


def baseline_of(release: Release, plan: Plan) -> Baseline:
    """Describe the primary view before the change.

    Parameters
    ----------
    release : Release
        All that may be shown; where it holds nothing from before the change, the levels
        since are described.
    plan : Plan
        The team's own words.
    """
    story = Story(release, plan, release.views[0])
    shown = [g for g in story.groups if _level(story, g).value is not None]
    shown.sort(
        key=lambda g: _level(story, g).value or 0.0, reverse=not story.is_higher_better
    )
    worst = shown[0] if len(shown) > 1 and not story.is_neutral else None
    level = shown_level(_level(story, worst), story.unit) if worst else ""
    return Baseline(
        lead=_lead(story, shown),
        when=_when(story),
        unknown=_unknown(story),
        grid=_grid(story),
        total=shown_level(_level(story, story.total), story.unit)
        if story.total
        else "",
        worst=worst.label if worst else "",
        worst_level=level,
    )


def _is_before(story: Story) -> bool:
    return story.release.intervals_before > 0


def _level(story: Story, group: ReleasedGroup) -> Shown:
    return group.before if _is_before(story) else group.after


def _people(story: Story, group: ReleasedGroup) -> Shown:
    return group.before_denominator if _is_before(story) else group.after_denominator


def _lead(story: Story, shown: list[ReleasedGroup]) -> str:
    if len(shown) < 2:
        return say("There are too few people in the groups to compare them yet.")
    worst, best = shown[0], shown[-1]
    levels = [_level(story, group).value or 0.0 for group in (worst, best)]
    return say(
        "The widest gap is {size}: {worst_level} for {worst}, {best_level} for {best}.",
        size=story.unit.size(levels[0] - levels[1]),
        worst=story.name(worst.group),
        best=story.name(best.group),
        worst_level=story.unit.level(levels[0]),
        best_level=story.unit.level(levels[1]),
    )


def _when(story: Story) -> str:
    return say(
        "{title}, {unit}, {span}.",
        title=capital(story.title),
        unit=story.unit.spoken,
        span=story.before_span if _is_before(story) else story.after_span,
    )


def _unknown(story: Story) -> str:
    known = story.view.completeness
    if known is None:
        return ""
    share = known.before if _is_before(story) else known.after
    if share.value is None:
        return say(
            "How many could not be put into a group is hidden to protect people."
        )
    return say(
        "For {share}\u00a0% of {of} the group is not known; they are shown, not left out.",
        share=f"{share.value:.1f}",
        of=story.measure.of,
    )


def _grid(story: Story) -> Grid:
    rows = tuple(
        (
            group.label,
            shown_level(_level(story, group), story.unit),
            shown_count(_people(story, group)),
        )
        for group in story.view.groups
        if group.role != "total"
    )
    head = (say("Group"), say("Level"), capital(story.measure.of))
    return Grid(say("By group"), head, rows)
