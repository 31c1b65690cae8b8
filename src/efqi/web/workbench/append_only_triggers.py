"""Triggers by which the database itself refuses to change what was written down."""

from collections.abc import Iterator
from typing import Any

from django.db import connections

_LOG = "workbench_logline"
_VERSIONS = "workbench_entryversion"
_HELD = ("entry_id", "version", "content", "is_deleted", "at")
"""Columns of a version that stay. Its writer is left out: whoever has their account
deleted is forgotten there."""
_REFUSAL = "rows are added and never changed"


def keep_append_only(using: str = "default", **_: Any) -> None:
    """Put the triggers in place; after every migration, which may have rebuilt a table."""
    connection = connections[using]
    statements = {"sqlite": _sqlite, "postgresql": _postgresql}.get(connection.vendor)
    if statements is None or _LOG not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def _events() -> Iterator[tuple[str, str, str]]:
    """Name each trigger, its event and its table."""
    yield "efqi_log_changed", "UPDATE", _LOG
    yield "efqi_log_deleted", "DELETE", _LOG
    yield "efqi_version_changed", f"UPDATE OF {', '.join(_HELD)}", _VERSIONS


def _sqlite() -> Iterator[str]:
    for name, event, table in _events():
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )


def _postgresql() -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION efqi_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    for name, event, table in _events():
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION efqi_refuse()"
        )
