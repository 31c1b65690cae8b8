import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

CONSOLE = re.compile(r"```console\n(.*?)```", re.S)


def test_every_command_of_the_tutorial_runs(root, tmp_path):
    page = (root / "docs" / "tutorial.md").read_text(encoding="utf-8")
    commands = "\n".join(CONSOLE.findall(page)).splitlines()
    assert len(commands) >= 6
    shutil.copytree(root / "examples", tmp_path / "examples")
    beside = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": beside + os.pathsep + os.environ["PATH"]}
    for command in commands:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stderr)
        if "verdict" in command:
            assert "The gap probably widened" in done.stdout
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
