"""An analyst with sixty requests in the queue, who fears a black box and small numbers."""

from zipfile import ZipFile

import pytest

from tests.personas.conftest import begun, brought, written
from tests.web.partners import member

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def levelled(someone, tmp_path_factory):
    """Someone whose gap narrowed because care got worse for the best served."""
    path = tmp_path_factory.mktemp("levelled") / "visits.csv"
    levels = {1: (40, 40), 2: (30, 33), 3: (20, 34)}
    return brought(begun(someone("Sam")), written(path, levels, unknown=24))


def test_he_answers_whether_the_gap_changed(sit, levelled):
    him = sit(levelled)
    # Given a gap that was declared,
    him.open(f"/projects/{levelled.project.key}/answer/")
    # the answer is given on both scales,
    assert "Gap before" in him.words
    assert "In relative terms" in him.words
    # says that the gap narrowed because care got worse,
    assert "levelling down" in him.words.lower()
    # what the unknown groups could change, and what it takes to change the answer.
    assert "unknown" in him.words.lower()
    assert "What would change this answer" in him.words
    him.unfold("For the analyst")
    assert him.page.locator("details[open] table").first.is_visible()
    # Then he copies sentences that say no more than the figures.
    offered = him.page.locator(".efqi-copy").first.inner_text()
    assert offered.count(".") >= 2
    assert him.cost() == {"presses": 1, "fields": 0}


def test_he_publishes_safely(sit, someone, answered, tmp_path):
    him = sit(member(someone, answered.project, "analyst", "Sam"))
    key = answered.project.key
    # Given a policy that is named where the data are shown,
    him.open(f"/projects/{key}/data/")
    assert "Protected by the policy" in him.words
    # and a group so small that its figures are hidden,
    him.open(f"/projects/{key}/answer/")
    assert "hidden" in him.words
    # when he takes the data package and the project as a file,
    package = ZipFile(him.take("Data package", tmp_path))
    him.open(f"/projects/{key}/").press("Take this project with you, as one file")
    assert not him.page.get_by_label("Exact counts").is_checked()
    public = ZipFile(him.take("Get the file", tmp_path))
    # then both are whole, and exact counts are in neither.
    assert package.testzip() is None
    assert public.testzip() is None
    exact = [n for n in public.namelist() if n.endswith((".parquet", ".arrow"))]
    assert exact == []
    # With exact counts, they would be there: the difference is real.
    him.pick("Exact counts")
    all_of_it = ZipFile(him.take("Get the file", tmp_path))
    assert set(all_of_it.namelist()) > set(public.namelist())
    assert him.cost() == {"presses": 4, "fields": 1}
