"""A plan as the text of a `project.toml`."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_DELETE = "\x7f"


def toml_text(content: Mapping[str, Any]) -> str:
    """Write a plan as TOML.

    Parameters
    ----------
    content : mapping
        Texts, numbers, days, lists and mappings; a key without a value is left out.
    """
    return "\n".join(_table(content, ())).strip() + "\n"


def _table(content: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Write plain keys first: after a table's header every key would belong to it."""
    for key, value in content.items():
        if value is not None and not _is_table(value) and not _is_tables(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in content.items():
        name = (*path, key)
        header = ".".join(map(_key, name))
        if _is_table(value):
            yield f"\n[{header}]"
            yield from _table(value, name)
        elif _is_tables(value):
            for each in value:
                yield f"\n[[{header}]]"
                yield from _table(each, name)


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_table, value))


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_key(k)} = {_value(v)}" for k, v in value.items() if v is not None)
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    # JSON writes texts, whole numbers, true and false as TOML does; but one character.
    return json.dumps(value, ensure_ascii=False).replace(_DELETE, "\\u007f")


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)
