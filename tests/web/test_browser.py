"""Pages in a real browser: barriers, small screens, keyboard, no script."""

import threading

import pytest
from playwright.sync_api import sync_playwright

from tests.barriers import barriers
from tests.web.test_walk import MEANING

pytestmark = pytest.mark.browser
PAGES = (
    "overview",
    "values",
    "resources",
    "data",
    "design",
    "cycles",
    "answer",
    "upload",
    "typed",
    "baseline",
    "first_aim",
    "charting",
    "keep",
)
FORMS = ("charter", "aim", "idea", "risk", "participation", "cycle-plan")


@pytest.fixture(scope="session")
def address(workbench):  # noqa: ARG001 - Django is loaded by it
    """Serve the workbench as a user's machine does, on a port of its own."""
    import waitress

    from efqi.web.wsgi import application

    server = waitress.create_server(application, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://localhost:{server.effective_port}"
    # In its own thread: a socket that is closed while it waits for it would break it.
    server.trigger.pull_trigger(server.close)


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic"],
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def axe():
    """Look for barriers on a page."""
    return barriers


@pytest.fixture
def answered(lead, records):
    """A project with an answer."""
    with records.open("rb") as file:
        sent = lead.post("upload", lead.project.key, file=file)
    upload = sent.url.rstrip("/").rsplit("/", maxsplit=1)[-1]
    lead.post("confirm", lead.project.key, upload, **MEANING)
    return lead


@pytest.fixture
def page_of(browser, address):
    """Open an address as someone who is signed in."""
    opened = []

    def open_page(who, path, width=1280, **options):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, **options
        )
        opened.append(context)
        cookie = who.client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
        page = context.new_page()
        page.goto(address + path)
        return page

    yield open_page
    for context in opened:
        context.close()


def barriers_of(page, axe, places):
    """What axe finds on each page with its folds open, and which scroll sideways."""
    found = {}
    for place in places:
        page.goto(place)
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        violations = axe(page)
        if violations:
            found[place] = violations
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if overflow > 0:
            found[f"{place} sideways"] = overflow
    return found


def places(who):
    from django.urls import reverse

    key = who.project.key
    return [
        reverse("home"),
        reverse("new"),
        *(reverse(name, args=[key]) for name in PAGES),
        reverse("asked", args=[key, "mfi.aim.2", "project"]),
        *(
            reverse("edit", args=[key, f, "only" if f in ("charter", "aim") else "new"])
            for f in FORMS
        ),
    ]


@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_has_a_barrier_or_scrolls_sideways(
    answered, page_of, axe, address, width
):
    page = page_of(answered, "/", width)
    found = barriers_of(page, axe, [address + place for place in places(answered)])
    assert found == {}


def test_project_is_begun_by_keyboard_and_without_script(lead, page_of, records):
    page = page_of(lead, "/projects/new/", java_script_enabled=False)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to main content"
    page.locator("#title").focus()
    page.keyboard.type("Missed appointments")
    page.keyboard.press("Tab")
    page.keyboard.type("They miss")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.set_input_files("#file", records)
    page.locator("#file").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bring/*/")
    assert "Is this what the file says?" in page.inner_text("h1")
    page.locator("main form button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/data/baseline/", timeout=60_000)
    assert "who is worst served" in page.inner_text("h1")
    page.get_by_role("link", name="See the charts first").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/data/")
    assert page.locator("svg[role=img]").first.is_visible()
