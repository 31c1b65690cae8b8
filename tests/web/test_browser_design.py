"""Values, Resources and Design in a real browser: barriers, phones, keyboard."""

import pytest

from tests.web.test_browser import (  # noqa: F401 - fixtures
    address,
    axe,
    barriers_of,
    browser,
    page_of,
)
from tests.web.test_design import cause, document, took_part, write

pytestmark = pytest.mark.browser
LONG = "Unterbringungsgenehmigung" * 4


@pytest.fixture
def full(lead):
    """A project with something in every part of the three chapters."""
    late = cause(lead, "Letters come late " + LONG)
    cause(lead, "Second-class post", late.identifier)
    write(lead, "driver", text="Phones", causes_gap="yes", parent=late.identifier)
    write(lead, "idea", title="Texts " + LONG, drivers=[late.identifier])
    (idea,) = document(lead).ideas
    write(lead, "idea-cost", idea.identifier, 1, burdens=["money"], removes="Letters")
    write(lead, "risk", mechanism="igi.3", group=LONG, owner="Sam")
    took_part(
        lead, feedback_due="2026-01-06", payment_offered="50", paid_by="2026-01-06"
    )
    write(lead, "member", name="Sam " + LONG, role="reception", band="Band 3")
    write(
        lead,
        "resource-rp-time-1",
        **{"values.role": "reception", "values.minutes_week": "60"},
    )
    lead.post(
        "assess",
        lead.project.key,
        "mine",
        "values",
        version=0,
        **{"score.val.1": "4", "score.val.2": "1"},
    )
    lead.late, lead.idea = late, idea
    return lead


def places(who):
    from django.urls import reverse

    key = who.project.key
    named = ("values", "resources", "design", "participation", "harms", "charter")
    forms = (
        ("charter", "only"),
        ("lens", "only"),
        ("aim", "only"),
        ("driver", who.late.identifier),
        ("idea-cost", who.idea.identifier),
        ("participation", "new"),
        ("resource-rp-money-1", "new"),
    )
    return [
        *(reverse(name, args=[key]) for name in (*named, "assessment")),
        reverse("assess", args=[key, "mine", "values"]),
        reverse("assess", args=[key, "new", "design"]),
        *(reverse("edit", args=[key, *form]) for form in forms),
        reverse("edit", args=[key, "risk", "new"]) + "?mechanism=igi.2",
    ]


@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_has_a_barrier_or_scrolls_sideways(
    full,
    page_of,  # noqa: F811 - a fixture of another module
    axe,  # noqa: F811
    address,  # noqa: F811
    width,
):
    page = page_of(full, "/", width)
    found = barriers_of(page, axe, [address + place for place in places(full)])
    assert found == {}


def test_no_word_of_the_diagram_leaves_its_box(
    full,
    page_of,  # noqa: F811
):
    page = page_of(full, f"/projects/{full.project.key}/design/")
    outside = page.evaluate(
        """() => {
        const svg = document.querySelector('#drivers').closest('section')
            .querySelector('svg[role=img]');
        const rects = [...svg.querySelectorAll('rect')].slice(1)
            .map(r => r.getBBox());
        return [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBBox()])
            .filter(([words, b]) => !rects.some(r => r.x <= b.x && r.y <= b.y &&
                r.x + r.width >= b.x + b.width && r.y + r.height >= b.y + b.height))
            .map(([words]) => words);
        }"""
    )
    # Only the words of the key stand beside their marks.
    assert set(outside) == {
        "explains the gap between groups",
        "moves the average",
        "an idea for change",
    }


def test_cause_is_added_by_keyboard_and_without_script(
    lead,
    page_of,  # noqa: F811
):
    page = page_of(
        lead, f"/projects/{lead.project.key}/design/", java_script_enabled=False
    )
    page.get_by_role("link", name="Add the first cause").focus()
    page.keyboard.press("Enter")
    page.locator("#text").focus()
    page.keyboard.type("Late letters")
    page.keyboard.press("Enter")
    page.wait_for_url("**/design/")
    page.get_by_role("link", name="Add a cause of this").focus()
    page.keyboard.press("Enter")
    page.locator("#text").focus()
    page.keyboard.type("Second-class post")
    page.keyboard.press("Enter")
    page.wait_for_url("**/design/")
    above, under = document(lead).drivers
    assert under.parent == above.identifier


def test_charter_prints_on_one_sheet(
    full,
    page_of,  # noqa: F811
):
    import re

    page = page_of(full, f"/projects/{full.project.key}/values/charter/")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
