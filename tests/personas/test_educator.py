"""An educator who marks twenty projects by evidence."""

import re

import pytest

pytestmark = pytest.mark.browser


def test_project_that_was_handed_in_is_marked_by_what_it_holds(
    sit, someone, answered, tmp_path
):
    # Given a project with a cycle, handed in as one file,
    key = answered.project.key
    answered.post("edit", key, "cycle", "new", version=0, title="A call")
    handed_in = tmp_path / "handed-in.efqi.zip"
    handed_in.write_bytes(answered.post("export", key).content)
    # when the educator brings it,
    marker = sit(someone("Eve"))
    marker.open("/").press("Bring a project from a file")
    marker.bring("File", handed_in).press("Bring it")
    assert "What is done, chapter by chapter" in marker.words
    assert "open" in marker.page.locator(".efqi-progress").inner_text()
    # then each feature of a whole cycle is checked from what was written,
    marker.press("Cycles")
    features = marker.page.locator(".efqi-conditions > li").all_inner_texts()
    assert len(features) == 7
    assert any("☐" in each for each in features)
    # and a comment stands beside it.
    marker.unfold(re.compile("comment|Say or ask"))
    marker.write("Your comment or question", "Say first what you expect.")
    marker.press("Say it")
    assert "Say first what you expect." in marker.words
    assert marker.cost() == {"presses": 5, "fields": 2}
