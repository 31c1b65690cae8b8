"""The page that a patient partner opens first, as a tree of words and one picture."""

from dataclasses import dataclass
from datetime import date

from efqi.disclosure.release import Release
from efqi.projects.document.document import ProjectDocument
from efqi.projects.plan import Plan
from efqi.reports.charts.rows import row_chart
from efqi.reports.charts.slope import slope_chart
from efqi.reports.figure import Figure
from efqi.reports.grid import Grid
from efqi.reports.wording.plain import (
    about_sentences,
    care_word,
    dates_sentence,
    group_sentences,
    meaning_sentences,
    plain_answer,
    plain_levels,
    unknown_sentences,
)
from efqi.reports.wording.plain_next import ask_sentences, next_sentences
from efqi.reports.wording.sentence import capital, say
from efqi.reports.wording.story import Story

HEADINGS = {
    "about": "What is this about?",
    "groups": "How did it go for each group?",
    "unknown": "What do we not know?",
    "next": "What happens next?",
    "ask": "Who can you ask?",
}
"""Headings of the page's parts, in order."""


@dataclass(frozen=True, slots=True)
class PlainPage:
    """One project in plain words.

    Attributes
    ----------
    title, problem : str
        Name of the project; the problem in the team's own words.
    answer : str
        The answer in one short sentence.
    meaning, about, groups, unknown, next, ask : tuple of str
        What the answer means; what was looked at; each group; what is not known; what
        happens next; whom to ask.
    figure : Figure or None
        One chart: its name is the answer, its description the sentences on the groups.
    dates, tag : str
        Age of the numbers; label of the data, such as "synthetic".
    """

    title: str
    problem: str
    answer: str
    meaning: tuple[str, ...]
    about: tuple[str, ...]
    groups: tuple[str, ...]
    unknown: tuple[str, ...]
    next: tuple[str, ...]
    ask: tuple[str, ...]
    figure: Figure | None
    dates: str
    tag: str


def build_plain_page(
    document: ProjectDocument,
    release: Release | None,
    plan: Plan | None,
    today: date,
) -> PlainPage:
    """Say a project in plain words.

    Parameters
    ----------
    document : ProjectDocument
        The project; people in it are never named.
    release, plan
        What may be shown and the words for it; None before there is an answer.
    today : date
        Day on which it is read.
    """
    story = Story(release, plan, release.views[0]) if release and plan else None
    return PlainPage(
        title=document.title,
        problem=document.charter.problem,
        answer=plain_answer(story)
        if story
        else say("There are no numbers to show yet."),
        meaning=meaning_sentences(story) if story else (),
        about=about_sentences(story) if story else (),
        groups=group_sentences(story) if story else (),
        unknown=unknown_sentences(story)
        if story
        else (say("We do not know yet if things got better."),),
        next=next_sentences(document, today),
        ask=ask_sentences(document),
        figure=_figure(story) if story else None,
        dates=dates_sentence(story) if story else "",
        tag=plan.source.label if plan else "",
    )


def _figure(story: Story) -> Figure:
    words = plain_answer(story), " ".join(group_sentences(story))
    return Figure(
        words[0],
        say("{title}, before and after.", title=capital(story.title)),
        words[1],
        slope_chart(story, "plain-wide", words),
        row_chart(story, "plain-narrow", words),
        _grid(story),
        notes=(say("A hollow mark is before."), say("A solid mark is after.")),
    )


def _grid(story: Story) -> Grid:
    rows = tuple(
        (group.label, *plain_levels(story, group), care_word(story, group))
        for group in story.view.groups
    )
    head = (say("Group"), say("Before"), say("After"), say("What we think"))
    return Grid(capital(story.title), head, rows)
