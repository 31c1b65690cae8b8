import errno
import os
import subprocess
from pathlib import Path

import pytest

from efqi.errors import StorageError
from efqi.store.atomic_write import atomic_write, atomic_write_bytes


def test_atomic_write_makes_folder_and_file(tmp_path):
    atomic_write_bytes(tmp_path / "new" / "out.csv", b"a\n")
    assert (tmp_path / "new" / "out.csv").read_bytes() == b"a\n"
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["out.csv"]


def test_atomic_write_keeps_the_old_file_when_writing_fails(tmp_path):
    old = tmp_path / "out.csv"
    old.write_text("old")

    def fail(path: Path) -> None:
        path.write_text("half")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(StorageError, match="No space left on device"):
        atomic_write(old, fail)
    assert old.read_text() == "old"
    assert list(tmp_path.iterdir()) == [old]


def test_atomic_write_leaves_nothing_after_ctrl_c(tmp_path):
    def stop(path: Path) -> None:
        path.write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        atomic_write(tmp_path / "out.csv", stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_private", [True, False])
def test_private_file_is_its_owners_from_its_first_byte_on(tmp_path, is_private):
    seen = []

    def write(path: Path) -> None:
        path.write_text("secret")
        seen.append(path.stat().st_mode & 0o077)

    (tmp_path / f".out.csv.{os.getpid()}.part").write_text("left behind")
    atomic_write(tmp_path / "out.csv", write, is_private=is_private)
    seen.append((tmp_path / "out.csv").stat().st_mode & 0o077)
    assert (seen == [0, 0]) is is_private


def test_atomic_write_says_where_it_may_not_write():
    with pytest.raises(StorageError, match=r"/proc/out\.csv") as caught:
        atomic_write_bytes(Path("/proc/out.csv"), b"a")
    assert caught.value.exit_code == 7


@pytest.fixture
def full_disk(tmp_path):
    if os.geteuid() != 0:
        pytest.skip("Only root may mount a small disk.")
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("Mounting is not allowed here.")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def test_atomic_write_leaves_nothing_half_written_on_a_full_disk(full_disk):
    atomic_write_bytes(full_disk / "kept.csv", b"kept")
    with pytest.raises(StorageError, match="No space left"):
        atomic_write_bytes(full_disk / "kept.csv", b"x" * 200_000)
    assert (full_disk / "kept.csv").read_bytes() == b"kept"
    assert [p.name for p in full_disk.iterdir()] == ["kept.csv"]
