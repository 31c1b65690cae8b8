"""The commands of the workbench: serve, move, keep, and its accounts."""

from pathlib import Path
from typing import Annotated

import typer

# Each command imports its own module when it runs, as in `efqi.cli.main`.

workbench = typer.Typer()
people = typer.Typer(
    name="person",
    help="Keep the accounts of a service.",
    no_args_is_help=True,
)
workbench.add_typer(people)

EmailAddress = Annotated[str, typer.Argument(help="Address that they sign in with.")]


@workbench.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open a browser.")
    ] = False,
) -> None:
    """Open the workbench: plan, test, measure and discuss a project in a browser.

    By default for one person on this machine, without sign-in; nothing leaves it.
    """
    from efqi.cli import serve as command

    command.run(host, port, opens_browser=not no_browser)


@workbench.command("export")
def export_project(
    project: Annotated[
        str, typer.Argument(help="Its key or its name; leave out to list them.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option(help="File to write; ends in .efqi.zip.")
    ] = None,
    people: Annotated[
        bool, typer.Option("--people", help="Take along who took part.")
    ] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="Take along exact counts; this is logged.")
    ] = False,
) -> None:
    """Write a project of this machine's workbench as one file."""
    from efqi.cli import move as command

    command.export_project(project, out, with_people=people, with_exact=exact)


@workbench.command("import")
def import_project(
    path: Annotated[
        Path, typer.Argument(help="An .efqi.zip file, or a folder with project.toml.")
    ],
) -> None:
    """Take a project into this machine's workbench, from a file or a folder."""
    from efqi.cli import move as command

    command.import_project(path)


@workbench.command()
def backup(
    file: Annotated[
        Path, typer.Argument(help="File to write, such as efqi.backup.zip.")
    ],
) -> None:
    """Copy everything that the workbench keeps into one file, while it answers."""
    from efqi.cli import backup as command

    command.run_backup(file)


@workbench.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that 'efqi backup' wrote.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of what is here.")
    ] = False,
) -> None:
    """Put a copy of everything back; stop the workbench first."""
    from efqi.cli import backup as command

    command.run_restore(file, replaces=replace)


@workbench.command()
def work() -> None:
    """Count what was uploaded, until stopped; `efqi serve` does so by itself."""
    from efqi.cli import serve as command

    command.work()


@people.command("add")
def add_person(
    email: EmailAddress,
    name: Annotated[str, typer.Option(help="Name that the others see.")],
    administrator: Annotated[
        bool,
        typer.Option("--administrator", help="They keep the service, too."),
    ] = False,
) -> None:
    """Make an account and print the link that sets its password."""
    from efqi.cli import person as command

    command.add(email, name, is_administrator=administrator)


@people.command("close")
def close_account(email: EmailAddress) -> None:
    """Close an account: its person is signed out at once; what they wrote stays."""
    from efqi.cli import person as command

    command.close(email)


@people.command("forget-code")
def forget_code(email: EmailAddress) -> None:
    """Let someone who lost phone and recovery codes sign in by password alone.

    Make sure first that it is they who ask.
    """
    from efqi.cli import person as command

    command.forget_code(email)


@workbench.command("check-deployment")
def check_deployment() -> None:
    """Say what a service for a team still lacks; ends with 1 where something is missing."""
    from efqi.cli import check_deployment as command

    command.run()
