"""`efqi demo`: the worked examples, each to its answer and its report."""

from pathlib import Path

import typer

import efqi
from efqi.cli.project import Source, released
from efqi.cli.report import headline, write
from efqi.web.serve import prepare

_INSTALLED = Path(efqi.__file__).parent / "examples"
_CHECKOUT = Path(efqi.__file__).parent.parent.parent / "examples"


def run(out: Path) -> None:
    """Answer every example, say where its reports lie, and put it in the workbench."""
    for folder in examples():
        plan, release = released(Source(folder))
        typer.secho(f"\n{plan.title}", bold=True)
        typer.echo(headline(release, plan))
        write(release, plan, tuple(out / folder.name / f"report{e}" for e in FORMS))
    fill_workbench()
    typer.echo(f"\nOpen {out / 'missed-appointments' / 'report.html'} in a browser.")


def fill_workbench() -> None:
    """Put each example in the workbench of this machine, once; what is there stays."""
    prepare()
    from efqi.web.local_person import only_person
    from efqi.web.workbench.folder import example_in, take_folder
    from efqi.web.workbench.models import LogLine

    person = only_person()
    # The first of them comes last, so that it stands on top.
    for folder in sorted(examples(), key=lambda folder: folder.name == _FIRST):
        # The log outlives a project: an example that was deleted stays deleted.
        if not LogLine.objects.filter(project_key=example_in(folder)).exists():
            take_folder(folder, person)
    typer.echo("\nAll of them are projects in the workbench, too: efqi serve")


_FIRST = "missed-appointments"
FORMS = (".html", ".pdf")


def examples() -> list[Path]:
    """List the example projects, wherever this copy of efqi keeps them."""
    home = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return sorted(path.parent for path in home.glob("*/project.toml"))
