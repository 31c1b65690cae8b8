"""The plain page in large print as a tagged PDF, made by Typst."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from importlib.resources import as_file, files

import typst

from efqi.reports.pdf import STANDARD
from efqi.reports.plain_page import HEADINGS, PlainPage


def render_plain_pdf(page: PlainPage, *, made_on: date) -> bytes:
    """Write the plain page as one sheet of A4 in print of 18 points or more.

    Parameters
    ----------
    page : PlainPage
        What it says.
    made_on : date
        Day it is made, kept in the file.

    Returns
    -------
    bytes
        A whole file: front the answer and its chart, back the same in sentences. A
        project with many groups goes on on more pages; the print stays large.
    """
    given = asdict(page) | {
        "headings": HEADINGS,
        "made_on": [made_on.year, made_on.month, made_on.day],
    }
    noon = datetime(made_on.year, made_on.month, made_on.day, 12, tzinfo=UTC)
    room = files("efqi.reports")
    template = room.joinpath("templates", "plain.typ").read_bytes()
    with as_file(room.joinpath("fonts")) as fonts:
        return typst.compile(
            template,
            None,
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[fonts],
            ),
            format="pdf",
            sys_inputs={"page": json.dumps(given)},
            pdf_standards=STANDARD,
            timestamp=int(noon.timestamp()),
        )
