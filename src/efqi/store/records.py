"""Records opened for counting, wherever they lie."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from efqi.errors import ExtractError, Place
from efqi.projects.plan import Source
from efqi.store.engine import Engine, open_engine
from efqi.store.extract import Extract
from efqi.store.opening import open_extract, without_missing
from efqi.store.reading import paths_of, reading_of


@contextmanager
def open_records(source: Source, folder: Path) -> Iterator[Extract]:
    """Open the records of a plan in the engine that it chooses.

    Parameters
    ----------
    source : Source
        Files, a table or a query, and the engine that counts.
    folder : Path
        Folder that file names start from.

    Yields
    ------
    Extract

    Raises
    ------
    ExtractError
        No such file, table or column; a database that cannot be reached; an engine that
        is not installed.
    """
    if source.engine == "duckdb":
        with open_extract(paths_of(source, folder), reading_of(source)) as extract:
            yield extract
    else:
        with open_engine() as home, _elsewhere(source, folder, home) as extract:
            yield without_missing(extract, source.missing)


def _elsewhere(
    source: Source, folder: Path, home: Engine
) -> AbstractContextManager[Extract]:
    # Imported here: the other engines and SQLGlot take a third of a second to start, and
    # may not be installed.
    try:
        if source.engine == "postgres":
            from efqi.store.postgres import open_table

            return open_table(source, home)
        from efqi.store.spark import open_source

        return open_source(source, folder, home)
    except ModuleNotFoundError as error:
        raise ExtractError(
            f"Counting with the engine '{source.engine}' needs '{error.name}', which is "
            "not installed.",
            where=Place(source.name),
            fix=f"Install it: pip install 'efqi[{source.engine}]'.",
        ) from None
