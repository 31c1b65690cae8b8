"""Every state of the answer in a real browser: barriers and small screens."""

import re

import pytest

from tests.web.test_answer import (
    WORSE_FOR_SOME,
    bring,
    claims,
    explain_all,
    page,
    with_method,
    write_records,
)
from tests.web.test_browser import (  # noqa: F401 - fixtures are found by their names
    address,
    axe,
    browser,
    page_of,
)

pytestmark = pytest.mark.browser


def found_on(opened, barriers, place):
    opened.goto(place)
    overflow = opened.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [*barriers(opened), *([overflow] if overflow > 0 else [])]


@pytest.mark.parametrize("width", [1280, 320])
def test_no_state_of_the_answer_has_a_barrier(
    visitor,
    lead,
    tmp_path,
    width,
    page_of,  # noqa: F811
    axe,  # noqa: F811
    address,  # noqa: F811
):
    from django.urls import reverse

    worse = with_method(visitor, tmp_path, "pdsa")
    key = re.search(r"/answer/explain/(\w+)/", page(worse, "answer"))[1]
    explain_all(worse)
    view = re.search(r"missed-by-\w+|\w+-by-imd", page(worse, "answer"))
    names = [
        ("answer",),
        ("claim",),
        ("decisions",),
        ("explain", key),
        ("not-looked-at", "sex"),
        ("pass-over", "claim.worse", "project"),
        ("pass-over", "claim.read", "project"),
        *([("one-view", view[0])] if view else []),
    ]
    bad = {}
    opened = page_of(worse, "/", width)
    for name, *arguments in names:
        place = address + reverse(name, args=[worse.project.key, *arguments])
        bad[place] = found_on(opened, axe, place)
    opened.goto(address + reverse("claim", args=[worse.project.key]))
    opened.locator("#claim-2").check()
    opened.locator("#reason").fill("It works")
    opened.locator("main form button").click()
    assert "got worse" in opened.inner_text("main")
    bad["refused"] = axe(opened)

    opened = page_of(lead, "/", width)
    place = address + reverse("answer", args=[lead.project.key])
    bad["nothing"] = found_on(opened, axe, place)
    bring(lead, write_records(tmp_path / "few.csv", WORSE_FOR_SOME, months=14))
    bad["described"] = found_on(opened, axe, place)
    assert {k: v for k, v in bad.items() if v} == {}
    assert claims(lead).status_code == 422
