"""`efqi report` and `efqi release`: what may be shown, as files."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from efqi.cli.project import Source, released
from efqi.disclosure.release import Release
from efqi.projects.plan import Plan
from efqi.reports.every_form import WRITERS
from efqi.reports.wording.answer import answer_lead
from efqi.reports.wording.story import Story
from efqi.store.atomic_write import atomic_write_bytes


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
