"""`efqi count`: records into cells."""

from pathlib import Path

import typer

from efqi.cli.project import Source, read_cells
from efqi.store.measures_file import write_measures


def run(project: Path, out: Path, engine: str | None = None) -> None:
    """Count and write the cells; say what was read and what was left out."""
    _, table = read_cells(Source(project, engine=engine))
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
