"""`efqi spc`, `gap` and `verdict`: a release's views as tables or JSON."""

import difflib
import json
from collections.abc import Callable, Sequence

import typer
from rich.box import SIMPLE_HEAD as PLAIN
from rich.console import Console, JustifyMethod
from rich.table import Table

from efqi.cli.project import Source, released
from efqi.disclosure.release import Release, View
from efqi.errors import Place, ProjectError
from efqi.projects.plan import Plan
from efqi.reports.json import plain
from efqi.reports.rows import (
    Rows,
    gap_rows,
    icon_rows,
    inequality_over_time_rows,
    inequality_rows,
    series_rows,
    verdict_rows,
)
from efqi.reports.wording.answer import answer_lead, card_sentences
from efqi.reports.wording.chart import choice_sentences, warning_sentences
from efqi.reports.wording.icon import icon_sentences
from efqi.reports.wording.inequality import (
    inequality_sentences,
    no_measure_over_time,
    over_time_lines,
)
from efqi.reports.wording.slope import slope_sentences
from efqi.reports.wording.story import Story

Shown = tuple[Sequence[str], Sequence[Rows], object]
Show = Callable[[Story], Shown]


def run(
    source: Source, show: Show, only: tuple[str | None, str | None], as_json: bool
) -> None:
    """Print one part of every view asked for."""
    write(*released(source), show, only, as_json)


def write(
    plan: Plan,
    release: Release,
    show: Show,
    only: tuple[str | None, str | None],
    as_json: bool,
) -> None:
    """Print one part of the views asked for of a release."""
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
    for _, sentences, tables, _ in shown:
        for sentence in sentences:
            console.print(sentence, markup=False, highlight=False)
        for rows in tables:
            console.print(as_table(rows))
    console.print(f"Policy: {release.policy}.", markup=False, highlight=False)


def spc(story: Story) -> Shown:
    """Control charts of a view."""
    sentences = [
        *warning_sentences(story),
        *choice_sentences(story),
        *icon_sentences([story]),
    ]
    return sentences, (series_rows(story), icon_rows(story)), story.view.series


def gap(story: Story) -> Shown:
    """Give the gap of a view over time, and every measure of inequality."""
    found = story.view.inequality
    tables = [gap_rows(story), *([inequality_rows(story)] if found.measures else [])]
    over_time = plain(story.view.gap)
    part = {**(over_time if isinstance(over_time, dict) else {}), "inequality": found}
    return [*slope_sentences(story), *inequality_sentences(story)], tables, part


def inequality(story: Story) -> Shown:
    """Give the measure of inequality that was asked for, over time."""
    over_time = story.view.inequality.over_time
    if over_time is None:
        return [no_measure_over_time(story)], [], None
    rows = inequality_over_time_rows(story)
    return [over_time_lines(story, over_time)], [rows], over_time


def verdict(story: Story) -> Shown:
    """Verdicts of a view: the main one in words, then every contrast."""
    view = story.view
    part = {
        "verdict": view.verdict,
        "exploratory": view.exploratory,
        "discoveries": view.discoveries,
        "care": [group.care for group in view.groups],
        "unknown_bounds": view.unknown_bounds,
    }
    sentences = [answer_lead(story), *card_sentences(story)]
    return sentences, (verdict_rows(story),), part


def chosen(
    views: Sequence[View], measure: str | None, dimension: str | None
) -> list[View]:
    """Keep the views of a measure and a dimension; name the nearest where none is left."""
    require("--measure", measure, [view.measure.name for view in views])
    require("--by", dimension, [view.dimension for view in views])
    return [
        view
        for view in views
        if measure in (None, view.measure.name) and dimension in (None, view.dimension)
    ]


def require(option: str, wanted: str | None, names: Sequence[str]) -> None:
    """Raise `ProjectError` with the nearest name where the one wanted is not there."""
    if wanted is None or wanted in names:
        return
    nearest = difflib.get_close_matches(wanted, names, n=1, cutoff=0.0)[0]
    raise ProjectError(
        f"The plan has no '{wanted}'.",
        where=Place(column=option),
        fix=f"Did you mean '{nearest}'? It has: {', '.join(dict.fromkeys(names))}.",
    )


def as_table(rows: Rows) -> Table:
    """Draw rows for a terminal."""
    table = Table(title=rows.title, title_justify="left", title_style="bold", box=PLAIN)
    for column in rows.columns:
        side: JustifyMethod = "right" if column.is_number else "left"
        table.add_column(column.words, justify=side, min_width=column.least_width)
    for row in rows.cells:
        table.add_row(*row)
    return table
