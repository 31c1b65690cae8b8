"""The key that signs sessions where the environment gives none."""

import secrets
from pathlib import Path

from efqi.store.atomic_write import atomic_write_bytes


def kept_secret(home: Path) -> str:
    """Give the key kept in a folder, made the first time and readable by its owner."""
    path = home / "secret-key"
    if not path.is_file():
        key = secrets.token_urlsafe(64).encode()
        atomic_write_bytes(path, key, is_private=True)
    return path.read_text(encoding="utf-8")
