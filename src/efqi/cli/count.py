"""`efqi count`: records into cells."""

from collections.abc import Iterator
from pathlib import Path

import typer

from efqi.cli.project import Source, read_cells
from efqi.disclosure.release import Release, Severity
from efqi.projects.answer import answer
from efqi.projects.plan import Plan
from efqi.reports.wording.quality_finding import (
    findings_of,
    fine_sentences,
    quality_lead,
)
from efqi.store.measures_file import write_measures


def run(
    project: Path, out: Path, engine: str | None = None, *, with_quality: bool = False
) -> None:
    """Count and write the cells; say what was read, left out and found in the data."""
    plan, table = read_cells(Source(project, engine=engine))
    write_measures(table, out)
    typer.echo(f"{table.cells.height:,} cells written to {out}.")
    for name, figure in table.notes.items():
        shown = f"{figure:,}" if isinstance(figure, int) else figure
        typer.echo(f"  {name.replace('_', ' ')}: {shown}")
    if table.incomplete_from is not None:
        typer.echo(
            f"  the interval that starts on {table.incomplete_from:%d %B %Y} looks "
            "unfinished; it is kept and will not be judged"
        )
    typer.echo("These counts are exact: keep them as you keep the extract.")
    if with_quality:
        for sentence in quality_sentences(answer(plan, table), plan):
            typer.echo(sentence)


def quality_sentences(release: Release, plan: Plan) -> Iterator[str]:
    """Say how good the data are, as the page of a report says it."""
    findings = findings_of(release, plan)
    yield quality_lead(findings)
    for found in findings:
        if found.severity is not Severity.FINE:
            yield f"- {found.matters}. {found.topic}. {found.found}"
            yield f"  {found.effect} {found.action}"
    for sentence in fine_sentences(findings):
        yield f"- {sentence}"
