"""Several files of the same columns as one extract."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from efqi.errors import ExtractError, Place
from efqi.store.engine import name
from efqi.store.extract import Extract

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class ManyLayout:
    """Finds a record in the file that holds it.

    Attributes
    ----------
    parts : sequence of Extract
        The files, in the order of their records.
    """

    parts: Sequence[Extract]
    counted: list[int] = field(default_factory=list)

    def place(self, record: int, column: str, value: str) -> Place:
        """Give the place of a value in a record, counted over all files."""
        if not self.counted:
            self.counted.extend(_height(part) for part in self.parts)
        for part, height in zip(self.parts, self.counted, strict=True):
            if record <= height:
                return part.place_of(record, column, value)
            record -= height
        raise AssertionError("no file has so many records")

    def first_ragged(self) -> tuple[Place, int] | None:
        """Find the first row of any file that is unlike its header."""
        found = (part.layout.first_ragged() for part in self.parts)
        return next((ragged for ragged in found if ragged is not None), None)


def joined(parts: Sequence[Extract]) -> Extract:
    """Put files below each other; their columns may stand in any order.

    Raises
    ------
    ExtractError
        Naming the first file whose columns differ from those of the first.
    """
    first, *others = parts
    if not others:
        return first
    for part in others:
        _check_same_columns(first, part)
    is_alike = all(part.types == first.types for part in others)
    types = dict(first.types) if is_alike else dict.fromkeys(first.types, "VARCHAR")
    selects = [
        f"SELECT {', '.join(_column(part, c, is_alike) for c in types)} "  # noqa: S608
        f"FROM {part.relation}"
        for part in parts
    ]
    notes: dict[str, int | str] = {"files": len(parts)}
    for part in parts:
        notes |= {k: v for k, v in part.notes.items() if isinstance(v, str)}
    return Extract(
        ", ".join(part.file for part in parts[:_MOST_NAMED])
        + (" and others" if len(parts) > _MOST_NAMED else ""),
        types,
        f"({' UNION ALL '.join(selects)})",
        first.engine,
        ManyLayout(parts),
        notes,
        _faults(parts),
    )


def _column(part: Extract, column: str, is_alike: bool) -> str:
    return name(column) if is_alike else f"{part.text(column)} AS {name(column)}"


def _faults(parts: Sequence[Extract]) -> dict[str, tuple[int, str]]:
    before = 0
    found: dict[str, tuple[int, str]] = {}
    for part in parts:
        for column, (record, fault) in part.faults.items():
            found.setdefault(column, (before + record, fault))
        before += _height(part) if any(p.faults for p in parts) else 0
    return found


def _height(part: Extract) -> int:
    ((height,),) = part.rows(f"SELECT count(*) FROM {part.relation}")  # noqa: S608
    return int(height)


def _check_same_columns(first: Extract, part: Extract) -> None:
    lacks = [c for c in first.types if c not in part.types]
    more = [c for c in part.types if c not in first.types]
    if not lacks and not more:
        return
    told = [
        f"{words} {', '.join(repr(c) for c in columns)}"
        for words, columns in (("lacks", lacks), ("has also", more))
        if columns
    ]
    raise ExtractError(
        f"This file {' and '.join(told)}, unlike '{first.file}'.",
        where=Place(part.file),
        fix="Give all files the same columns, or leave one out.",
    )
