"""The driver diagram of a project: a picture, its title, and the same as a text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from efqi.projects.document.change import ChangeIdea
from efqi.projects.document.document import ProjectDocument
from efqi.projects.drivers import Branch, every, tree
from efqi.reports.charts.driver_tree import driver_tree
from efqi.reports.charts.tree_layout import Knot
from efqi.reports.picture import described, rasterised
from efqi.reports.wording.sentence import say

MOST = 160
"""Characters of the aim that a box shows."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """A driver diagram.

    Attributes
    ----------
    title, description : str
        What it shows; the whole of it as a text.
    svg : str
        One SVG element with both inside.
    """

    title: str
    description: str
    svg: str


def driver_diagram(document: ProjectDocument, key: str = "drivers") -> Diagram | None:
    """Draw the causes of a project; None where there are none.

    Parameters
    ----------
    document : ProjectDocument
        The project.
    key : str
        Unique within the page that shows it.
    """
    branches = tree(document.drivers, document.ideas)
    if not branches:
        return None
    goal = document.aim.statement or document.charter.problem or document.title
    root = Knot(_shortened(goal), "aim", knots=tuple(map(_knot, branches)))
    title = _title(document)
    description = " ".join(
        (say("All leads to: {aim}.", aim=goal.rstrip(". ")), *_told(branches))
    )
    return Diagram(title, description, driver_tree(root, key, title, description))


def driver_png(diagram: Diagram) -> bytes:
    """Draw the same as PNG, with title and description inside."""
    (png,) = rasterised([diagram.svg])
    return described(png, diagram.title, diagram.description)


def _shortened(words: str) -> str:
    if len(words) <= MOST:
        return words
    return words[:MOST].rpartition(" ")[0].rstrip(" ,;:.") + " …"


def _knot(branch: Branch) -> Knot:
    inside = (*map(_knot, branch.branches), *map(_idea, branch.ideas))
    if branch.driver.causes_gap:
        note = say("Explains the gap")
        return Knot(branch.driver.text, "gap cause", note, inside)
    return Knot(branch.driver.text, "cause", knots=inside)


def _idea(idea: ChangeIdea) -> Knot:
    note = "" if idea.is_screened else say("? Cost to patients not asked")
    return Knot(idea.title, "idea", note)


def _title(document: ProjectDocument) -> str:
    number = len(document.drivers)
    of_gap = sum(driver.causes_gap for driver in document.drivers)
    if number == 1:
        words = say("What drives the problem: 1 cause")
    else:
        words = say("What drives the problem: {n} causes", n=str(number))
    if not of_gap:
        return say("{words}. None of them explains the gap yet", words=words)
    if number == of_gap == 1:
        return say("{words}, which explains the gap", words=words)
    if of_gap == 1:
        return say("{words}, 1 of them explains the gap", words=words)
    return say("{words}, {n} of them explain the gap", words=words, n=str(of_gap))


def _told(branches: Iterable[Branch]) -> Iterator[str]:
    for depth, branch in every(branches):
        gap = say(" (explains the gap)") if branch.driver.causes_gap else ""
        yield say(
            "Level {level}: {cause}{gap}.",
            level=str(depth + 1),
            cause=branch.driver.text,
            gap=gap,
        )
        for idea in branch.ideas:
            yield say("Idea for it: {idea}.", idea=idea.title)
