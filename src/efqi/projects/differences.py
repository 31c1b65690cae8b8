"""What differs between two states of one record, field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_NAMES_THE_RECORD = ("identifier",)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs.

    Attributes
    ----------
    path : str
        Where it stands in the record: "prediction.overall".
    before, after : object
        What it held; None where it held nothing.
    """

    path: str
    before: Any
    after: Any


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[Difference, ...]:
    """List the fields that differ, in the order in which the record holds them.

    Parameters
    ----------
    before, after : mapping of str to object
        Records as JSON; an empty mapping stands for none. A list is compared whole.
    """
    old, new = dict(_leaves(before, "")), dict(_leaves(after, ""))
    return tuple(
        Difference(path, _held(old.get(path)), _held(new.get(path)))
        for path in dict.fromkeys((*new, *old))
        if _held(old.get(path)) != _held(new.get(path))
        and path not in _NAMES_THE_RECORD
        # A box that was never ticked is no news of a new record.
        and not (path not in old and new[path] is False)
    )


def _leaves(content: Mapping[str, Any], at: str) -> Iterator[tuple[str, Any]]:
    for name, value in content.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{at}{name}.")
        else:
            yield f"{at}{name}", value


def _held(value: Any) -> Any:
    """Give nothing for what is blank: a field that was never filled is not a change."""
    return None if value in ("", [], ()) else value
