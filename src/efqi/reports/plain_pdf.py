"""The plain page in large print as a tagged PDF, made by Typst."""

from dataclasses import asdict
from datetime import date

from efqi.reports.plain_page import HEADINGS, PlainPage
from efqi.reports.typesetting import typeset


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
    return typeset("plain.typ", given, made_on=made_on)
