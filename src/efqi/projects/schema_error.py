"""Schema errors in one plain sentence: what, where, and the nearest valid key."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from efqi.errors import Place, ProjectError
from efqi.projects.schema import ProjectFile

_EXPECTED = {
    "string_type": "a text in quotes",
    "string_too_short": "a text that is not empty",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "float_type": "a number",
    "float_parsing": "a number",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table of names and values",
    "model_type": "a table of keys and values",
    "model_attributes_type": "a table of keys and values",
    "greater_than": "a number over 0",
    "greater_than_equal": "a number, 0 or more",
    "too_short": "a list with more entries",
}
_RANKS = {"extra_forbidden": 0, "missing": 2}
_DATE = "a date written 2025-04-30, without quotes"
_LISTED = ("measure", "group", "change", "cross")


def first_error(error: ValidationError, file: str) -> ProjectError:
    """Make a user's error from the first thing that the schema refused.

    Unknown keys come first and missing ones last: a misspelt or mistaken key is often the
    cause of a missing one.

    Parameters
    ----------
    error : ValidationError
        From `ProjectFile`.
    file : str
        Name for messages.
    """
    ranked = sorted(error.errors(), key=lambda e: _RANKS.get(e["type"], 1))
    detail = ranked[0]
    *parents, key = detail["loc"]
    place = Place(file, column=written_key(detail["loc"]))
    if detail["type"] == "extra_forbidden":
        section = section_of(parents)
        valid = keys_of(model_at(parents))
        return ProjectError(
            f"{section} has no key '{key}'.", where=place, fix=_nearest(str(key), valid)
        )
    if detail["type"] == "missing":
        return ProjectError(
            f"{section_of(parents)} needs the key '{key}'.",
            where=place,
            fix="Add it; docs/reference/project-file.md explains each key.",
        )
    found = detail["input"]
    return ProjectError(
        f"This must be {_expected(detail)}.",
        where=Place(file, column=place.column, value=_shown(found)),
        fix="Correct it; docs/reference/project-file.md explains each key.",
    )


def written_key(location: Sequence[int | str]) -> str:
    """Write where a key stands: ``measure 2 > numerator 1 > column``."""
    words: list[str] = []
    for step in location:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(str(step))
    return " > ".join(words)


def section_of(parents: Sequence[int | str]) -> str:
    """Name the section that a key stands in, as the file writes it."""
    if not parents:
        return "The file"
    top = str(parents[0])
    header = f"[[{top}]]" if top in _LISTED else f"[{top}]"
    return f"{header} ({written_key(parents)})" if len(parents) > 1 else header


def model_at(parents: Sequence[int | str]) -> type[BaseModel]:
    """Give the model of the section that a location leads to."""
    model: type[BaseModel] = ProjectFile
    for step in parents:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation) or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in get_args(annotation))
    return next((model for model in inner if model is not None), None)


def keys_of(model: type[BaseModel]) -> list[str]:
    """Give the keys of a section as the file writes them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _nearest(key: str, valid: list[str]) -> str:
    close = get_close_matches(key, valid, n=1, cutoff=0.5)
    if close:
        return f"Did you mean '{close[0]}'?"
    return f"Its keys are: {', '.join(valid)}."


def _expected(detail: ErrorDetails) -> str:
    kind = detail["type"]
    if kind in ("enum", "literal_error"):
        return f"one of {detail['ctx']['expected']}"
    if kind.startswith(("date", "none_required")):
        return _DATE
    return _EXPECTED.get(kind, detail["msg"].lower())


def _shown(found: Any) -> str:
    return found if isinstance(found, str) else repr(found)
