"""`DATABASE_URL` as Django takes it."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from efqi.errors import Place, StorageError

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
)


def database(url: str, home: Path) -> dict[str, Any]:
    """Give Django's settings of one database.

    Parameters
    ----------
    url : str
        ``sqlite:///path``, ``postgres://user:password@host:port/name``, or blank. What
        libpq knows stands behind ``?``, such as ``host=/run/postgresql`` or
        ``sslmode=verify-full``.
    home : Path
        Folder of the SQLite file where the address is blank.

    Raises
    ------
    StorageError
        Another kind of address.
    """
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        return _sqlite(Path(parts.path[1:]) if url else home / "efqi.sqlite3")
    if parts.scheme in ("postgres", "postgresql"):
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path[1:],
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", unquote(parts.hostname or "")),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    raise StorageError(
        "This kind of database is not supported.",
        where=Place(column="DATABASE_URL", value=parts.scheme),
        fix="Use sqlite:/// or postgres://.",
    )


def _sqlite(path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            # A writer waits for another instead of failing, and takes its lock at once,
            # so that two people saving never meet "database is locked" halfway.
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": _SQLITE_PRAGMAS,
        },
    }
