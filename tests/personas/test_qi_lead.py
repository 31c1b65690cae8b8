"""A lead of quality improvement: thirty live projects, two afternoons a week on this one."""

from datetime import UTC, date, datetime, timedelta
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from tests.personas.conftest import begun, brought

pytestmark = pytest.mark.browser
SOON = (datetime.now(UTC) + timedelta(days=14)).date()


def test_project_begins_with_an_aim_that_says_whom_it_is_for(
    sit, someone, extract, tmp_path
):
    lead = sit(someone("Lee"))
    brings_the_baseline(lead, extract)
    sees_who_is_worst_served(lead)
    sets_both_targets(lead)
    hands_two_gates_to_others(lead)
    prints_the_charter(lead, tmp_path)
    assert lead.cost() == {"presses": 16, "fields": 20}


def brings_the_baseline(lead, extract):
    # Given the workbench with no project in it, when she begins one,
    lead.open("/").press("Start a project")
    lead.write("Name of the project", "Missed appointments")
    lead.write("What is the problem, in one line?", "Reminders do not reach everyone")
    lead.pick("Model for Improvement").press("Go on")
    # and brings the baseline, and corrects what the file is taken to mean,
    lead.bring("File", extract).press("Look at the file")
    assert lead.heading == "Is this what the file says?"
    lead.write("What is that called, in a sentence?", "missed appointments")
    lead.write("Among what?", "appointments")
    lead.select("Whom are they compared with?", "3")
    lead.write("What changed?", "texts began")
    lead.write("Day", "1").write("Month", "1").write("Year", "2025")
    lead.press("Count, and show where we stand")


def sees_who_is_worst_served(lead):
    # then each group stands in a table, the widest gap is named, and so are the unknown;
    assert lead.heading == "Where do we stand now, and who is worst served?"
    assert "The widest gap is" in lead.words
    assert "the group is not known" in lead.words
    assert not lead.page.get_by_text("An average can improve").is_visible()


def sets_both_targets(lead):
    # and the aim asks for both targets, with the levels of today beside them.
    lead.press("Set the aim")
    assert lead.words.count("Now: ") + lead.words.count("Now, for ") == 2
    lead.write("The aim in one sentence", "Fewer missed, most where most are missed")
    assert lead.page.get_by_label("Which measure is it about?").input_value()
    lead.write("Target for everyone", "12")
    assert lead.page.get_by_label("The group that is worst served").input_value()
    lead.write("Target for that group", "15")
    lead.write("By when?", date(2027, 3, 31))
    lead.write("What result would be a failure?", "The poorest fifth stays as it is")
    lead.press("Save")
    assert lead.heading == "Where are we, and what is next?"


def hands_two_gates_to_others(lead):
    # When she hands two open gates to others,
    for chapter, words, owner in (
        ("Design", "helped to say what the problem is", "Ward sister"),
        ("Resources", "who has agreed to them", "Sponsor"),
    ):
        lead.press(chapter)
        asked = lead.page.locator("main ol > li").filter(has_text=words)
        lead.press(asked.get_by_role("link").first)
        lead.write("Name or role", owner).write("By when?", SOON)
        lead.press("Ask them to do it")
    # then both stand on the overview with a name and a day.
    lead.press("Overview")
    for words in ("Who does what, and by when", "Ward sister", "Sponsor"):
        assert words in lead.words


def prints_the_charter(lead, folder):
    # And the charter prints on one sheet, with both targets and the open gates.
    lead.press("Values").press("Open the charter")
    for words in ("12 %", "15 %", "Open gates"):
        assert words in lead.words
    assert pages_of(lead.take("Take the charter as a PDF", folder)) == 1


def pages_of(path):
    return len(PdfReader(path).pages)


def test_huddle_predicts_for_the_worst_served_before_the_test(
    sit, someone, extract, tmp_path
):
    # Given a project with a baseline,
    who = brought(begun(someone("Lee")), extract)
    ward = sit(who)
    # when the ward opens a cycle,
    ward.open(f"/projects/{who.project.key}/cycles/").press("Plan a test")
    ward.write("The test in a few words", "A call where no text arrives")
    ward.write("First day", SOON).press("Save")
    # then it is asked three things and no more,
    asked = ward.page.locator("section", has=ward.page.locator("#asked"))
    assert asked.locator("> ol > li").count() == 3
    # and predicts for the worst served and for everyone, says who is left out, and when
    # it stops.
    ward.press("Write the plan")
    ward.write("Prediction", "From 39 to 30 in 200")
    ward.write("For everyone", "A little fewer")
    ward.write("How many people in this test?", "40")
    ward.write("Who is left out?", "People without any phone")
    ward.write("Why? If nobody is, how do you know?", "Letters come next month")
    ward.write("What would end the test early?", "One complaint about a call")
    ward.press("Save")
    assert "before the test began" in ward.words
    # Then half a sheet goes on the wall, and the next huddle opens with the prediction.
    ward.press("Card for the wall")
    for words in ("From 39 to 30 in 200", "People without any phone", "One complaint"):
        assert words in ward.words
    assert pages_of(ward.take("Take it as a PDF", tmp_path)) == 1
    ward.open(f"/projects/{who.project.key}/cycles/cycle1/")
    assert "From 39 to 30 in 200" in ward.words
    assert ward.cost() == {"presses": 6, "fields": 8}


def test_result_is_reported_honestly_to_the_division(sit, answered, tmp_path):
    lead = sit(answered)
    # Given a result in which the total improved and the gap did not close,
    lead.open(f"/projects/{answered.project.key}/answer/")
    assert "widened" in lead.page.locator(".efqi-sentence").inner_text()
    assert lead.page.locator("svg[role=img]").count() >= 2
    # it says for whom nothing can be told yet, and what would change that.
    assert "cannot tell yet" in lead.words.lower()
    assert "What to do about a group this small" in lead.words
    # When she adds what a patient partner said,
    lead.press("Add a reading")
    lead.write("Whose words are these?", "Pat")
    lead.write("Are they a patient, a carer or someone else?", "carer")
    lead.write("Is this true to your life?", "Yes. The texts come in English only.")
    lead.pick("People who can open this project")
    lead.pick("I read it back to them and they agreed")
    lead.press("Save their words")
    lead.open(f"/projects/{answered.project.key}/answer/")
    assert "The texts come in English only." in lead.words
    # then a sheet and slides can be taken and opened.
    sheet = lead.take("PDF", tmp_path)
    assert pages_of(sheet) >= 1
    slides = ZipFile(lead.take("Slides", tmp_path))
    assert slides.testzip() is None
    assert sum(n.startswith("ppt/slides/slide") for n in slides.namelist()) > 1
    assert lead.cost() == {"presses": 4, "fields": 5}
