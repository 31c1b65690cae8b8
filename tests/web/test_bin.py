"""A deleted project: out of sight, back within thirty days, then really gone."""

from datetime import timedelta

import pytest

from efqi.projects.permission import Action, Role, may
from tests.web.test_lists import LISTS, joined, words


@pytest.fixture
def deleted(lead):
    """A project in the bin."""
    assert "Do you want to delete" in words(
        lead.get("delete-project", lead.project.key)
    )
    found = lead.post("delete-project", lead.project.key)
    assert (found.status_code, found.url) == (302, "/bin/")
    return lead


def test_deleted_project_is_out_of_sight_and_comes_back_whole(deleted):
    for name in LISTS:
        assert "Missed" not in words(deleted.get(name))
    assert deleted.get("overview", deleted.project.key).status_code == 404
    assert "Really gone on" in words(deleted.get("bin"))
    deleted.post("bin", key=deleted.project.key)
    assert "Missed" in words(deleted.get("projects"))
    assert "They miss" in words(deleted.get("values", deleted.project.key))


def test_asking_alone_deletes_nothing(lead):
    lead.get("delete-project", lead.project.key)
    assert lead.get("overview", lead.project.key).status_code == 200


def test_only_who_may_delete_finds_it_in_the_bin(deleted, visitor):
    for role in Role:
        who = joined(visitor, deleted.project, role)
        is_there = "Missed" in words(who.get("bin"))
        assert is_there is may((role,), Action.DELETE), role
        if not is_there:
            assert who.post("bin", key=deleted.project.key).status_code == 404
    stranger = visitor()
    assert stranger.post("bin", key=deleted.project.key).status_code == 404


def test_whoever_keeps_the_service_brings_back_what_they_deleted(lead, visitor):
    keeper = visitor("Keeper")
    keeper.person.is_superuser = True
    keeper.person.save()
    keeper.post("delete-project", lead.project.key)
    assert "Missed" in words(keeper.get("bin"))
    keeper.post("bin", key=lead.project.key)
    assert lead.get("overview", lead.project.key).status_code == 200
    for name in LISTS:
        assert "Missed" not in words(keeper.get(name))


def test_project_is_really_gone_after_thirty_days_and_the_log_stays(deleted):
    from django.utils import timezone

    from efqi.web.workbench.deleting import KEPT_FOR, empty_bin
    from efqi.web.workbench.models import Cells, Entry, EntryVersion, LogLine, Project

    project, now = deleted.project, timezone.now()
    Cells.objects.create(
        project=project, key="x", content=b"exact", interval="month", at=now
    )
    empty_bin(now + KEPT_FOR - timedelta(minutes=5))
    assert Project.objects.filter(pk=project.pk).exists()
    assert empty_bin(now + KEPT_FOR + timedelta(minutes=5)) >= 1
    assert not Project.objects.filter(pk=project.pk).exists()
    assert not Cells.objects.filter(project_id=project.pk).exists()
    assert not Entry.objects.filter(project_id=project.pk).exists()
    assert not EntryVersion.objects.filter(entry__project_id=project.pk).exists()
    log = LogLine.objects.filter(project_key=project.key)
    kept = [line.what for line in log]
    assert kept[:2] == ["project is gone for good", "deleted the project"]
    assert "Missed" not in str([(line.what, line.about, line.detail) for line in log])


def test_exact_counts_of_a_project_that_is_gone_are_not_left_in_the_file(
    deleted, workbench
):
    from django.db import connection
    from django.utils import timezone

    from efqi.web.workbench.deleting import KEPT_FOR, empty_bin
    from efqi.web.workbench.models import Cells

    if connection.vendor != "sqlite":
        pytest.skip("The file of SQLite is looked into.")
    marker = b"EXACT-CELLS-THAT-MUST-GO" * 40
    now = timezone.now()
    Cells.objects.create(
        project=deleted.project, key="x", content=marker, interval="month", at=now
    )
    empty_bin(now + KEPT_FOR + timedelta(minutes=5))
    for path in workbench.glob("*.sqlite3*"):
        assert marker[:24] not in path.read_bytes(), path.name


def test_chore_that_fails_keeps_no_other_from_being_done(deleted, monkeypatch, caplog):
    from efqi.web.workbench import chores

    done = []

    def broken():
        raise OSError

    monkeypatch.setattr(chores, "CHORES", (broken, lambda: done.append("the next")))
    chores.do_chores()
    assert done == ["the next"]
    assert "broken failed" in caplog.text
    assert deleted.get("bin").status_code == 200
