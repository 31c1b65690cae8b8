"""`efqi demo`: the worked examples, each to its answer and its report."""

from pathlib import Path

import typer

import efqi
from efqi.cli.project import Source, released
from efqi.cli.report import headline, write

_INSTALLED = Path(efqi.__file__).parent / "examples"
_CHECKOUT = Path(efqi.__file__).parent.parent.parent / "examples"


def run(out: Path) -> None:
    """Answer every example and say where its reports lie."""
    for folder in examples():
        plan, release = released(Source(folder))
        typer.secho(f"\n{plan.title}", bold=True)
        typer.echo(headline(release, plan))
        write(release, plan, tuple(out / folder.name / f"report{e}" for e in FORMS))
    typer.echo(f"\nOpen {out / 'missed-appointments' / 'report.html'} in a browser.")


FORMS = (".html", ".pdf")


def examples() -> list[Path]:
    """List the example projects, wherever this copy of efqi keeps them."""
    home = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return sorted(path.parent for path in home.glob("*/project.toml"))
