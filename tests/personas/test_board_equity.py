"""An executive lead for inequalities: ten minutes a paper, and a statement to write."""

import pytest
from openpyxl import load_workbook

from tests.personas.conftest import begun, brought
from tests.web.partners import save

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def division(someone, extract):
    """An owner with one project that widened, and the executive who reads it.

    A second project has no data, and a line of its plan that nobody agreed to.
    """
    from efqi.projects.document.people import ResourceEntry
    from efqi.web.workbench.models import Membership

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
    for project in (dark, widened):
        Membership.objects.create(
            person=executive.person, project=project, role="viewer"
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


def test_she_sees_where_hours_are_missing_and_asks_for_them(sit, division):
    her = sit(division)
    # Given a plan with a line that nobody agreed to, when she looks at resources,
    her.open("/portfolio/").press("Resources: where hours or payments are missing")
    assert "Not looked at" in her.words
    assert "agreed by nobody" in her.words
    # then she reaches the owner with what she decides; days are moved by who owns them.
    her.press("Ask the owner")
    her.write("Your comment or question", "Two analyst days a week are yours from May.")
    her.press("Say it")
    assert "Two analyst days a week" in her.words
    assert her.cost() == {"presses": 3, "fields": 1}
