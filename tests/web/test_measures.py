"""Measures of a project: several of one file, their aim, and answers made again."""

import pytest

from tests.web.test_data_room import (
    counted,
    document,
)

__all__ = ["counted"]


AIM = {
    "statement": "Fewer for all, and first in the north",
    "overall_target": "6",
    "group": "North",
    "group_target": "7",
    "failure_condition": "North stays as it is.",
}


def aimed(who, version=0, **posted):
    return who.post("first_aim", who.project.key, version=version, **AIM | posted)


def test_plan_and_report_follow_the_aim_wherever_it_is_written(counted):
    before = counted.project.answers.count()
    assert aimed(counted).status_code == 302
    plan = document(counted).parsed_plan()
    assert (plan.aim.overall_target, plan.aim.group, plan.aim.group_target) == (
        6,
        "North",
        7,
    )
    assert plan.measures[0].measure.target == 6
    assert counted.project.answers.count() == before + 1
    report = counted.get("report", counted.project.key, "html").content.decode()
    assert "For the North group: 7.0\xa0% was aimed for" in report
    assert "North stays as it is." in report
    entry = counted.project.entries.get(kind="aim")
    changed = AIM | {"group_target": "5", "version": 1}
    counted.post("edit", counted.project.key, "aim", entry.key, **changed)
    report = counted.get("report", counted.project.key, "html").content.decode()
    assert "For the North group: 5.0\xa0% was aimed for" in report
    counted.post("bring-back", counted.project.key, "aim", entry.key, 1, version=2)
    assert document(counted).parsed_plan().aim.group_target == 7
    counted.post("remove", counted.project.key, "aim", entry.key)
    report = counted.get("report", counted.project.key, "html").content.decode()
    assert "was aimed for" not in report


@pytest.fixture
def beside(counted, monkeypatch):
    """A project whose work waits for a process beside, as in a service."""
    from efqi.web.workbench import jobs

    monkeypatch.setattr(jobs, "do", lambda _job: None)
    return counted


def test_outdated_answer_says_so_on_every_page_until_it_is_made_again(
    beside, monkeypatch
):
    from efqi.web.workbench import jobs

    key = beside.project.key
    aimed(beside)
    aimed(beside, 1, group_target="5")
    assert beside.project.jobs.filter(state="waiting").count() == 1
    for page in ("overview", "data", "answer", "plain"):
        shown = beside.get(page, key).content.decode()
        assert "The answer is being worked out again." in shown, page
    assert beside.get("report", key, "pdf").status_code == 409
    monkeypatch.undo()
    jobs.work_until_done()
    for page in ("overview", "data", "answer", "plain"):
        assert "worked out again" not in beside.get(page, key).content.decode()
    assert beside.get("report", key, "html").status_code == 200
