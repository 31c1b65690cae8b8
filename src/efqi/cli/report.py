"""`efqi report` and `efqi release`: what may be shown, as files."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import typer

from efqi.cli.project import Source, released
from efqi.disclosure.release import Release
from efqi.projects.plan import Plan
from efqi.reports.answer_picture import render_png, render_svg
from efqi.reports.data_package import render_zip
from efqi.reports.html import render_html
from efqi.reports.json import render_json
from efqi.reports.measures_table import render_measures
from efqi.reports.pdf import render_pdf
from efqi.reports.table import render_csv
from efqi.reports.wording.answer import answer_lead
from efqi.reports.wording.story import Story
from efqi.store.atomic_write import atomic_write_bytes

Writer = Callable[[Release, Plan, date], bytes]

# Word, PowerPoint and Excel bring libraries that take a third of a second each to start:
# only the report that needs one waits for it.


def _docx(release: Release, plan: Plan, day: date) -> bytes:
    from efqi.reports.docx import render_docx

    return render_docx(release, plan, made_on=day)


def _pptx(release: Release, plan: Plan, day: date) -> bytes:
    from efqi.reports.pptx import render_pptx

    return render_pptx(release, plan, made_on=day)


def _xlsx(release: Release, plan: Plan, day: date) -> bytes:
    from efqi.reports.xlsx import render_xlsx

    return render_xlsx(release, plan, made_on=day)


WRITERS: Mapping[str, Writer] = {
    ".html": lambda release, plan, day: render_html(
        release, plan, made_on=day
    ).encode(),
    ".pdf": lambda release, plan, day: render_pdf(release, plan, made_on=day),
    ".docx": _docx,
    ".pptx": _pptx,
    ".xlsx": _xlsx,
    ".csv": lambda release, _plan, _day: render_csv(release).encode(),
    ".measures.csv": lambda release, _plan, _day: render_measures(release).encode(),
    ".json": lambda release, plan, _day: render_json(release, plan).encode(),
    ".zip": lambda release, plan, _day: render_zip(release, plan),
    ".svg": lambda release, plan, day: render_svg(release, plan, made_on=day).encode(),
    ".png": lambda release, plan, day: render_png(release, plan, made_on=day),
}


def run(source: Source, files: tuple[Path, ...]) -> None:
    """Make one release and write it in every form asked for."""
    check_endings(files)
    plan, release = released(source)
    typer.echo(headline(release, plan))
    write(release, plan, files)


def write(release: Release, plan: Plan, files: tuple[Path, ...]) -> None:
    """Write a release to files, each in the form its ending names."""
    made_on = datetime.now(UTC).astimezone().date()
    for file in files:
        atomic_write_bytes(file, WRITERS[_ending(file)](release, plan, made_on))
        typer.echo(f"  {file}")


def _ending(file: Path) -> str:
    is_measures = file.name.lower().endswith(".measures.csv")
    return ".measures.csv" if is_measures else file.suffix.lower()


def check_endings(files: tuple[Path, ...]) -> None:
    """Refuse, before any work, a file that could not be written."""
    for file in files:
        if _ending(file) not in WRITERS:
            raise typer.BadParameter(
                f"{file} ends in '{file.suffix}'; use one of {', '.join(WRITERS)}."
            )


def headline(release: Release, plan: Plan) -> str:
    """Give the answer in one sentence."""
    return answer_lead(Story(release, plan, release.views[0]))
