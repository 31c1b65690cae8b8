"""Pages above and around projects in a real browser."""

import pytest

from efqi.projects.permission import Role
from tests.web.test_browser import (  # noqa: F401 - fixtures
    address,
    answered,
    axe,
    barriers_of,
    browser,
    page_of,
)
from tests.web.test_lists import joined
from tests.web.test_talk import took_part

pytestmark = pytest.mark.browser


@pytest.fixture
def busy(answered, visitor):  # noqa: F811 - the fixture
    """A project with an answer, talk, changes, debts, and another one in the bin."""
    from efqi.projects.document.document import Method
    from efqi.web.workbench.beginning import begin

    key = answered.project.key
    editor = joined(visitor, answered.project, Role.EDITOR, "Bea")
    about = took_part(answered)
    for place in ("answer", "overview", about):
        told = {"tell": [answered.person.pk]}
        editor.post("comments", key, about=place, text="Why? " * 40, **told)
    first = answered.project.comments.first()
    answered.post("comments", key, about="answer", text="See", thread=first.pk)
    answered.post("comment", key, first.pk, how="resolve")
    answered.post("comments", key, about="answer", text="Two more weeks")
    answered.post("edit", key, "driver", "new", version=0, text="Late letters")
    driver = answered.project.entries.get(kind="driver")
    answered.post("remove", key, "driver", driver.key)
    gone = begin(answered.person, "An old one", Method.A3, "")
    answered.post("delete-project", gone.key)
    answered.about = about
    return answered


def places(who):
    from django.urls import reverse

    key = who.project.key
    talk, kind = reverse("comments", args=[key]), who.about.split("/")
    board = reverse("board")
    return [
        *(reverse(n) for n in ("home", "projects", "portfolio", "board", "bin")),
        reverse("portfolio-resources"),
        f"{reverse('projects')}?q=nothing-is-called-this",
        f"{reverse('portfolio')}?answer=widened&by=deprivation",
        f"{board}?project={key}",
        talk,
        *(f"{talk}?about={about}" for about in ("answer", "overview", who.about)),
        reverse("history", args=[key]),
        reverse("entry-history", args=[key, *kind]),
        reverse("delete-project", args=[key]),
        reverse("overview", args=[key]),
        reverse("edit", args=[key, *kind]),
    ]


@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_above_projects_has_a_barrier_or_scrolls_sideways(
    busy,
    page_of,  # noqa: F811 - the fixture
    axe,  # noqa: F811 - the fixture
    address,  # noqa: F811 - the fixture
    width,
):
    page = page_of(busy, "/", width)
    found = barriers_of(page, axe, [address + place for place in places(busy)])
    assert found == {}


def test_patient_partner_asks_and_takes_it_back_by_keyboard_without_script(
    busy,
    page_of,  # noqa: F811 - the fixture
    visitor,
):
    from django.urls import reverse

    partner = joined(visitor, busy.project, Role.PATIENT_PARTNER, "Cy")
    talk = reverse("comments", args=[busy.project.key])
    page = page_of(partner, f"{talk}?about=answer", java_script_enabled=False)
    page.locator("#say-new").focus()
    page.keyboard.type("Why not in my street?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator("main section form button", has_text="Say it").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#comment-*")
    said = page.locator(".efqi-said", has_text="Why not in my street?")
    assert said.is_visible()
    page.locator("button", has_text="Delete: Why not").focus()
    page.keyboard.press("Enter")
    page.locator("button", has_text="Bring it back").wait_for()
    assert page.locator(".efqi-said", has_text="Why not in my street?").count() == 0
