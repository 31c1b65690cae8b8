"""Keep a lookup of the user's, such as the ONS Postcode Directory, for every project."""

import re
from dataclasses import dataclass
from pathlib import Path

from efqi.errors import ExtractError, Place
from efqi.projects.plan import OwnLookup
from efqi.store.atomic_write import atomic_write
from efqi.store.engine import text
from efqi.store.extract import Extract
from efqi.store.kept_lookup import lookup_folder
from efqi.store.opening import open_extract
from efqi.store.own_lookup import read_lookup

# Columns of the ONS Postcode Directory and of the National Statistics Postcode Lookup, by
# the names of 2011 to 2025, the newest areas first.
_POSTCODES = ("pcds", "pcd8", "pcd2", "pcd7", "pcd", "postcode")
_AREAS = ("lsoa21cd", "lsoa21", "lsoa11cd", "lsoa11")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class KeptLookup:
    """A lookup as it was kept.

    Attributes
    ----------
    name : str
        What a project file calls it.
    path : Path
        Where it lies.
    key_column, value_column : str
        Columns of the user's file that it was made from.
    rows : int
        Values that it leads from.
    """

    name: str
    path: Path
    key_column: str
    value_column: str
    rows: int


def add_lookup(
    path: Path,
    *,
    key_column: str | None = None,
    value_column: str | None = None,
    name: str | None = None,
) -> KeptLookup:
    """Keep two columns of a file as a lookup that projects can name.

    Parameters
    ----------
    path : Path
        CSV or Parquet; it is read and not changed.
    key_column, value_column : str, optional
        From and to which column it leads; found by name where the file is a directory of
        postcodes.
    name : str, optional
        Name to keep it by; "postcode-lsoa21" and so on where the columns were found. One
        of the same name is replaced.

    Raises
    ------
    ExtractError
        Columns that are not there or cannot be found, a key with two values, or a name
        that cannot be that of a file.
    StorageError
        Where it cannot be written.
    """
    with open_extract(path) as file:
        lead = OwnLookup(
            path.name,
            key_column or _found(file, _POSTCODES, "from"),
            value_column or _found(file, _AREAS, "to"),
        )
        kept = _checked(name or _name_of(lead), path)
        table = read_lookup(file, lead, 0)
        target = lookup_folder() / f"{kept}.parquet"

        def write(part: Path) -> None:
            file.rows(
                f'COPY (SELECT efqi_key0 AS "from", efqi_value0 AS "to" '  # noqa: S608
                f"FROM {table} ORDER BY 1) "
                f"TO {text(part)} (FORMAT parquet, COMPRESSION zstd)"
            )

        atomic_write(target, write)
        ((rows,),) = file.rows(f"SELECT count(*) FROM {table}")  # noqa: S608
    return KeptLookup(kept, target, lead.key_column, lead.value_column, rows)


def _found(file: Extract, known: tuple[str, ...], end: str) -> str:
    by_name = {column.lower(): column for column in file.types}
    for name in known:
        if name in by_name:
            return by_name[name]
    raise ExtractError(
        f"It is not clear which column the lookup leads {end}.",
        where=Place(file.file),
        fix=f"Name it with --{end}; its columns are: {', '.join(file.types)}.",
    )


def _name_of(lead: OwnLookup) -> str:
    is_postcode = lead.key_column.lower() in _POSTCODES
    key = "postcode" if is_postcode else lead.key_column.lower()
    value = lead.value_column.lower()
    return f"{key}-{value.removesuffix('cd') if value in _AREAS else value}"


def _checked(name: str, path: Path) -> str:
    if _NAME.fullmatch(name):
        return name
    raise ExtractError(
        f"A lookup cannot be kept by the name '{name}'.",
        where=Place(path.name),
        fix="Give one with --name, of letters, digits, dots and dashes.",
    )
