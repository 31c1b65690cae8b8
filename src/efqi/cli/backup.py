"""`efqi backup` and `efqi restore`: everything that the workbench keeps."""

from pathlib import Path

import typer

from efqi.web.backup import back_up
from efqi.web.configuration import configuration
from efqi.web.restore import restore
from efqi.web.serve import prepare


def run_backup(path: Path) -> None:
    """Copy everything into one file; the workbench may go on answering."""
    manifest = back_up(configuration(), path)
    waiting = sum(name.startswith("uploads/") for name in manifest.parts)
    typer.echo(f"{path} holds the whole workbench ({manifest.engine}).")
    if waiting:
        typer.echo(f"  {waiting} uploaded files that wait to be counted are in it.")
    typer.echo("It holds exact counts and names: keep it as you keep the extracts.")


def run_restore(path: Path, *, replaces: bool) -> None:
    """Put a copy back and bring its tables up to date."""
    manifest = restore(configuration(), path, replaces=replaces)
    prepare()
    typer.echo(
        f"The workbench is as it was on {manifest.made_on:%d %B %Y at %H:%M} UTC."
    )
    typer.echo("Everyone signs in again. Open it with: efqi serve")
