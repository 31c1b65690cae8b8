"""Work beside the pages goes on, whatever happens to the one who looks for it."""

import threading
import time
from contextlib import suppress
from types import SimpleNamespace

import pytest

from efqi.web import working


@pytest.fixture
def started(monkeypatch):
    """Processes that a watcher started: none of them works on the tests' own data."""
    found = []

    def process(*words, **_more):
        found.append(words)
        return SimpleNamespace(poll=lambda: 0)

    monkeypatch.setattr(working.subprocess, "Popen", process)
    return found


@pytest.fixture
def watching(monkeypatch):
    """Watch in a thread that looks often, and ends with the test."""
    is_over, sleep = threading.Event(), time.sleep

    def short(_seconds):
        if is_over.is_set():
            raise SystemExit
        sleep(0.02)

    def watch():
        from django.db import connection

        with suppress(SystemExit):
            working.watch()
        connection.close()

    short_time = SimpleNamespace(monotonic=time.monotonic, sleep=short)
    monkeypatch.setattr(working, "time", short_time)
    thread = threading.Thread(target=watch, daemon=True)
    yield thread.start
    is_over.set()
    thread.join(timeout=20)


def until(is_so):
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@pytest.fixture
def letter(workbench):  # noqa: ARG001 - Django is loaded by it
    """A letter that is due."""
    from django.utils import timezone

    from efqi.web.workbench.models import Letter

    made = Letter.objects.create(
        to="a@example.org", subject="Hello", text="Words", due_at=timezone.now()
    )
    yield made
    Letter.objects.filter(pk=made.pk).delete()


def rename(before, after):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {before} RENAME TO {after}")


@pytest.mark.usefixtures("letter")
def test_watching_goes_on_after_the_database_was_away(watching, started, caplog):
    rename("workbench_letter", "away")
    try:
        watching()
        until(lambda: "no such table" in caplog.text)
    finally:
        rename("away", "workbench_letter")
    until(lambda: started)
    assert "efqi.web.working" in started[0][0]
