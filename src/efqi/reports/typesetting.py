"""Typst, the way every PDF of efqi is set: tagged, with packaged fonts alone."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from typing import Any, Final

import typst

from efqi.reports.font import drawable
from efqi.reports.office import printable

STANDARD: Final = "ua-1"


def typeset(template: str, page: Mapping[str, Any], *, made_on: date) -> bytes:
    """Set a template as a tagged PDF (PDF/UA-1); the same input gives the same bytes.

    Parameters
    ----------
    template : str
        Name of a file in `efqi.reports.templates`.
    page : mapping
        What the template reads, as "page" in JSON. Of its texts only what the packaged
        fonts can draw: a PDF/UA may hold nothing else, and no words may keep a page away.
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
            sys_inputs={"page": json.dumps(_drawn(page))},
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
