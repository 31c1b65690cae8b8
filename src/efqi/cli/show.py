"""`efqi spc`, `gap` and `verdict`: a release's views as tables or JSON."""

import difflib
import json
from collections.abc import Callable, Iterable

import typer
from rich.console import Console
from rich.table import Table

from efqi.cli.project import Source, released
from efqi.disclosure.release import View
from efqi.errors import Place, ProjectError
from efqi.reports.json import plain
from efqi.reports.rows import Rows, gap_rows, series_rows, verdict_rows
from efqi.reports.wording.answer import answer_lead, card_sentences
from efqi.reports.wording.story import Story

Show = Callable[[Story], tuple[list[str], Rows, object]]


def run(
    source: Source, show: Show, only: tuple[str | None, str | None], as_json: bool
) -> None:
    """Print one part of every view asked for."""
    plan, release = released(source)
    stories = [Story(release, plan, view) for view in chosen(release.views, *only)]
    shown = [(story.view, *show(story)) for story in stories]
    if as_json:
        whole = [
            {"measure": view.measure.name, "by": view.dimension, "shown": plain(part)}
            for view, _, _, part in shown
        ]
        typer.echo(json.dumps({"policy": release.policy, "views": whole}, indent=2))
        return
    console = Console()
    for _, sentences, rows, _ in shown:
        for sentence in sentences:
            console.print(sentence, markup=False, highlight=False)
        console.print(_table(rows))
    console.print(f"Policy: {release.policy}.", markup=False, highlight=False)


def spc(story: Story) -> tuple[list[str], Rows, object]:
    """Control charts of a view."""
    return [], series_rows(story), story.view.series


def gap(story: Story) -> tuple[list[str], Rows, object]:
    """Give the gap of a view over time."""
    return [], gap_rows(story), story.view.gap


def verdict(story: Story) -> tuple[list[str], Rows, object]:
    """Verdicts of a view: the main one in words, then every contrast."""
    view = story.view
    part = {
        "verdict": view.verdict,
        "exploratory": view.exploratory,
        "discoveries": view.discoveries,
        "care": [group.care for group in view.groups],
        "unknown_bounds": view.unknown_bounds,
    }
    return [answer_lead(story), *card_sentences(story)], verdict_rows(story), part


def chosen(
    views: Iterable[View], measure: str | None, dimension: str | None
) -> list[View]:
    """Keep the views of a measure and a dimension; name the nearest where none is left."""
    kept = list(views)
    for wanted, option, name in (
        (measure, "--measure", lambda view: view.measure.name),
        (dimension, "--by", lambda view: view.dimension),
    ):
        if wanted is None:
            continue
        names = sorted({name(view) for view in kept})
        kept = [view for view in kept if name(view) == wanted]
        if not kept:
            nearest = difflib.get_close_matches(wanted, names, n=1, cutoff=0.0)
            raise ProjectError(
                f"The plan has no '{wanted}'.",
                where=Place(column=option),
                fix=f"Did you mean '{nearest[0]}'? It has: {', '.join(names)}.",
            )
    return kept


def _table(rows: Rows) -> Table:
    table = Table(title=rows.title, title_justify="left", title_style="bold")
    for column in rows.columns:
        table.add_column(column.words, justify="right" if column.is_number else "left")
    for row in rows.cells:
        table.add_row(*row)
    return table
