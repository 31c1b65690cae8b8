"""What the how-to pages tell a reader to write and run works on a whole project."""

import re
import shutil

import pytest
from typer.testing import CliRunner

from efqi.cli.main import app

TOML = re.compile(r"```toml\n(.*?)```", re.S)
CONSOLE = re.compile(r"```console\n(.*?)```", re.S)
PAGES = {
    "standardise-for-age": "Does age explain the gap?",
    "compare-sites": "Missed appointments by clinic",
}


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_page_runs(root, tmp_path, monkeypatch, page):
    words = (root / "docs" / "how-to" / f"{page}.md").read_text(encoding="utf-8")
    shutil.copytree(root / "examples" / "missed-appointments", tmp_path / "example")
    plan = tmp_path / "example" / "project.toml"
    plan.write_text("\n".join([plan.read_text(), *TOML.findall(words)]))
    monkeypatch.chdir(tmp_path / "example")
    commands = "\n".join(CONSOLE.findall(words)).splitlines()
    assert commands
    for command in commands:
        done = CliRunner().invoke(app, command.split()[1:])
        assert done.exit_code == 0, (command, done.output)
    assert PAGES[page] in (tmp_path / "example" / "report.html").read_text()
