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


@pytest.fixture
def halfway(lead):
    """A job that a request is doing."""
    from uuid import uuid4

    from django.utils import timezone

    from efqi.web.workbench.models import Job

    job = Job.objects.create(
        key=uuid4().hex,
        project=lead.project,
        state=Job.State.RUNNING,
        tries=1,
        at=timezone.now(),
    )
    yield job
    Job.objects.filter(pk=job.pk).delete()


@pytest.mark.parametrize("at_once", [True, False])
def test_server_has_chores_done_however_files_are_counted(
    workbench,  # noqa: ARG001 - Django is loaded by it
    monkeypatch,
    set_to,
    at_once,
):
    import waitress

    from efqi.web import serve

    watched = []
    monkeypatch.setattr(working, "start_beside", lambda: watched.append(1))
    monkeypatch.setattr(serve, "warm_up", lambda: None)
    monkeypatch.setattr(waitress, "serve", lambda *_, **__: None)
    with set_to(counts_at_once=at_once):
        serve.serve("127.0.0.1", 0)
    assert watched == [1]


@pytest.mark.usefixtures("halfway")
@pytest.mark.parametrize("at_once", [True, False])
def test_what_a_request_counts_is_left_to_it(set_to, started, at_once):
    with set_to(counts_at_once=at_once):
        working._Watcher().look()
    assert bool(started) is not at_once


def test_only_chores_are_done_beside_where_files_are_counted_at_once(halfway, letter):
    from efqi.web.workbench.models import Letter

    working.work()
    halfway.refresh_from_db()
    assert (halfway.state, halfway.tries) == ("running", 1)
    assert not Letter.objects.filter(pk=letter.pk).exists()
