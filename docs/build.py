"""Write the generated pages of the docs; the tests fail where one is stale."""

from pathlib import Path

import typer.main
from typer.cli import get_docs_for_click

from efqi.cli.main import app

REFERENCE = Path(__file__).resolve().parent / "reference"


def commands() -> str:
    """Give the page of commands, from the commands themselves."""
    command = typer.main.get_command(app)
    context = command.context_class(command, info_name="efqi")
    page = get_docs_for_click(obj=command, ctx=context, name="efqi", title="Commands")
    note = "<!-- Written by `make docs` from the commands themselves. -->"
    return f"{note}\n\n{page.strip()}\n"


def main() -> None:
    """Write every generated page."""
    (REFERENCE / "commands.md").write_text(commands(), encoding="utf-8")


if __name__ == "__main__":
    main()
