"""The Pareto of a view: a chart, its words and its table."""

from efqi.reports.charts.pareto import NARROW_WIDTH, WIDE_WIDTH, pareto_chart
from efqi.reports.figure import Figure
from efqi.reports.grid import Grid
from efqi.reports.wording.figure import count
from efqi.reports.wording.pareto import (
    pareto_description,
    pareto_notes,
    pareto_subtitle,
    pareto_title,
)
from efqi.reports.wording.sentence import capital, say
from efqi.reports.wording.story import Story


def pareto_figures(story: Story, key: str) -> tuple[Figure, ...]:
    """Draw which groups make up most of the events, where the plan asks for it.

    Parameters
    ----------
    story : Story
        The view with its words.
    key : str
        Unique within the page.
    """
    found = story.view.pareto
    if found is None:
        return ()
    rows = tuple(
        (label, count(events), f"{share:g}\u00a0%")
        for label, events, share in zip(
            found.labels, found.counts, found.cumulative_percent, strict=True
        )
    )
    head = (say("Group"), capital(story.measure.title), say("Up to here"))
    figure = Figure(
        pareto_title(story, found),
        pareto_subtitle(story),
        pareto_description(story, found),
        pareto_chart(story, found, f"{key}-wide", WIDE_WIDTH),
        pareto_chart(story, found, f"{key}-narrow", NARROW_WIDTH),
        Grid(say("Most events first"), head, rows),
        pareto_notes(found),
    )
    return (figure,)
