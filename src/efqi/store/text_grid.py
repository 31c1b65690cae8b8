"""A text file as a grid, where its header needs to be found first."""

from pathlib import Path

from efqi.errors import ExtractError, Place
from efqi.store import text_file
from efqi.store.grid import Grid


def text_grid(path: Path, encoding: str, delimiter: str) -> Grid:
    """Read a text file as a grid; blank lines are rows too.

    Parameters
    ----------
    path : Path
        CSV file, gzip or not.
    encoding, delimiter : str
        As found.

    Raises
    ------
    ExtractError
        Where nothing but separators is in it.
    """
    found = {
        line: [" ".join(text.split()) for text in record]
        for line, record in text_file.records(path, encoding, delimiter)
    }
    width = max(map(len, found.values()), default=0)
    if not any(any(record) for record in found.values()):
        raise ExtractError(
            "The file is empty.", where=Place(path.name), fix="Export it again."
        )
    lines = range(1, max(found) + 1)
    rows = [found.get(n, []) for n in lines]
    rows = [row + [""] * (width - len(row)) for row in rows]
    filled = [sum(map(bool, row)) for row in rows]
    return Grid(path.name, "", rows, lines, filled)
