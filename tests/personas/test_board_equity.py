"""An executive lead for inequalities: ten minutes a paper, and a statement to write."""

import pytest
from openpyxl import load_workbook

from tests.personas.conftest import begun, brought
from tests.web.partners import save

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def division(someone, extract):
    """An owner with one project that widened, and the executive who leads its programme.

    A second project has no data, and hours in its plan that nobody agreed to; the first
    has an analyst all week.
    """
    from datetime import date

    from efqi.projects.document.people import ResourceEntry
    from efqi.web.workbench.models import Membership, Programme

    owner, executive = someone("Lee"), someone("Ada, executive")
    dark = begun(owner, "Not looked at").project
    values = {"role": "analyst", "minutes_week": "960"}
    save(
        dark,
        "resource",
        ResourceEntry(identifier="r1", line="rp.time.1", values=values),
    )
    widened = brought(begun(owner), extract).project
    groups = {"lens": "adults", "plus_groups": "Travellers"}
    version = widened.entries.get(kind="charter").version
    saved = owner.post("edit", widened.key, "lens", "only", version=version, **groups)
    assert saved.status_code == 302
    agreed = {"agreed_by": "Head of analytics", "agreed_on": date(2026, 4, 1)}
    week = values | {"minutes_week": "2250"}
    line = ResourceEntry(identifier="w1", line="rp.time.1", values=week, **agreed)
    save(widened, "resource", line)
    programme = Programme.objects.create(key="division", title="Division of medicine")
    for project in (dark, widened):
        project.programme = programme
        project.save()
    Membership.objects.create(
        person=executive.person, programme=programme, role="programme lead"
    )
    executive.owner, executive.project, executive.dark = owner, widened, dark
    return executive


def test_she_finds_the_projects_that_widened_a_gap_and_asks_an_owner(sit, division):
    her = sit(division)
    # Given a portfolio that counts 'not looked' as loudly as 'widened',
    her.open("/").press("Portfolio")
    assert "widened in 1 of 2 projects; in 1 nobody has looked" in her.words
    # when she looks at Core20 and at one PLUS group, and opens what widened,
    her.select("Which gap", "By deprivation (Core20)")
    her.select("PLUS group", "Travellers").press("Count these")
    her.press("The gap widened")
    listed = her.page.locator("section", has=her.page.locator("#list")).inner_text()
    assert "Missed appointments" in listed
    assert "Not looked at" not in listed
    assert "Owner: Lee" in listed
    assert "Next:" in listed
    # then one question reaches the owner.
    her.press("Ask the owner a question")
    her.write("Your comment or question", "What is done for the poorest fifth?")
    her.press("Say it")
    owner = sit(division.owner)
    owner.open("/")
    assert "What is done for the poorest fifth?" in owner.words
    assert her.cost() == {"presses": 5, "fields": 3}


def test_she_takes_a_board_pack_with_unknowns_and_actions(sit, division, tmp_path):
    her = sit(division)
    # Given the projects that she may read, when she chooses one for the pack,
    her.open("/portfolio/").press("Board pack")
    her.pick("Missed appointments").press("Make the pack")
    # then four ways of looking stand there, with what is unknown and what is next,
    for words in ("Deprivation", "Ethnicity", "Age", "Sex", "unknown", "Lee"):
        assert words in her.words
    # and a paper and a table can be taken.
    book = load_workbook(her.take("Take it as Excel", tmp_path))
    assert book.worksheets[0].max_row > 3
    table = her.take("Take it as a table (CSV)", tmp_path)
    assert "Missed appointments" in table.read_text(encoding="utf-8-sig")
    assert her.cost() == {"presses": 4, "fields": 1}


def test_she_sees_where_hours_are_missing_and_moves_analyst_days(sit, division):
    her = sit(division)
    # Given a plan with hours that nobody agreed to, when she looks at resources,
    her.open("/portfolio/").press("Resources: where hours or payments are missing")
    assert "Not looked at" in her.words
    assert "agreed by nobody, 16 hours a week among them" in her.words
    # and moves two analyst days from the project that has them,
    her.press("Say who gives these hours")
    her.write("How many hours a week?", "15")
    her.select(
        "Are they taken from another project?",
        "Missed appointments. Analyst: 37.5 hours a week",
    )
    her.write("Why?", "Nobody has looked at who misses out")
    her.press("Agree these hours")
    # then the decision is written in both projects,
    said = "15 hours a week, given by Ada, executive, moved here from “Missed"
    assert said in her.words
    assert "Nobody has looked at who misses out" in her.words
    # and what it costs is shown where the hours came from.
    her.open("/portfolio/resources/")
    assert "Missed appointments" in her.words
    assert "15 hours a week among them" in her.words
    owner = sit(division.owner)
    owner.open(f"/projects/{division.project.key}/resources/")
    assert "moved to “Not looked at”; to be found again here" in owner.words
    assert her.cost() == {"presses": 3, "fields": 3}
