"""How a file is to be read, where its content alone does not say."""

from dataclasses import dataclass
from pathlib import Path

from efqi.errors import ExtractError, Place
from efqi.projects.plan import Source

_WILDCARDS = "*?["


@dataclass(frozen=True, slots=True)
class Reading:
    """What the plan says of the shape of its file.

    Attributes
    ----------
    sheet : str
        Sheet of a workbook; blank for the only one with a table.
    header_rows : tuple of int
        Rows of the sheet or file that hold the header, from 1; empty to find them.
    across : tuple of str
        What each header row holds where counts are laid out wide; empty for long.
    missing : tuple of str
        Texts that stand for no value.
    dated : str
        Column with dates, so that serial numbers in it are read as days.
    counts : tuple of str
        What the file calls numerator, denominator and ratio.
    labels : tuple of str
        Columns that are no counts, where counts are laid out wide.
    """

    sheet: str = ""
    header_rows: tuple[int, ...] = ()
    across: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    dated: str = ""
    counts: tuple[str, ...] = ("numerator", "denominator", "ratio")
    labels: tuple[str, ...] = ()


def reading_of(source: Source) -> Reading:
    """Give what a plan's source says of its file."""
    called = dict(source.columns)
    start = called.get("interval_start", "interval_start")
    return Reading(
        sheet=source.sheet,
        header_rows=source.header_rows,
        across=source.across,
        missing=source.missing,
        dated=source.date_column or start,
        counts=tuple(called.get(c, c) for c in ("numerator", "denominator", "ratio")),
        labels=(start, called.get("measure", "measure")),
    )


def paths_of(source: Source, folder: Path) -> tuple[Path, ...]:
    """Give the files of a source, in the order of their names where a pattern finds them.

    Parameters
    ----------
    source : Source
        Its files may have ``*`` and ``?`` in their names.
    folder : Path
        Folder that they start from.

    Raises
    ------
    ExtractError
        Where a pattern finds no file.
    """
    paths: dict[Path, None] = {}
    for file in source.files or (source.file,):
        plain = folder / file
        if plain.exists() or not any(w in file for w in _WILDCARDS):
            paths[plain] = None
            continue
        found = sorted(p for p in folder.glob(file) if p.is_file())
        if not found:
            raise ExtractError(
                "No file has a name like this.",
                where=Place(str(plain)),
                fix="Check the folder and the name; * stands for any characters.",
            )
        paths |= dict.fromkeys(found)
    return tuple(paths)
