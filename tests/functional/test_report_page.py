"""A report as a reader meets it: in Chromium, wide and on a phone, without a mouse."""

import importlib.util
import io
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

from efqi.reports.html import render_html
from tests.barriers import barriers

pytestmark = pytest.mark.browser

TESTS = Path(__file__).resolve().parent.parent
DAY = date(2026, 4, 8)
WIDTHS = (1280, 640, 320)


OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"
WORDS_OUTSIDE = """() => [...document.querySelectorAll('svg[role=img] text')]
    .filter(t => t.checkVisibility()).filter(t => {
      const box = t.getBBox(), room = t.ownerSVGElement.viewBox.baseVal
      return box.x < -1 || box.x + box.width > room.width + 1
        || box.y < -2 || box.y + box.height > room.height + 2 })
    .map(t => t.textContent)"""


def releases():
    if "releases" not in sys.modules:
        file = TESTS / "unit" / "reports" / "releases.py"
        spec = importlib.util.spec_from_file_location("releases", file)
        sys.modules["releases"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["releases"])
    return sys.modules["releases"]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic"],
        )
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    made = {}
    for name, make in releases().EVERY.items():
        made[name] = folder / f"{name}.html"
        made[name].write_text(render_html(*make(), made_on=DAY), encoding="utf-8")
    return made


def opened(browser: Browser, file: Path, width: int, *, script: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=script
    )
    page = context.new_page()
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize(
    ("name", "width", "is_open"),
    [
        *[("hidden_group", width, True) for width in WIDTHS],
        ("hidden_group", 1280, False),
        ("described", 640, True),
        ("widened", 320, True),
        ("widened", 320, False),
    ],
)
def test_given_a_report_when_read_then_axe_finds_no_barrier(
    browser, files, name, width, is_open
):
    page = opened(browser, files[name], width)
    if is_open:
        page.evaluate(OPEN_ALL)
    assert barriers(page) == []
    page.context.close()


def test_given_any_report_when_read_then_it_never_scrolls_sideways(browser, files):
    page = opened(browser, files["widened"], 320)
    for name, file in files.items():
        page.goto(file.as_uri())
        page.evaluate(OPEN_ALL)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            room = page.evaluate("document.documentElement.scrollWidth")
            assert room <= width, (name, width, room)
    page.context.close()


def test_given_no_script_when_read_then_answer_and_tables_are_there(browser, files):
    page = opened(browser, files["widened"], 1280, script=False)
    assert page.locator("h1").inner_text().startswith("Did missed appointments fall")
    summary = page.locator("summary").first
    summary.click()
    assert page.locator("details table").first.is_visible()
    page.context.close()


def test_given_a_report_when_opened_then_nothing_else_is_asked_for(browser, files):
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(files["widened"].as_uri())
    page.wait_for_load_state("networkidle")
    assert asked == [files["widened"].as_uri()]
    context.close()


def test_given_a_keyboard_when_tabbing_then_every_table_can_be_opened(browser, files):
    page = opened(browser, files["widened"], 1280)
    folded = page.locator("details").count()
    for _ in range(folded * 2):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            page.keyboard.press("Enter")
    assert page.locator("details[open]").count() == folded > 5
    page.context.close()


@pytest.mark.parametrize(("width", "seen"), [(1280, "wide"), (320, "narrow")])
def test_given_a_width_when_read_then_each_chart_is_drawn_once(
    browser, files, width, seen
):
    page = opened(browser, files["widened"], width)
    hidden = "narrow" if seen == "wide" else "wide"
    assert page.locator(f".{seen} svg").first.is_visible()
    assert not page.locator(f".{hidden} svg").first.is_visible()
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_given_a_screen_when_read_then_chart_text_is_twelve_pixels(
    browser, files, width
):
    page = opened(browser, files["widened"], width)
    heights = page.evaluate(
        """() => [...document.querySelectorAll('svg[role=img] text')]
        .filter(t => t.checkVisibility() && t.textContent !== '?')
        .map(t => parseFloat(t.getAttribute('font-size'))
             * t.ownerSVGElement.getBoundingClientRect().width
             / t.ownerSVGElement.viewBox.baseVal.width)"""
    )
    assert len(heights) > 20
    assert min(heights) >= 11.9
    page.context.close()


def test_given_a_chart_when_drawn_then_no_words_leave_it(browser, files):
    page = opened(browser, files["widened"], 320)
    for name, file in files.items():
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(file.as_uri())
            assert page.evaluate(WORDS_OUTSIDE) == [], (name, width)
    page.context.close()


def test_given_a_printer_when_printed_then_the_first_page_is_one_a4(browser, files):
    page = opened(browser, files["widened"], 1280)
    for name in ("widened", "unsure", "twenty", "rates", "hidden_group"):
        page.goto(files[name].as_uri())
        paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        first, *others = (
            re.sub(r"\s+", " ", sheet.extract_text()) for sheet in paper.pages[:3]
        )
        assert others[0].startswith("Every chart in a word"), name
        second = others[1]
        assert "Method and policy" in first, name
        assert "What the data cannot say" not in second, name
        assert " by " in second[:200], name
    page.context.close()
