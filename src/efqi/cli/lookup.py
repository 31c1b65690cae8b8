"""`efqi lookup`: lookups that the user brings, such as postcode to area."""

from pathlib import Path

import typer

from efqi.store.add_lookup import add_lookup
from efqi.store.kept_lookup import kept_names, lookup_folder


def add(
    path: Path, key_column: str | None, value_column: str | None, name: str | None
) -> None:
    """Keep a lookup and say how a project file names it."""
    kept = add_lookup(path, key_column=key_column, value_column=value_column, name=name)
    typer.echo(
        f"{kept.rows:,} values of {kept.key_column} lead to {kept.value_column}; "
        f"kept in {kept.path}."
    )
    typer.echo("In a [[group]] section of project.toml write:")
    typer.echo(f'  lookup = "{kept.name}"')


def show() -> None:
    """List the lookups that are kept."""
    names = kept_names()
    for name in names:
        typer.echo(name)
    where = "Kept in" if names else "No lookup is kept yet. They would lie in"
    typer.echo(f"{where} {lookup_folder()}.", err=True)
