"""Measures of a project: several of one file, their aim, and answers made again."""

import re

import pytest

from tests.web.test_data_room import (
    brought,
    counted,
    counts,
    document,
    released,
    work_of,
)
from tests.web.test_walk import MEANING

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
    from efqi.web.workbench.saving import remove_entry

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
    remove_entry(counted.project.entries.get(kind="aim"), None)
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


@pytest.fixture
def visits(records):
    """Records of which some were cancelled by the service."""
    lines = records.read_text(encoding="utf-8").splitlines()
    more = [
        f"20{24 + month // 12}-{month % 12 + 1:02}-15,cancelled,{imd}"
        for month in range(24)
        for imd in (1, 2, 3)
        for _ in range(10)
    ]
    return "\n".join([*lines, *more])


MORE = {
    "more0_outcome": "outcome=cancelled",
    "more0_title": "appointments that we cancelled",
    "more0_better": "lower",
    "more0_role": "balancing",
}


def test_several_measures_of_a_file_are_named_on_the_page_that_confirms_it(
    lead, visits
):
    sent = brought(lead, "visits.csv", visits)
    half = lead.client.post(sent.url, MEANING | {"more0_outcome": "outcome=cancelled"})
    assert (half.status_code, b"Say what is counted" in half.content) == (422, True)
    twice = lead.client.post(
        sent.url, MEANING | MORE | {"more0_outcome": "outcome=missed"}
    )
    assert b"This is counted already" in twice.content
    assert b"appointments that we cancelled" in twice.content
    blank = dict.fromkeys(MORE, "") | {"more1_title": "what is only named"}
    second = lead.client.post(sent.url, MEANING | blank).content
    assert re.search(rb'name="more1_title"[^>]*value="what is only named"', second)
    done = work_of(lead, lead.client.post(sent.url, MEANING | MORE))
    assert done.status_code == 302, done.content.decode()
    known = document(lead)
    first, second = known.parsed_plan().measures
    assert second.measure.title == "appointments that we cancelled"
    assert {n.measure: n.role.value for n in known.measures} == {
        first.measure.name: "outcome",
        second.measure.name: "balancing",
    }
    views = released(lead).views
    assert [view.measure.name for view in views] == [
        first.measure.name,
        second.measure.name,
    ]
    (total,) = [g for g in views[1].groups if g.role == "total"]
    assert total.before_numerator.value == 360


def test_measure_is_added_later_by_a_recorded_decision_and_the_first_stays(
    lead, visits
):
    key = lead.project.key
    work_of(lead, lead.client.post(brought(lead, "v.csv", visits).url, MEANING))
    before = document(lead).parsed_plan()
    assert b"Add a measure" in lead.get("data", key).content
    sent = brought(lead, "v.csv", visits, arrival="measure")
    said = {name.removeprefix("more0_"): value for name, value in MORE.items()}
    silent = lead.client.post(sent.url, said)
    assert (silent.status_code, b"Say why" in silent.content) == (422, True)
    done = work_of(lead, lead.client.post(sent.url, said | {"reason": "To see harm"}))
    assert done.status_code == 302, done.content.decode()
    known = document(lead)
    assert known.parsed_plan().measures[:1] == before.measures
    assert len(released(lead).views) == 2
    (decision,) = [d for d in known.decisions if d.about == "measure"]
    assert (decision.by, decision.reason) == ("Lead", "To see harm")
    assert b"To see harm" in lead.get("data", key).content
    again = brought(lead, "v.csv", visits, arrival="measure")
    refused = lead.client.post(again.url, said | {"reason": "Again"})
    assert b"This is counted already" in refused.content


def test_counts_made_elsewhere_cannot_get_a_measure_and_the_page_says_so(counted):
    sent = brought(counted, "c.csv", counts(range(24)), arrival="measure")
    page = counted.client.get(sent.url).content.decode()
    assert "bring the records themselves" in page
    assert (
        "Add a measure" not in counted.get("data", counted.project.key).content.decode()
    )


def test_correction_shows_what_would_change_before_anything_does(counted):
    before = released(counted)
    file = counts([5]) + counts([6], 40).partition("\n")[2]
    sent = brought(counted, "late.csv", file, arrival="corrected", note="Late records")
    shown = work_of(counted, sent)
    page = counted.client.get(shown.url).content.decode()
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", page)
    cells = [re.sub(r"<[^>]+>", "|", row) for row in rows]
    assert [cell for cell in cells if "North" in cell] == [
        "July 2024||North||20 of 200||40 of 200|"
    ]
    assert not any("June 2024" in cell for cell in cells)
    assert "Late records" in page
    assert (released(counted), len(document(counted).data)) == (before, 1)
    assert work_of(counted, counted.client.post(shown.url)).status_code == 302
    version = document(counted).data[-1]
    assert (version.arrival.value, version.note) == ("corrected", "Late records")
    assert released(counted) != before
    again = counted.client.get(shown.url).content.decode()
    assert "not there any more" in again
    counted.client.post(shown.url)
    assert len(document(counted).data) == 2


def test_correction_of_nothing_that_is_shown_says_so(counted):
    sent = brought(counted, "same.csv", counts([5]), arrival="corrected")
    page = counted.client.get(work_of(counted, sent).url).content.decode()
    assert "No number that is shown would change" in page


def test_excel_numbers_in_place_of_dates_are_named_with_what_to_do(lead):
    rows = [
        f"{45000 + n};{'missed' if n % 5 == 0 else 'attended'};{n % 3}"
        for n in range(300)
    ]
    sent = brought(
        lead, "visits.csv", "\n".join(["Appointment date;Outcome;IMD", *rows])
    )
    assert sent.status_code == 422
    page = sent.content.decode()
    assert "Excel serial number (it stands for 2023-03-" in page
    assert "format the whole column as a date" in page
