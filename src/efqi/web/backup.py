"""A copy of everything that the workbench keeps, in one file, made while it answers."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from contextlib import closing, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from efqi import __version__
from efqi.errors import BundleError, Place
from efqi.store.atomic_write import atomic_write
from efqi.web.configuration import Configuration
from efqi.web.database import database

VERSION: Final = 1
MANIFEST: Final = "manifest.json"
DATABASE: Final = "database"
FOLDERS: Final = ("uploads", "lookups")
"""Folders of the home that are copied: files that wait to be counted, kept lookups. The
key that signs sessions is not copied: whoever restores signs in again."""
_CHUNK = 1024 * 1024
_MIGRATIONS = "SELECT name FROM django_migrations WHERE app = 'workbench'"


class BackupManifest(BaseModel):
    """What a copy says of itself.

    Attributes
    ----------
    format, version
        Tells it from other files; its form.
    engine : str
        ``sqlite`` or ``postgresql``: each is restored into its own kind.
    made_on, efqi
        When, and by which version.
    migrations : tuple of str
        Form of the tables; one that this efqi does not know is a newer one's.
    parts : dict of str to str
        Name to SHA-256.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["efqi backup"] = "efqi backup"
    version: Literal[1] = VERSION
    engine: Literal["sqlite", "postgresql"]
    made_on: AwareDatetime
    efqi: str = __version__
    migrations: tuple[str, ...]
    parts: dict[str, str]


def back_up(configuration: Configuration, path: Path) -> BackupManifest:
    """Copy the database, the files that wait and the kept lookups into one file.

    Parameters
    ----------
    configuration : Configuration
        Says where the database and the home are; the workbench may go on answering.
    path : Path
        File to write, whole or not at all.

    Raises
    ------
    BundleError
        No database yet, one that is damaged, or no program that can copy it.
    StorageError
        A file that cannot be written.
    """
    settings = database(configuration.database_url, configuration.home)
    made: list[BackupManifest] = []

    def write(temporary: Path) -> None:
        with tempfile.TemporaryDirectory(dir=temporary.parent) as made_here:
            folder = Path(made_here)
            # What waited before the database was copied, and what came while it was.
            _copy_files(configuration.home, folder)
            migrations = _copied(settings, folder / DATABASE)
            _copy_files(configuration.home, folder)
            made.append(_packed(settings, folder, migrations, temporary))

    atomic_write(path, write, is_private=True)
    return made[0]


def is_sqlite(settings: dict[str, Any]) -> bool:
    """Say which of the two kinds a database is."""
    return str(settings["ENGINE"]).endswith("sqlite3")


def _copied(settings: dict[str, Any], copy: Path) -> tuple[str, ...]:
    if is_sqlite(settings):
        return _sqlite_copied(Path(settings["NAME"]), copy)
    run_postgres("pg_dump", settings, "--format=custom", "--no-owner", f"--file={copy}")
    return postgres_migrations(settings)


def _sqlite_copied(source: Path, copy: Path) -> tuple[str, ...]:
    if not source.is_file():
        raise BundleError(
            "There is no workbench here yet.",
            where=Place(str(source)),
            fix="Set EFQI_HOME to its folder.",
        )
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(copy)) as to:
        live.backup(to)
    check_sqlite(copy)
    with closing(sqlite3.connect(copy)) as made:
        return tuple(name for (name,) in made.execute(_MIGRATIONS))


def check_sqlite(path: Path) -> None:
    """Read a whole database through.

    Raises
    ------
    BundleError
        Where any page of it is damaged.
    """
    try:
        with closing(sqlite3.connect(path)) as made:
            found = made.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise BundleError(
            f"The database is damaged: {found}.",
            fix="Restore the last copy that is whole.",
        )


def run_postgres(program: str, settings: dict[str, Any], *words: str) -> None:
    """Run one of PostgreSQL's own programs; the password does not stand in the command.

    Raises
    ------
    BundleError
        Where the program is not there, or says that it could not.
    """
    found = shutil.which(program)
    if found is None:
        raise BundleError(
            f"PostgreSQL's program {program} is not on this machine.",
            fix="Install PostgreSQL's client programs, of the server's version or newer.",
        )
    password = settings["PASSWORD"]
    done = subprocess.run(  # noqa: S603 - the words are ours
        [found, *words, f"--dbname={_address(settings)}"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | ({"PGPASSWORD": password} if password else {}),
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise BundleError(f"{program} could not do it: {last}.")


def _address(settings: dict[str, Any]) -> str:
    """Name the database as libpq reads it."""
    named = {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "user": settings["USER"],
        "dbname": settings["NAME"],
        **settings["OPTIONS"],
    }
    return " ".join(f"{key}={_quoted(str(v))}" for key, v in named.items() if v)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def postgres_migrations(settings: dict[str, Any]) -> tuple[str, ...]:
    """List which forms of the tables a PostgreSQL database has had; none where it is empty."""
    import psycopg

    address = _address(settings)
    with psycopg.connect(address, password=settings["PASSWORD"] or None) as connection:
        there = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
        if there is None or there[0] is None:
            return ()
        return tuple(name for (name,) in connection.execute(_MIGRATIONS))


def _copy_files(home: Path, folder: Path) -> None:
    """Copy what lies beside the database; it may be gone a moment later."""
    for name in FOLDERS:
        # Unlike `Path.rglob`, this passes over a folder that is gone by now.
        for parent, _folders, files in os.walk(home / name):
            for path in (Path(parent) / file for file in files):
                copy = folder / path.relative_to(home)
                # What begins with a dot is not whole yet.
                if not path.name.startswith(".") and not copy.exists():
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    with suppress(FileNotFoundError):
                        shutil.copyfile(path, copy)


def _packed(
    settings: dict[str, Any],
    folder: Path,
    migrations: tuple[str, ...],
    target: Path,
) -> BackupManifest:
    files = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    manifest = BackupManifest(
        engine="sqlite" if is_sqlite(settings) else "postgresql",
        made_on=datetime.now(UTC),
        migrations=migrations,
        parts={name: digest_of(path) for name, path in files.items()},
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr(MANIFEST, manifest.model_dump_json(indent=1))
        for name, path in files.items():
            file.write(path, name)
    return manifest


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file."""
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
