"""The report as one HTML file: no script, no outside request."""

from datetime import date

from jinja2 import Environment, PackageLoader, StrictUndefined

from efqi.disclosure.release import Release
from efqi.projects.plan import Plan
from efqi.reports.alongside import NOTHING, Alongside
from efqi.reports.page import build_page
from efqi.reports.quality_page import quality_page

_TEMPLATES = Environment(
    loader=PackageLoader("efqi.reports", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    keep_trailing_newline=True,
)


_LARGE = (
    "html{font-size:150%}.sheet{max-width:1400px}"
    ".two,.three,.smalls,.voices{grid-template-columns:minmax(0,1fr)}"
)
"""One column of 28-pixel letters: 21 points, above the 16 that large print begins at."""


def render_html(
    release: Release,
    plan: Plan,
    *,
    made_on: date,
    is_large: bool = False,
    beside: Alongside = NOTHING,
) -> str:
    """Write the report as one self-contained HTML file.

    Parameters
    ----------
    release : Release
        All that may be shown; its first view is the primary one.
    plan : Plan
        The team's own words.
    made_on : date
        Day the report is made, printed on it.
    is_large : bool
        In large print, one column.
    beside : Alongside
        What the project says beside its figures.

    Returns
    -------
    str
        A whole document; the same input gives the same text.
    """
    page = build_page(release, plan, made_on=made_on, beside=beside)
    css = _TEMPLATES.get_template("report.css").render()
    if beside != NOTHING:
        css += _TEMPLATES.get_template("voices.css").render()
    if is_large:
        css += _LARGE
    return _TEMPLATES.get_template("report.html").render(
        page=page, quality=quality_page(release, plan), css=css
    )
