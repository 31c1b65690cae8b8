"""The plan as a file on disk."""

import tomllib
from pathlib import Path

from efqi.errors import Place, ProjectError
from efqi.projects.parse import parse
from efqi.projects.plan import Plan
from efqi.store.standard_file import with_standard

PLAN_FILE = "project.toml"
"""Name of the plan in a project's folder."""
GUESS = "# CHANGE THIS"
"""Comment behind a line that efqi guessed and the team must decide."""


def load_plan(path: Path) -> Plan:
    """Read a plan.

    Parameters
    ----------
    path : Path
        A project file, or the folder that holds `PLAN_FILE`.

    Returns
    -------
    Plan

    Raises
    ------
    ProjectError
        No such file, not TOML, not a plan, or a standard population without its bands.
    """
    file = path / PLAN_FILE if path.is_dir() else path
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ProjectError(
            "There is no project file here.",
            where=Place(str(file)),
            fix="Make one from an extract with 'efqi new'.",
        ) from None
    except UnicodeDecodeError:
        raise ProjectError(
            "The project file is not UTF-8 text.",
            where=Place(str(file)),
            fix="Save it again as UTF-8.",
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(
            f"The project file is not valid TOML: {error}.",
            where=Place(str(file)),
            fix="Texts need quotes, lists square brackets, dates none of them.",
        ) from None
    return with_standard(parse(content, file.name), file.parent)


def guesses_left(path: Path) -> int:
    """Count the lines of a plan that still carry efqi's guess.

    Parameters
    ----------
    path : Path
        A project file that `load_plan` has read.
    """
    return path.read_text(encoding="utf-8-sig").count(GUESS)
