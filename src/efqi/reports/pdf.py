"""The report as a tagged PDF (PDF/UA-1) made by Typst."""

from dataclasses import asdict
from datetime import date

from efqi.disclosure.release import Release
from efqi.projects.plan import Plan
from efqi.reports.alongside import NOTHING, Alongside
from efqi.reports.page import build_page
from efqi.reports.quality_page import quality_page
from efqi.reports.typesetting import typeset


def render_pdf(
    release: Release, plan: Plan, *, made_on: date, beside: Alongside = NOTHING
) -> bytes:
    """Write the report as a tagged PDF: one page for the board, then the full part.

    Parameters
    ----------
    release : Release
        All that may be shown; its first view is the primary one.
    plan : Plan
        The team's own words.
    made_on : date
        Day the report is made, printed on it and kept in the file.
    beside : Alongside
        What the project says beside its figures.

    Returns
    -------
    bytes
        A whole file; the same input gives the same bytes. Fonts come from the package
        alone, so that no text can go missing for want of a font.
    """
    page = asdict(build_page(release, plan, made_on=made_on, beside=beside))
    quality = quality_page(release, plan)
    page["quality"] = None if quality is None else asdict(quality)
    page["made_on"] = [made_on.year, made_on.month, made_on.day]
    return typeset("report.typ", page, made_on=made_on)
