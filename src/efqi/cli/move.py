"""`efqi export` and `efqi import`: projects of the workbench on this machine, as files."""

from pathlib import Path

import typer
from django.utils.text import slugify

from efqi.errors import BundleError, Place
from efqi.store.atomic_write import atomic_write_bytes
from efqi.store.bundle import ENDING
from efqi.store.bundle_reading import read_bundle
from efqi.web.serve import prepare


def export_project(
    name: str, out: Path | None, *, with_people: bool, with_exact: bool
) -> None:
    """Write one project of this machine as one file; without a name, list them."""
    prepare()
    from efqi.web.local_person import only_person
    from efqi.web.workbench.access import projects_of
    from efqi.web.workbench.moving import export

    person = only_person()
    projects = projects_of(person)
    if not name:
        for project in projects:
            typer.echo(f"{project.key}  {project.title}")
        return
    found = projects.filter(key=name).first() or projects.filter(title=name).first()
    if found is None:
        raise BundleError(
            "There is no such project in the workbench.",
            where=Place(value=name),
            fix="List them with 'efqi export'.",
        )
    path = out or Path(f"{slugify(found.title)[:80] or found.key}{ENDING}")
    content = export(found, person, with_people=with_people, with_exact=with_exact)
    atomic_write_bytes(path, content)
    typer.echo(f"{path} holds '{found.title}'.")
    if with_exact:
        typer.echo("Its counts are exact: keep it as you keep the extract.")


def import_project(path: Path) -> None:
    """Take a project into the workbench of this machine, from a file or a folder."""
    prepare()
    from efqi.web.local_person import only_person
    from efqi.web.workbench.folder import take_folder
    from efqi.web.workbench.moving import take_in

    person = only_person()
    if path.suffix == ".toml" or path.is_dir():
        folder = path.parent if path.suffix == ".toml" else path
        project = take_folder(folder, person)
    else:
        project = take_in(read_bundle(_content(path), path.name), person)
    typer.echo(f"'{project.title}' is in the workbench ({project.key}).")
    typer.echo("See it with: efqi serve")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BundleError(
            f"The file cannot be read: {error.strerror}.",
            where=Place(str(path)),
            fix="Check its name.",
        ) from error
