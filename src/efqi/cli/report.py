"""`efqi report` and `efqi release`: what may be shown, as files."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from efqi.cli.project import Source, plan_path, released
from efqi.disclosure.release import Release
from efqi.projects.document.document import ProjectDocument
from efqi.projects.plan import Plan
from efqi.reports.alongside import NOTHING
from efqi.reports.every_form import WRITERS
from efqi.reports.project_words import alongside
from efqi.reports.wording.answer import answer_lead
from efqi.reports.wording.story import Story
from efqi.store.atomic_write import atomic_write_bytes
from efqi.store.bundle import DOCUMENT
from efqi.store.bundle_reading import read_document


def run(source: Source, files: tuple[Path, ...]) -> None:
    """Make one release and write it in every form asked for."""
    check_endings(files)
    plan, release = released(source)
    typer.echo(headline(release, plan))
    write(release, plan, files, written_document(source.project))


def written_document(project: Path) -> ProjectDocument | None:
    """Read what was written of a project beside its plan, where there is any."""
    path = plan_path(project).parent / DOCUMENT
    return read_document(path.read_bytes(), path.name) if path.is_file() else None


def write(
    release: Release,
    plan: Plan,
    files: tuple[Path, ...],
    document: ProjectDocument | None = None,
) -> None:
    """Write a release to files, each in the form its ending names."""
    now = datetime.now(UTC).astimezone()
    # A folder does not say which data came when, so gates cannot be judged from it.
    beside = (
        alongside(document, release, plan, now=now, with_claim=False)
        if document
        else NOTHING
    )
    for file in files:
        atomic_write_bytes(
            file, WRITERS[_ending(file)](release, plan, now.date(), beside)
        )
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
