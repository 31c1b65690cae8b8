"""Cycles, worksheets and prompts in a real browser: barriers, small screens, keyboard."""

import pytest

from tests.web.test_browser import (
    address,
    answered,
    axe,
    barriers_of,
    browser,
    page_of,
)
from tests.web.test_cycles import begin_cycle, post, predict, rows, write

__all__ = ["address", "answered", "axe", "browser", "page_of"]
pytestmark = pytest.mark.browser


@pytest.fixture
def tested(answered):
    """A project with one whole cycle and one that begins."""
    lead = answered
    begin_cycle(lead, started_on="2024-06-10")
    predict(lead)
    post(lead, "open_groups", "cycle1")
    post(lead, "observe", "cycle1", text="Nobody phoned back", group="1")
    counts = {"eligible": "40", "offered": "30", "taken_up": "20", "finished": "10"}
    reach = {
        f"reach.{k}.{name}": value
        for k, group in enumerate("13")
        for name, value in (("group", group), *counts.items())
    }
    write(lead, "do", **reach)
    write(lead, "study", **rows("study.results", "outcome", {"1": "worse"}))
    write(lead, "act", **rows("act.by_group", "choice", {"1": "adapt"}))
    begin_cycle(lead, "A phone call", because_of="cycle1")
    post(lead, "assign", "pdsa.do.1", "cycle2", version=0, owner="A", due="2020-01-01")
    return lead


def places(who):
    from django.urls import reverse

    def place(name, *words):
        return reverse(name, args=[who.project.key, *words])

    forms = ("cycle", "cycle-plan", "cycle-do", "cycle-study", "cycle-act")
    return [
        place("cycles"),
        place("cycle", "cycle1"),
        place("cycle", "cycle2"),
        place("card", "cycle1"),
        place("method"),
        place("overview"),
        place("answer"),
        place("asked", "pdsa.do.1", "cycle2"),
        place("worksheet", "failures"),
        place("worksheet", "causes"),
        *(place("edit", form, "cycle1") for form in forms),
    ]


@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_of_cycles_has_a_barrier_or_scrolls_sideways(
    tested,
    page_of,
    axe,
    address,
    width,
):
    page = page_of(tested, "/", width)
    found = {}
    for method in ("dmaic", "mfi"):
        post(tested, "method", method=method)
        pages = [address + place for place in places(tested)]
        found |= barriers_of(page, axe, pages)
    assert found == {}


def test_groups_are_opened_by_keyboard_and_the_total_stays_folded(
    answered,
    page_of,
):
    begin_cycle(answered, started_on="2024-06-10")
    path = f"/projects/{answered.project.key}/cycles/cycle1/"
    page = page_of(answered, path, java_script_enabled=False)
    assert page.locator("[aria-labelledby=study] svg[role=img]").count() == 0
    button = page.get_by_role("button", name="Open the groups")
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    charts = page.locator(".efqi-held svg[role=img]")
    assert charts.count() == 4
    assert charts.first.is_visible()
    assert not charts.last.is_visible()
    page.locator("summary", has_text="Everyone together").focus()
    page.keyboard.press("Enter")
    assert charts.last.is_visible()


def test_table_is_filled_by_keyboard_and_enter_saves_it(
    lead,
    page_of,
):
    path = f"/projects/{lead.project.key}/worksheets/exclusions/"
    page = page_of(lead, path, java_script_enabled=False)
    page.locator("[id='rows.0.group']").focus()
    page.keyboard.type("Most deprived fifth")
    page.keyboard.press("Tab")
    page.keyboard.type("4")
    page.get_by_role("button", name="Add three rows").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("[id='rows.0.group']").input_value() == "Most deprived fifth"
    page.locator("[id='rows.4.group']").focus()
    page.keyboard.type("Second fifth")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("[id='rows.1.group']").input_value() == "Second fifth"
    assert "Row 2 is not whole yet." in page.inner_text("main")
