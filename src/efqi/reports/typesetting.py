"""Typst, the way every PDF of efqi is set: tagged, with packaged fonts alone."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from typing import Final

import typst

from efqi.reports.font import drawable
from efqi.reports.office import printable

STANDARD: Final = "ua-1"


def typeset(template: str, inputs: Mapping[str, object], *, made_on: date) -> bytes:
    """Set a template as a tagged PDF (PDF/UA-1); the same input gives the same bytes.

    Parameters
    ----------
    template : str
        Name of a file in `efqi.reports.templates`.
    inputs : mapping of str to object
        What the template reads, each as JSON; of its texts only what the packaged fonts
        can draw, because a PDF for everyone may hold nothing else.
    made_on : date
        Day that is kept in the file.
    """
    noon = datetime(made_on.year, made_on.month, made_on.day, 12, tzinfo=UTC)
    room = files("efqi.reports")
    with as_file(room.joinpath("fonts")) as fonts:
        return typst.compile(
            room.joinpath("templates", template).read_bytes(),
            None,
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[fonts],
            ),
            format="pdf",
            sys_inputs={
                name: json.dumps(_drawn(given)) for name, given in inputs.items()
            },
            pdf_standards=STANDARD,
            timestamp=int(noon.timestamp()),
        )


def _drawn(given: object) -> object:
    """Make every text drawable, however deep it stands."""
    if isinstance(given, str):
        return drawable(printable(given))
    if isinstance(given, Mapping):
        return {name: _drawn(each) for name, each in given.items()}
    if isinstance(given, list | tuple):
        return [_drawn(each) for each in given]
    return given
