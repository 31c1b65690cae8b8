"""The pages on which a project goes out and comes in, in a real browser."""

import pytest

from tests.web.test_browser import address, axe, browser, page_of

__all__ = ["address", "axe", "browser", "page_of"]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_have_no_barrier_and_do_not_scroll_sideways(
    lead,
    page_of,
    axe,
    address,
    width,
):
    from django.urls import reverse

    from efqi.web.workbench.models import Project

    Project.objects.filter(pk=lead.project.pk).update(example="All is invented.")
    page = page_of(lead, "/", width)
    found = {}
    for place in (
        reverse("import"),
        reverse("export", args=[lead.project.key]),
        reverse("overview", args=[lead.project.key]),
    ):
        page.goto(address + place)
        sideways = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if (barriers := axe(page)) or sideways > 0:
            found[place] = (barriers, sideways)
    assert found == {}


def test_project_goes_out_and_in_without_script(
    lead,
    page_of,
    tmp_path,
):
    page = page_of(
        lead, f"/projects/{lead.project.key}/export/", java_script_enabled=False
    )
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Get the file").click()
    waiting.value.save_as(tmp_path / "moved.efqi.zip")
    page.goto(page.url.split("/projects/")[0] + "/projects/import/")
    page.set_input_files("#file", tmp_path / "moved.efqi.zip")
    page.get_by_role("button", name="Bring it").click()
    assert "Missed" in page.inner_text("header")
    assert lead.project.key not in page.url
