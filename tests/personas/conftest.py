"""People of personas at the workbench, in a real browser, each with a project."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from tests.personas.sitting import Sitting
from tests.web.conftest import Visitor, records, workbench
from tests.web.test_browser import address, axe, browser
from tests.web.test_walk import MEANING

__all__ = ["address", "axe", "browser", "records", "workbench"]
PHONE = SimpleNamespace(width=320, by_keys=True)
"""A page at 200 per cent, or a phone: no mouse, no scripts."""
DESK = SimpleNamespace(width=1280, by_keys=False)


@pytest.fixture
def sit(browser, address, axe, record_property):
    """Let someone sit down at a page; what they met is told when they leave."""
    sittings, contexts = [], []

    def _page(who, at, **options):
        context = browser.new_context(
            viewport={"width": at.width, "height": 800}, locale="en-GB", **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        if who is not None:
            value = who.client.cookies["sessionid"].value
            cookie = {"name": "sessionid", "value": value, "url": address}
            context.add_cookies([cookie])
        return context.new_page()

    def sat(who, at=DESK):
        page = _page(who, at, java_script_enabled=not at.by_keys)
        twin = _page(who, at) if at.by_keys else None
        sitting = Sitting(page, twin, axe, address, at.by_keys)
        sittings.append(sitting)
        return sitting

    yield sat
    for context in contexts:
        context.close()
    for number, each in enumerate(sittings, 1):
        record_property(f"presses of person {number}", each.presses)
        record_property(f"fields of person {number}", each.fields)
        record_property(f"seconds of page work {number}", round(each.seconds, 1))
        assert each.barriers == {}


@pytest.fixture(scope="session")
def someone(workbench):  # noqa: ARG001 - Django is loaded by it
    """Sign people in, for as long as the tests run."""
    from django.test import Client

    from efqi.web.workbench.models import Person

    def signed_in(name):
        email = f"{uuid4().hex}@example.org"
        person = Person.objects.create_user(email, email=email, name=name)
        client = Client(HTTP_HOST="localhost")
        client.force_login(person)
        return Visitor(person, client)

    return signed_in


def begun(who, title="Missed appointments"):
    """Give someone a project of their own."""
    from efqi.projects.document.document import Method
    from efqi.web.workbench.beginning import begin

    problem = "More are missed where people are poorest"
    who.project = begin(who.person, title, Method.MODEL_FOR_IMPROVEMENT, problem)
    return who


def brought(who, path, **meaning):
    """Bring a file to a project and have it counted."""
    with path.open("rb") as file:
        sent = who.post("upload", who.project.key, file=file)
    upload = sent.url.rstrip("/").rsplit("/", maxsplit=1)[-1]
    sides = {"compared_in": "imd", "compare": "1", "reference": "3"}
    counted = who.post("confirm", who.project.key, upload, **MEANING | sides | meaning)
    assert counted.status_code == 302
    return who


def written(path, levels, months=24, unknown=0, small=0):
    """Write an extract: levels of missed appointments before and after, by group."""
    rows = ["day,outcome,imd"]
    for month in range(months):
        day = f"20{24 + month // 12}-{month % 12 + 1:02}-15"
        for imd, (before, after) in levels.items():
            missed = (before if month < 12 else after) + month % 3 - 1
            rows += [f"{day},missed,{imd}"] * missed
            rows += [f"{day},attended,{imd}"] * (200 - missed)
        rows += [f"{day},missed,"] * (unknown // 8) + [f"{day},attended,"] * unknown
        rows += [f"{day},missed,traveller"] * (month % 2) + [
            f"{day},attended,traveller"
        ] * small
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def extract(tmp_path_factory):
    """Two years in which the total improves and the gap grows; some areas are unknown."""
    path = tmp_path_factory.mktemp("extract") / "visits.csv"
    return written(path, {1: (40, 39), 2: (30, 27), 3: (20, 8)}, unknown=24, small=3)


@pytest.fixture(scope="session")
def answered(someone, extract):
    """Someone whose project has an answer; tests add to it and take nothing away."""
    return brought(begun(someone("Lee, improvement lead")), extract)
