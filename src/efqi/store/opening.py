"""Files opened as extracts: what each is, told by its content and not by its name."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from efqi.errors import EfqiError, ExtractError, Place
from efqi.store import text_file
from efqi.store.engine import Engine, QueryError, name, open_engine, text
from efqi.store.extract import Extract
from efqi.store.grid import Grid
from efqi.store.layout import RecordLayout, TextLayout
from efqi.store.many_files import joined
from efqi.store.reading import Reading
from efqi.store.sheet_file import read_table, write_columns
from efqi.store.sheet_table import only_table
from efqi.store.text_grid import text_grid
from efqi.store.wide import read_wide
from efqi.store.workbook import begins_in_1904_of, grids_of

_PARQUET, _ARROW, _FEATHER_1 = b"PAR1", b"ARROW1", b"FEA1"
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = "xl/workbook.xml"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LARGEST_GRID = 2 << 20
_PLAIN = Reading()


@contextmanager
def open_extract(
    paths: Path | Sequence[Path], reading: Reading = _PLAIN
) -> Iterator[Extract]:
    """Open one file, or several of the same columns, for queries.

    Parameters
    ----------
    paths : Path or sequence of Path
        CSV (plain, gzip or zip), Parquet, Arrow or Excel; their content, not their name,
        says which.
    reading : Reading
        Sheet, header and layout, where they need to be said.

    Yields
    ------
    Extract

    Raises
    ------
    ExtractError
        No such file, empty, header only, damaged or unreadable; several files that differ
        in their columns; a file that changed while it was read.
    """
    chosen = (paths,) if isinstance(paths, Path) else tuple(paths)
    with open_engine() as engine, opened(chosen, engine, reading) as extract:
        yield extract


@contextmanager
def opened(
    paths: Sequence[Path], engine: Engine, reading: Reading = _PLAIN
) -> Iterator[Extract]:
    """Open more files in an engine, as `open_extract` does."""
    for path in paths:
        _check_exists(path)
    stamps = {path: _stamp(path) for path in paths}
    with tempfile.TemporaryDirectory(prefix="efqi-") as folder:
        try:
            parts = []
            for number, path in enumerate(paths):
                workspace = Path(folder) / str(number)
                workspace.mkdir()
                part = _opened(path, engine, reading, workspace)
                parts.append(without_missing(part, reading.missing))
            yield joined(parts)
        except EfqiError as error:
            _check_unchanged(stamps, error)
            raise
        _check_unchanged(stamps)


def grids_in(path: Path, sheet: str) -> tuple[Grid, ...]:
    """Read the sheets of a workbook, or a small text file, as they stand.

    Parameters
    ----------
    path : Path
        Any file.
    sheet : str
        Sheet to read; blank for all that are visible.

    Returns
    -------
    tuple of Grid
        Empty for other kinds, and for a text of over 2 MB.
    """
    _check_exists(path)
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(_ZIP):
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(path) as archive:
            if _WORKBOOK in archive.namelist():
                return grids_of(path, sheet)
        return ()
    is_other = start.startswith((_PARQUET, _ARROW, _FEATHER_1, _OLD_OFFICE))
    if is_other or path.stat().st_size > _LARGEST_GRID:
        return ()
    encoding = text_file.encoding_of(path)
    return (text_grid(path, encoding, text_file.delimiter_of(path, encoding)),)


def _check_exists(path: Path) -> None:
    if path.is_file():
        return
    beside = [p.name for p in path.parent.glob("*") if p.is_file()]
    close = get_close_matches(path.name, beside, n=1)
    raise ExtractError(
        "There is no such file.",
        where=Place(str(path)),
        fix=f"Did you mean '{close[0]}'?" if close else "Check its name and folder.",
    )


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


def _check_unchanged(
    stamps: dict[Path, tuple[int, int] | None], error: EfqiError | None = None
) -> None:
    for path, stamp in stamps.items():
        if _stamp(path) != stamp:
            raise ExtractError(
                "The file changed while it was read.",
                where=Place(path.name),
                fix="Wait until it is written in full, then run this again.",
            ) from error


def _opened(path: Path, engine: Engine, reading: Reading, workspace: Path) -> Extract:
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(_PARQUET):
        return _parquet(path.name, path, engine)
    if start.startswith((_ARROW, _FEATHER_1)):
        return _parquet(path.name, _from_arrow(path, workspace), engine)
    if start == _OLD_OFFICE:
        raise _old_office(path)
    if start.startswith(_ZIP):
        return _zip(path, engine, reading, workspace)
    return _text(path, engine, reading, workspace)


def _parquet(file: str, path: Path, engine: Engine) -> Extract:
    relation = f"read_parquet({text(path)})"
    try:
        described = engine.rows(f"DESCRIBE SELECT * FROM {relation}")  # noqa: S608
        is_empty = not engine.rows(f"SELECT 1 FROM {relation} LIMIT 1")  # noqa: S608
    except QueryError as error:
        raise ExtractError(
            "The Parquet file is damaged.",
            where=Place(file),
            fix="Copy or export it again.",
        ) from error
    if is_empty:
        raise ExtractError(
            "The file has columns but no rows.",
            where=Place(file),
            fix="Export it again, with data.",
        )
    types = {row[0]: row[1] for row in described}
    return Extract(file, types, relation, engine, RecordLayout(file, path))


def _from_arrow(path: Path, workspace: Path) -> Path:
    target = workspace / "arrow.parquet"
    try:
        pl.scan_ipc(path).sink_parquet(target, maintain_order=True)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise ExtractError(
            "The Arrow file is damaged, or of the old Feather kind.",
            where=Place(path.name),
            fix="Write it again, as Arrow (Feather 2) or CSV.",
        ) from error
    return target


def _old_office(path: Path) -> ExtractError:
    if _ENCRYPTED in path.read_bytes():
        return ExtractError(
            "The workbook is protected by a password.",
            where=Place(path.name),
            fix="In Excel choose File, Info, Protect Workbook, Encrypt with Password, "
            "delete the password and save.",
        )
    return ExtractError(
        "The workbook is of the old kind (.xls), whatever its name.",
        where=Place(path.name),
        fix="Open it in Excel and save it as .xlsx.",
    )


def _zip(path: Path, engine: Engine, reading: Reading, workspace: Path) -> Extract:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.namelist() if not m.endswith("/")]
            if _WORKBOOK in members:
                return _workbook(path, engine, reading, workspace)
            member = _only_member(path, members)
            # Messages then name the zip file, which is what the user has.
            target = workspace / "unpacked" / path.name
            target.parent.mkdir()
            with archive.open(member) as source, target.open("wb") as copy:
                shutil.copyfileobj(source, copy)
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError) as error:
        raise ExtractError(
            "The zip file or workbook is damaged, or protected by a password.",
            where=Place(path.name),
            fix="Copy or save it again; unpack it first if it needs a password.",
        ) from error
    return _opened(target, engine, reading, target.parent)


def _only_member(path: Path, members: Sequence[str]) -> str:
    files = [m for m in members if not m.startswith("__MACOSX/")]
    if "mimetype" in files or any(
        m.endswith(("xl/workbook.bin", ".zip")) for m in files
    ):
        raise ExtractError(
            "This is no kind of file that efqi reads.",
            where=Place(path.name),
            fix="Save it as .xlsx or CSV.",
        )
    if len(files) != 1:
        listed = f": {', '.join(files[:5])}" if files else ""
        raise ExtractError(
            f"The zip file holds {len(files)} files{listed}.",
            where=Place(path.name),
            fix="Unpack it, and name the one to read.",
        )
    return files[0]


def _workbook(path: Path, engine: Engine, reading: Reading, workspace: Path) -> Extract:
    grids = grids_of(path, reading.sheet)
    is_from_1904 = begins_in_1904_of(path)
    return _table(grids, engine, reading, workspace, is_from_1904=is_from_1904)


def _table(
    grids: Sequence[Grid],
    engine: Engine,
    reading: Reading,
    workspace: Path,
    *,
    is_from_1904: bool = False,
) -> Extract:
    table = only_table(grids, reading)
    read = read_wide if reading.across else read_table
    columns, layout, faults = read(table, reading, is_from_1904=is_from_1904)
    target = workspace / "table.parquet"
    write_columns(columns, target)
    notes: dict[str, int | str] = {"rows_outside_the_table": table.rows_outside}
    if table.grid.sheet:
        notes["sheet"] = table.grid.sheet
    return Extract(
        table.grid.file,
        dict.fromkeys(columns, "VARCHAR"),
        f"read_parquet({text(target)})",
        engine,
        layout,
        notes,
        faults,
    )


def _text(path: Path, engine: Engine, reading: Reading, workspace: Path) -> Extract:
    encoding = text_file.encoding_of(path)
    delimiter = text_file.delimiter_of(path, encoding)
    if reading.across or reading.header_rows:
        grid = text_grid(path, encoding, delimiter)
        return _table((grid,), engine, reading, workspace)
    columns = text_file.header_of(path, encoding, delimiter)
    readable = path
    notes: dict[str, int | str] = {}
    if not encoding.startswith("utf-8"):
        readable = workspace / "utf-8.csv"
        text_file.transcode(path, encoding, readable)
        notes["encoding"] = encoding
    is_gzip = readable == path and text_file.is_gzip(path)
    all_text = ", ".join(f"{text(c)}: 'VARCHAR'" for c in columns)
    relation = (
        f"read_csv({text(readable)}, auto_detect=false, header=true, "
        f"compression='{'gzip' if is_gzip else 'none'}', "
        f"delim={text(delimiter)}, quote='\"', escape='\"', "
        f"columns={{{all_text}}})"
    )
    types = dict.fromkeys(columns, "VARCHAR")
    layout = TextLayout(path.name, path, encoding, delimiter)
    return Extract(path.name, types, relation, engine, layout, notes)


def without_missing(extract: Extract, missing: Sequence[str]) -> Extract:
    """Give the extract with NULL for texts that stand for no value."""
    texts = [c for c, kind in extract.types.items() if kind == "VARCHAR"]
    if not missing or not texts:
        return extract
    listed = ", ".join(map(text, missing))
    columns = ", ".join(
        f"CASE WHEN trim({name(c)}) NOT IN ({listed}) THEN {name(c)} END AS {name(c)}"
        if c in texts
        else name(c)
        for c in extract.types
    )
    relation = f"(SELECT {columns} FROM {extract.relation})"  # noqa: S608
    return replace(extract, relation=relation)
