"""A `project.toml`, already read into a dict, made into a `Plan`."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from efqi.projects.consistency import check_consistency
from efqi.projects.plan import Plan
from efqi.projects.schema import ProjectFile
from efqi.projects.schema_error import first_error


def parse(content: Mapping[str, Any], file: str = "project.toml") -> Plan:
    """Make a plan from the content of a project file.

    Parameters
    ----------
    content : mapping
        What a TOML reader gives.
    file : str
        Name for messages.

    Returns
    -------
    Plan
        Whose parts refer only to what it declares.

    Raises
    ------
    ProjectError
        An unknown, missing or mistyped key, or parts that contradict each other; the
        message says where it stands and what to do.
    """
    try:
        plan = ProjectFile.model_validate(content).plan()
    except ValidationError as error:
        raise first_error(error, file) from None
    check_consistency(plan, file)
    return plan
