"""Lookups that ship with efqi: from an area to its group."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from efqi.store.engine import text

_FOLDER = Path(str(files("efqi.store"))) / "lookups"
_YEARS = {"imd2019": 2011, "imd2025": 2021}
_GROUPS = {
    "decile": "CAST(decile AS VARCHAR)",
    "quintile": "CAST((decile + 1) // 2 AS VARCHAR)",
    "core20": "CASE WHEN decile <= 2 THEN 'core20' ELSE 'rest' END",
}


@dataclass(frozen=True, slots=True)
class Lookup:
    """An index of deprivation by LSOA, grouped in one way.

    Attributes
    ----------
    index : str
        "imd2019" or "imd2025".
    level : str
        "decile", "quintile" or "core20".
    """

    index: str
    level: str

    @property
    def name(self) -> str:
        """As `project.toml` writes it: "imd2025-quintile"."""
        return f"{self.index}-{self.level}"

    @property
    def year_of_areas(self) -> int:
        """Year of the LSOAs that the index is given for."""
        return _YEARS[self.index]

    @property
    def relation(self) -> str:
        """SQL of its table, with columns ``lsoa`` and ``decile``."""
        return f"read_parquet({text(_FOLDER / f'{self.index}.parquet')})"

    @property
    def other(self) -> "Lookup":
        """The same grouping by the index of the other year."""
        (index,) = set(_YEARS) - {self.index}
        return Lookup(index, self.level)

    @property
    def group(self) -> str:
        """SQL that makes the group of its ``decile``."""
        return _GROUPS[self.level]


def lookup(name: str) -> Lookup:
    """Give the lookup of a name such as "imd2025-quintile"."""
    index, level = name.split("-")
    return Lookup(index, level)
