"""Lookups that the user gave once and every project can name."""

from difflib import get_close_matches
from pathlib import Path

from efqi.errors import ExtractError, Place
from efqi.store.data_folder import data_folder


def lookup_folder() -> Path:
    """Give the folder of the lookups that are kept."""
    return data_folder() / "lookups"


def kept_names() -> tuple[str, ...]:
    """List the lookups that are kept."""
    return tuple(sorted(path.stem for path in lookup_folder().glob("*.parquet")))


def kept_path(name: str) -> Path:
    """Give the file of a kept lookup.

    Raises
    ------
    ExtractError
        Where none is kept by that name; it names those that are.
    """
    known = kept_names()
    if name in known:
        return lookup_folder() / f"{name}.parquet"
    close = get_close_matches(name, known, n=1)
    listed = f"These are kept: {', '.join(known)}." if known else "None is kept yet."
    raise ExtractError(
        f"No lookup is kept by the name '{name}'.",
        where=Place(str(lookup_folder())),
        fix=f"Did you mean '{close[0]}'?"
        if close
        else f"{listed} Add one: efqi lookup add your-file.csv.",
    )
