"""Pages of accounts and people in a real browser."""

import re

import pytest

from tests.web import test_browser
from tests.web.conftest import PASSWORD
from tests.web.test_accounts import enrol, sign_in, still_here
from tests.web.test_people import joined, link_of, newcomer
from tests.web.test_service import made

pytestmark = pytest.mark.browser
# Shared with the other pages: a fixture is found by its name.
address, axe = test_browser.address, test_browser.axe
browser, page_of = test_browser.browser, test_browser.page_of


@pytest.fixture
def looked_at(axe, address):
    """Look at addresses: what stands in someone's way, and what scrolls sideways."""

    def look(page, places):
        found = {}
        for place in places:
            page.goto(address + place)
            violations = axe(page)
            if violations:
                found[place] = violations
            overflow = page.evaluate(
                "document.documentElement.scrollWidth"
                " - document.documentElement.clientWidth"
            )
            if overflow > 0:
                found[f"{place} sideways"] = overflow
        return found

    return look


WIDTHS = pytest.mark.parametrize("width", [1280, 320])


@WIDTHS
def test_pages_before_signing_in_have_no_barrier(
    lead,
    somebody,
    browser,
    looked_at,
    letters,
    width,
):
    person, client = somebody()
    client.post("/password/forgotten/", {"email": person.email})
    (letter,) = letters
    reset = re.search(r"http://localhost(/password/new/\S+)", letter.body)[1]
    used = link_of(lead)
    client.post(used, newcomer())
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    places = [
        "/sign-in/",
        "/sign-in/no-account/",
        "/sign-in/closed/",
        "/password/forgotten/",
        "/password/sent/",
        "/password/set/",
        "/password/new/1-none/",
        reset,
        link_of(lead),
        used,
        "/join/nothing/",
    ]
    assert looked_at(page, places) == {}
    page.context.close()


@WIDTHS
def test_pages_of_ones_account_have_no_barrier(
    somebody,
    page_of,
    looked_at,
    width,
):
    from types import SimpleNamespace

    person, client = somebody()
    sign_in(client, person.email)
    page = page_of(SimpleNamespace(client=client), "/security/", width)
    assert looked_at(page, ["/sign-in/again/"]) == {}
    still_here(client)
    assert looked_at(page, ["/security/code/"]) == {}
    enrol(client)
    places = [
        "/security/",
        "/security/password/",
        "/security/code/off/",
        "/security/recovery/",
        "/security/recovery/new/",
        "/sign-in/again/code/",
        "/sign-out/",
    ]
    assert looked_at(page, places) == {}
    client.post("/sign-out/")
    sign_in(client, person.email)
    waits = page_of(SimpleNamespace(client=client), "/sign-in/code/", width)
    assert "What is the code on your phone?" in waits.inner_text("h1")
    assert looked_at(waits, ["/sign-in/code/"]) == {}


@WIDTHS
def test_pages_of_people_have_no_barrier(
    lead,
    visitor,
    page_of,
    looked_at,
    width,
):
    from efqi.projects.permission import Role

    lead.person.is_superuser = True
    lead.person.save()
    programme = made(lead)
    lead.post("service_programme", programme.key, project=lead.project.key)
    lead.post("service_programme", programme.key, lead=lead.person.email)
    bea = joined(visitor, lead.project, Role.EDITOR, Role.ANALYST)
    link_of(lead, note="the ward clerk")
    here = f"/projects/{lead.project.key}/people/"
    places = [
        here,
        f"{here}invite/",
        f"{here}leave/",
        f"{here}{bea.person.pk}/",
        f"{here}{bea.person.pk}/out/",
        link_of(lead),
        "/service/",
        "/service/programmes/new/",
        f"/service/programmes/{programme.key}/",
    ]
    assert looked_at(page_of(lead, here, width), places) == {}


@WIDTHS
def test_what_is_refused_has_no_barrier(lead, page_of, axe, address, width):
    page = page_of(lead, f"/projects/{lead.project.key}/people/invite/", width)
    page.click("main form button")
    assert "Choose what they may do" in page.inner_text(".nhsuk-error-summary")
    assert axe(page) == []
    page.check("input[value=viewer]")
    page.click("main form button")
    assert "/join/" in page.input_value("#link")
    assert axe(page) == []
    page.goto(f"{address}/projects/{lead.project.key}/people/leave/")
    page.click("main form button")
    assert "Somebody must own" in page.inner_text(".nhsuk-error-summary")
    assert axe(page) == []


def test_someone_signs_in_by_keyboard_and_without_script(
    somebody,
    browser,
    address,
):
    person, _ = somebody()
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/projects/new/")
    page.locator("#login").focus()
    page.keyboard.type(person.email)
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    assert "is not right" in page.inner_text(".nhsuk-error-summary")
    assert page.input_value("#login") == person.email
    page.locator("#password").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/projects/new/")
    assert "What is the project?" in page.inner_text("h1")
    page.context.close()
