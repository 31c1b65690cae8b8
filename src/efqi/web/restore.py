"""Everything that the workbench kept, back from one file."""

import shutil
import tempfile
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic_core import from_json

from efqi.errors import BundleError, Place, StorageError
from efqi.web import backup
from efqi.web.backup import BackupManifest, check_sqlite, digest_of, run_postgres
from efqi.web.configuration import Configuration
from efqi.web.database import database

_MIGRATIONS = Path(__file__).parent / "workbench" / "migrations"
_SIDES = ("-wal", "-shm")
"""Files that SQLite keeps beside a database; they belong to the one that stood before."""


def restore(
    configuration: Configuration, path: Path, *, replaces: bool
) -> BackupManifest:
    """Put a copy back; the workbench must not answer meanwhile.

    Parameters
    ----------
    configuration : Configuration
        Says where the database and the home are.
    path : Path
        A file that `back_up` wrote.
    replaces : bool
        Whether what is there may go. SQLite's file is then kept beside the new one.

    Raises
    ------
    BundleError
        Not a copy, changed since, damaged, of a newer efqi or of another kind of
        database, or something is there already. Nothing is changed then.
    StorageError
        A folder that cannot be written.
    """
    settings = database(configuration.database_url, configuration.home)
    _check_free(settings, configuration.home, replaces=replaces)
    try:
        configuration.home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            dir=configuration.home, prefix="restore-"
        ) as made:
            folder = Path(made)
            manifest = _unpacked(path, folder)
            _check_kind(manifest, settings, path)
            _put_database(settings, folder / backup.DATABASE)
            _put_folders(folder, configuration.home)
    except OSError as error:
        raise StorageError(
            f"The copy cannot be put back: {error.strerror or error}.",
            where=Place(str(path)),
            fix="Check the file's name, and that the folder has room.",
        ) from error
    return manifest


def _check_free(settings: dict[str, Any], home: Path, *, replaces: bool) -> None:
    if backup.is_sqlite(settings):
        is_there = Path(settings["NAME"]).exists()
    else:
        is_there = bool(backup.postgres_migrations(settings))
    is_there = is_there or any((home / name).exists() for name in backup.FOLDERS)
    if is_there and not replaces:
        raise BundleError(
            "A workbench is here already.",
            where=Place(str(home)),
            fix="Restore into an empty EFQI_HOME and database, or say --replace.",
        )


def _unpacked(path: Path, folder: Path) -> BackupManifest:
    """Unpack into a folder of its own, and hold each part to its hash."""
    try:
        with zipfile.ZipFile(path) as file:
            told = from_json(file.read(backup.MANIFEST))
            _check_version(told, path)
            manifest = BackupManifest.model_validate(told)
            names = [n for n in file.namelist() if n != backup.MANIFEST]
            if sorted(names) != sorted(manifest.parts):
                raise _changed(path, "its parts")
            for name in names:
                _check_name(name, path)
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with file.open(name) as part, target.open("wb") as out:
                    shutil.copyfileobj(part, out)
                if digest_of(target) != manifest.parts[name]:
                    raise _changed(path, name)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError) as error:
        raise BundleError(
            "This is not a whole copy of a workbench.",
            where=Place(str(path)),
            fix="Choose a file that 'efqi backup' wrote.",
        ) from error
    return manifest


def _check_version(told: Any, path: Path) -> None:
    try:
        version, migrations = told["version"], set(told["migrations"])
    except (TypeError, KeyError) as error:
        raise ValueError(told) from error
    known = {each.stem for each in _MIGRATIONS.glob("0*.py")}
    if version != backup.VERSION or not migrations <= known:
        raise BundleError(
            "Another version of efqi made this copy, and this one cannot read it.",
            where=Place(str(path), value=str(told.get("efqi", ""))),
            fix="Bring this efqi up to date first.",
        )


def _check_name(name: str, path: Path) -> None:
    parts = PurePosixPath(name).parts
    is_kept = parts[:1] and parts[0] in backup.FOLDERS and ".." not in parts
    if name != backup.DATABASE and (not is_kept or "\\" in name):
        raise _changed(path, name)


def _check_kind(manifest: BackupManifest, settings: dict[str, Any], path: Path) -> None:
    here = "sqlite" if backup.is_sqlite(settings) else "postgresql"
    if manifest.engine != here:
        raise BundleError(
            f"This copy is of {manifest.engine}, and DATABASE_URL names {here}.",
            where=Place(str(path)),
            fix="Set DATABASE_URL to a database of that kind; single projects move "
            "between kinds by export and import.",
        )


def _put_database(settings: dict[str, Any], copy: Path) -> None:
    if not backup.is_sqlite(settings):
        words = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
        run_postgres("pg_restore", settings, *words, str(copy))
        return
    check_sqlite(copy)
    target = Path(settings["NAME"])
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="restore-") as made:
        # The database may lie on another disk than the home: what can fail comes first.
        arrived = Path(made) / target.name
        shutil.move(copy, arrived)
        _replace(target, arrived)


def _replace(target: Path, arrived: Path) -> None:
    """Put a file in the place of a database, which is kept beside it; or change nothing."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    moved: dict[Path, Path] = {}
    try:
        for side in ("", *_SIDES):
            beside = target.with_name(target.name + side)
            if beside.exists():
                kept = target.with_name(f"{target.name}.before-{stamp}{side}")
                beside.replace(kept)
                moved[kept] = beside
        arrived.replace(target)
    except OSError:
        for kept, beside in moved.items():
            kept.replace(beside)
        raise


def _put_folders(folder: Path, home: Path) -> None:
    for name in backup.FOLDERS:
        if (home / name).exists():
            shutil.rmtree(home / name)
        if (folder / name).exists():
            (folder / name).replace(home / name)


def _changed(path: Path, part: str) -> BundleError:
    return BundleError(
        "This copy was changed after it was made.",
        where=Place(str(path), value=part[:100]),
        fix="Use another copy.",
    )
