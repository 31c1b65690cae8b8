"""The folder in which efqi keeps what belongs to no single project."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Give the folder; it need not exist yet.

    ``EFQI_HOME`` where that is set; else where the system keeps the data of a program.

    Parameters
    ----------
    environment : mapping of str to str
        Variables of the environment.
    """
    if home := environment.get("EFQI_HOME"):
        return Path(home)
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home()) / "efqi"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "efqi"
    shared = environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(shared) / "efqi"
