"""Typst, the way every PDF of efqi is set: tagged, with packaged fonts alone."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from typing import Final

import typst

STANDARD: Final = "ua-1"


def typeset(template: str, inputs: Mapping[str, str], *, made_on: date) -> bytes:
    """Set a template as a tagged PDF (PDF/UA-1); the same input gives the same bytes.

    Parameters
    ----------
    template : str
        Name of a file in `efqi.reports.templates`.
    inputs : mapping of str to str
        What the template reads.
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
            sys_inputs=dict(inputs),
            pdf_standards=STANDARD,
            timestamp=int(noon.timestamp()),
        )
