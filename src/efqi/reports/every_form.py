"""Every form that a report is written in, by the ending of its file."""

from collections.abc import Callable, Mapping
from datetime import date

from efqi.disclosure.release import Release
from efqi.projects.plan import Plan
from efqi.reports.alongside import Alongside
from efqi.reports.answer_picture import render_png, render_svg
from efqi.reports.data_package import render_zip
from efqi.reports.html import render_html
from efqi.reports.json import render_json
from efqi.reports.measures_table import render_measures
from efqi.reports.pdf import render_pdf
from efqi.reports.table import render_csv

Writer = Callable[[Release, Plan, date, Alongside], bytes]
"""Makes a whole file of what may be shown, dated by the day it was made,
with what the project says beside it."""

# Word, PowerPoint and Excel bring libraries that take a third of a second each to start:
# only the report that needs one waits for it.


def _docx(release: Release, plan: Plan, day: date, beside: Alongside) -> bytes:
    from efqi.reports.docx import render_docx

    return render_docx(release, plan, made_on=day, beside=beside)


def _pptx(release: Release, plan: Plan, day: date, beside: Alongside) -> bytes:
    from efqi.reports.pptx import render_pptx

    return render_pptx(release, plan, made_on=day, beside=beside)


def _xlsx(release: Release, plan: Plan, day: date, beside: Alongside) -> bytes:
    from efqi.reports.xlsx import render_xlsx

    return render_xlsx(release, plan, made_on=day, beside=beside)


def large_print(release: Release, plan: Plan, day: date, beside: Alongside) -> bytes:
    """Write the web page in large print."""
    return render_html(
        release, plan, made_on=day, is_large=True, beside=beside
    ).encode()


WRITERS: Mapping[str, Writer] = {
    ".html": lambda release, plan, day, beside: render_html(
        release, plan, made_on=day, beside=beside
    ).encode(),
    ".pdf": lambda release, plan, day, beside: render_pdf(
        release, plan, made_on=day, beside=beside
    ),
    ".docx": _docx,
    ".pptx": _pptx,
    ".xlsx": _xlsx,
    ".csv": lambda release, *_: render_csv(release).encode(),
    ".measures.csv": lambda release, *_: render_measures(release).encode(),
    ".json": lambda release, plan, *_: render_json(release, plan).encode(),
    ".zip": lambda release, plan, *_: render_zip(release, plan),
    ".svg": lambda release, plan, day, beside: render_svg(
        release, plan, made_on=day, beside=beside
    ).encode(),
    ".png": lambda release, plan, day, beside: render_png(
        release, plan, made_on=day, beside=beside
    ),
}
