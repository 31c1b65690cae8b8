"""A patient partner's pages in a real browser: phone, zoom, large print, no script."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from tests.web.partners import change, link_of, member, save
from tests.web.test_browser import (  # noqa: F401 - fixtures
    address,
    answered,
    axe,
    browser,
    page_of,
)
from tests.web.test_shared import OFFER

pytestmark = pytest.mark.browser
HEADINGS = """[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]
    .map(h => Number(h.tagName[1]))"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def story(answered, visitor):  # noqa: F811
    """A project with an answer, words of a partner, and a log."""
    from efqi.projects.document.people import Participation, Reading

    project = answered.project
    who = member(visitor, project, "patient partner", "Pat")
    account = str(who.person.account)
    change(project, "charter", {"contact": "Phone the team: 0100 000 000"})
    reading = Reading(
        identifier="r1",
        read_at=datetime(2026, 5, 1, tzinfo=UTC),
        reader="Pat",
        account=account,
        true_to_life="Yes. The texts come in English only.",
        would_do="Ring people up.",
        quote_consent="public",
    )
    save(project, "reading", reading)
    entry = Participation(
        identifier="p1",
        on=date(2026, 4, 1),
        person="Pat",
        role="carer",
        activity="Read the letters",
        said="They are hard to read.",
        payment_offered=75,
        paid_by=date(2026, 5, 1),
        account=account,
    )
    save(project, "participation", entry)
    who.lead = answered
    return who


def places(story):
    key, lead = story.project.key, story.lead
    own = f"/projects/{key}"
    plain = link_of(lead.post("sharing", key, label="Carers"))
    offer = link_of(lead.post("offer", key, **OFFER))
    answered_offer = link_of(lead.post("offer", key, **OFFER))
    lead.client.post(answered_offer, {"takes_part": "true", "needs": ["Breaks"]})
    for_partner = ["/", f"{own}/plain/", f"{own}/reading/own/", f"{own}/my-part/"]
    for_all = [plain, offer, answered_offer, "/shared/nothing/"]
    for_lead = ["sharing/", "sharing/offer/", "whose-log/", "reading/for-someone/"]
    return [
        *((story, place) for place in for_partner + for_all),
        *((lead, f"{own}/{place}") for place in for_lead),
    ]


@pytest.mark.parametrize(
    ("width", "size"),
    [
        (1280, "normal"),
        (640, "normal"),
        (320, "normal"),
        (1280, "large"),
        (320, "large"),
    ],
)
def test_no_page_has_a_barrier(story, page_of, axe, address, width, size):  # noqa: F811
    pages = {}
    found = {}
    story.person.wants_large_print = size == "large"
    story.person.save()
    for who, place in places(story):
        if id(who) not in pages:
            pages[id(who)] = page_of(who, "/", width)
        page = pages[id(who)]
        page.goto(f"{address}{place}?print={size}")
        for summary in page.locator("summary").all():
            summary.click()
        levels = page.evaluate(HEADINGS)
        steps = [b - a for a, b in pairwise(levels)]
        problems = {
            "axe": axe(page),
            "sideways": page.evaluate(SIDEWAYS) > 0,
            "headings": levels[0] != 1
            or levels.count(1) != 1
            or max(steps, default=0) > 1,
        }
        if any(problems.values()):
            found[place] = problems
    assert found == {}


def test_chart_is_read_aloud_as_the_sentence(story, page_of):  # noqa: F811
    page = page_of(story, f"/projects/{story.project.key}/plain/")
    charts = page.get_by_role("img").all()
    assert len(charts) == 1
    answer = page.locator(".nhsuk-lede-text").inner_text()
    groups = page.locator("#groups ~ ul li").all_inner_texts()
    name = charts[0].evaluate(
        """svg => svg.getAttribute('aria-labelledby').split(' ')
            .map(id => document.getElementById(id).textContent).join(' ')"""
    )
    assert name.replace("\u00a0", " ") == " ".join([answer, *groups]).replace(
        "\u00a0", " "
    )


def test_large_print_is_eighteen_points_or_more(story, page_of):  # noqa: F811
    page = page_of(story, f"/projects/{story.project.key}/plain/?print=large")
    sizes = page.evaluate(
        """[...document.querySelectorAll('main *')]
        .filter(e => !e.closest('svg') && [...e.childNodes].some(
            n => n.nodeType === 3 && n.textContent.trim()))
        .map(e => [parseFloat(getComputedStyle(e).fontSize), e.outerHTML.slice(0, 80)])"""
    )
    assert [each for each in sizes if each[0] < 24] == []


def test_words_of_partner_and_team_have_one_size(story, page_of):  # noqa: F811
    page = page_of(story, f"/projects/{story.project.key}/plain/")
    sizes = page.locator("section:has(#words) .efqi-words").evaluate_all(
        "all => all.map(e => getComputedStyle(e).fontSize)"
    )
    assert len(sizes) > 3
    assert len(set(sizes)) == 1


def test_partner_answers_by_keyboard_without_script_on_a_phone(story, page_of):  # noqa: F811
    page = page_of(story, "/", 320, java_script_enabled=False)
    page.get_by_role("link", name="Change your words").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/reading/own/")
    page.locator("#missing").focus()
    page.keyboard.type("The bus does not come")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plain/#words")
    assert "The bus does not come" in page.inner_text("main")
    page.get_by_role("link", name="Your part").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/my-part/")
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("I said they are too small")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("You put it right", exact=True).wait_for()
    assert "I said they are too small" in page.inner_text("dl")
    assert "They are hard to read." in page.inner_text("dl")


def test_someone_decides_by_keyboard_without_script_or_account(
    lead,
    address,  # noqa: F811
    browser,  # noqa: F811
):
    place = link_of(lead.post("offer", lead.project.key, **OFFER))
    context = browser.new_context(
        viewport={"width": 320, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address + place)
    page.get_by_label("Yes, I would").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Jo")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Send my answer").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Thank you. This is what you chose").wait_for()
    told = page.inner_text("dl >> nth=0")
    context.close()
    assert "Jo" in told
    assert "Large print" in told
