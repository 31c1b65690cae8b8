"""Write a whole file or nothing."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from efqi.errors import Place, StorageError


def atomic_write(
    path: Path, write: Callable[[Path], None], *, is_private: bool = False
) -> None:
    """Write a file through a temporary one beside it, so that half a file never stands.

    Parameters
    ----------
    path : Path
        File to make or replace; its folder is made where it is missing.
    write : callable
        Writes the content to the path that it is given.
    is_private : bool
        Whether only its owner may read it, from its first byte on.

    Raises
    ------
    StorageError
        Full disk, read-only folder or no permission; what stood before still stands.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if is_private:
            _remove(temporary)
            temporary.touch(mode=0o600, exist_ok=False)
        write(temporary)
        temporary.replace(path)
    except OSError as error:
        raise StorageError(
            f"The file cannot be written: {error.strerror or error}.",
            where=Place(file=str(path)),
            fix="Choose a folder that you may write to, on a disk with room.",
        ) from error
    finally:
        _remove(temporary)


def atomic_write_bytes(path: Path, content: bytes, *, is_private: bool = False) -> None:
    """Write bytes as `atomic_write` does.

    Parameters
    ----------
    path : Path
        File to make or replace.
    content : bytes
        All of it.
    is_private : bool
        As `atomic_write`.

    Raises
    ------
    StorageError
        As `atomic_write`.
    """
    atomic_write(
        path,
        lambda temporary: _write_all(temporary, content),
        is_private=is_private,
    )


def _write_all(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
