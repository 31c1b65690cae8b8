"""The pages that the docs show are those that there are."""

import importlib.util
import re
import sys

import pytest

from tests.web.conftest import workbench

__all__ = ["workbench"]
TAKES_FORMS = "takes a form and shows nothing of its own"


@pytest.fixture(scope="session")
def screens(root, workbench):  # noqa: ARG001 - addresses are looked up by Django
    path = root / "docs" / "screens.py"
    spec = importlib.util.spec_from_file_location("screens", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(path.parent))


def test_every_address_has_a_picture_or_a_reason_for_none(screens):
    from django.urls import get_resolver

    there = {pattern.name for pattern in get_resolver().url_patterns}
    shown = {screen.name for screen in screens.SCREENS}
    assert shown.isdisjoint(screens.LEFT_OUT)
    assert shown | screens.LEFT_OUT.keys() == there, "add it to docs/screen_list.py"


def test_page_is_as_the_list_says_and_shows_every_picture(screens, root):
    page = (root / "docs" / "reference" / "screens.md").read_text(encoding="utf-8")
    assert page == screens.listed(), "run `make screens`"
    named = set(re.findall(r"\(\.\./screens/([\w-]+\.png)\)", page))
    there = {path.name for path in screens.PICTURES.iterdir()}
    assert named == there
    pictures = [screen.picture for screen in screens.SCREENS]
    assert len(set(pictures)) == len(pictures)


def test_pictures_take_little_room(screens):
    sizes = [path.stat().st_size for path in screens.PICTURES.iterdir()]
    assert sum(sizes) < 6_000_000
    assert len([s for s in screens.SCREENS if s.is_small]) == 10


def test_what_is_left_out_as_taking_forms_only_shows_no_page(screens, workbench):  # noqa: ARG001
    from uuid import uuid4

    from django.test import Client
    from django.urls import get_resolver, reverse

    from efqi.projects.document.document import Method
    from efqi.web.workbench.beginning import begin
    from efqi.web.workbench.models import Person

    name = uuid4().hex
    person = Person.objects.create_user(name, email=f"{name}@example.org", name="Lee")
    client = Client(HTTP_HOST="localhost")
    client.force_login(person)
    project = begin(person, "Missed", Method.MODEL_FOR_IMPROVEMENT, "")
    for pattern in get_resolver().url_patterns:
        if screens.LEFT_OUT.get(pattern.name) == TAKES_FORMS:
            given = {
                gap: project.key
                if gap == "key"
                else "1"
                if kind.regex == "[0-9]+"
                else "x"
                for gap, kind in pattern.pattern.converters.items()
            }
            found = client.get(reverse(pattern.name, kwargs=given))
            assert found.status_code != 200, pattern.name
