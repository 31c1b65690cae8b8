"""Pages about measures and corrections in a real browser: no barrier, no sideways scroll."""

import pytest

from tests.web.test_browser import address, axe, browser, page_of
from tests.web.test_data_room import brought, work_of
from tests.web.test_measures import MORE, visits
from tests.web.test_walk import MEANING

pytestmark = pytest.mark.browser
__all__ = ["address", "axe", "browser", "page_of", "visits"]


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_have_no_barrier_and_do_not_scroll_sideways(
    lead, visits, page_of, axe, address, width
):
    first = brought(lead, "visits.csv", visits).url
    work_of(lead, lead.client.post(first, MEANING | MORE))
    confirm = brought(lead, "visits.csv", visits, arrival="replaced").url
    another = brought(lead, "visits.csv", visits, arrival="measure").url
    late = visits.replace("2025-12-15,attended", "2025-12-15,missed", 50)
    correction = work_of(lead, brought(lead, "late.csv", late, arrival="corrected")).url
    page = page_of(lead, "/", width)
    for path in (confirm, another, correction):
        page.goto(address + path)
        for folded in page.locator("details").all():
            folded.evaluate("each => { each.open = true }")
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
