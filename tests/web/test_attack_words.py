"""Hostile words in every form: kept as words or refused, and no page or file breaks."""

import csv
import io
import re
import zipfile

import pytest

from tests.web.attackers import Read, filled, is_page, walk
from tests.web.test_browser import answered  # noqa: F401 - a fixture
from tests.web.test_walk import MEANING, uploaded  # noqa: F401 - a fixture

MARK = "Qzxhostile"
HOSTILE = (
    f"=HYPERLINK(1) {MARK}<script>alert(1)</script>\"'><img src=x onerror=alert(1)> "
    "{{ 7*7 }} {x} %(x)s 100% %d ${x} ' OR 1=1 -- \u202e\U0001f600 \x01\x0b\uffff"
)
ELSEWHERE = ("/delete/", "/projects/new/", "/leave/", "/import/")
"""Forms that end the walk, or begin another project."""


CHAPTERS = (
    "",
    "data/",
    "values/",
    "design/",
    "cycles/",
    "answer/",
    "people/",
    "sharing/",
)


def begin(who):
    key = who.project.key
    parts = ("", "design/", "cycles/", "sharing/", "people/", "reading/own/")
    return walk(who.client, "/", *(f"/projects/{key}/{part}" for part in parts))


def send_all(who, pages, sent_of):
    """Send every form; give what each was answered by its address."""
    found = {}
    for _page, action, form in pages.forms():
        if not any(part in action for part in ELSEWHERE):
            found[action] = who.client.post(action, sent_of(form))
    return found


def drawn(found):
    """Texts of a file that a program reads as more than words."""
    kind = found.headers["Content-Type"]
    if kind.startswith(("image/svg", "text/html")):
        return {kind: found.content.decode()}
    if found.content[:2] != b"PK":
        return {}
    with zipfile.ZipFile(io.BytesIO(found.content)) as file:
        names = [each for each in file.namelist() if each.endswith((".xml", ".html"))]
        return {name: file.read(name).decode() for name in names}


def cells(found):
    rows = csv.reader(io.StringIO(found.content.decode("utf-8-sig")))
    return [cell for row in rows for cell in row]


def test_hostile_words_stay_words_everywhere(answered):  # noqa: F811
    first = begin(answered)
    assert first.broken == []
    sent = send_all(answered, first, lambda form: filled(form, HOSTILE))
    taken = [address for address, found in sent.items() if found.status_code == 302]
    assert len(taken) > 40
    assert {found.status_code for found in sent.values()} <= {200, 302, 404, 422}
    second = begin(answered)
    assert second.broken == []
    told = 0
    for address, found in second.pages.items():
        told += MARK.encode() in found.content
        if is_page(found):
            read = Read(found.content.decode())
            assert read.alive == [], address
            assert "alert(1)" not in "".join(
                re.findall(r"<script[^>]*>(.*?)</script>", found.content.decode(), re.S)
            ), address
            continue
        for name, text in drawn(found).items():
            assert "<script>alert" not in text, (address, name)
            assert not re.search(r"<f>|<(w:)?instrText", text), (address, name)
        if found.headers["Content-Type"].startswith("text/csv"):
            assert [cell for cell in cells(found) if cell.startswith("=")] == []
    assert told > 25
    endings = {
        found.headers["Content-Type"].partition(";")[0]
        for found in second.pages.values()
    }
    assert {"application/pdf", "text/csv", "application/zip"} <= endings


@pytest.mark.parametrize("words", ["x" * 25_000, "\u00b2"])
def test_no_form_breaks_over_words_numbers_or_hidden_values(answered, words):  # noqa: F811
    """Whatever a form sends, in whichever of its fields, is kept or refused."""
    key = answered.project.key
    pages = walk(
        answered.client, *(f"/projects/{key}/{part}" for part in CHAPTERS), most=90
    )

    def hostile(form):
        names = [
            f["name"] for f in form.fields if f.get("name") and f.get("type") != "file"
        ]
        return dict.fromkeys(names, words)

    for make in (hostile, lambda form: filled(form, words, number=words)):
        for address, found in send_all(answered, pages, make).items():
            assert found.status_code < 500, address


VERSIONS = ("", "abc", "-1", "7", "\u00b2", "\u0661", "9" * 5000, "1e3")


def test_version_that_is_none_never_breaks_and_never_overwrites(answered):  # noqa: F811
    from efqi.web.workbench.models import EntryVersion

    key = answered.project.key
    answered.post("edit", key, "aim", "only", version=0, statement="First")
    measure = answered.get("data", key).content.decode()
    (place,) = set(re.findall(r"/data/measure/(\w+)/", measure))
    forms = [
        ("edit", key, "aim", "only"),
        ("first_aim", key),
        ("charting", key),
        ("measure", key, place),
        ("assess", key, "mine", "values"),
        ("asked", key, "mfi.aim.2", "project"),
        ("assign", key, "mfi.aim.2", "project"),
        ("worksheet", key, "causes"),
        ("not-looked-at", key, "sex"),
        ("reading", key, "own"),
    ]
    sent = {
        "statement": "Second",
        "rules": "nhs",
        "date": "2025-02-01",
        "label": "Later",
        "reason": "So",
        "role": "outcome",
        "definition": "Otherwise",
        "state": "answered",
        "text": "Words",
        "owner": "Me",
        "due": "2030-01-01",
        "true_to_life": "Yes",
    }
    for words in forms:
        for version in VERSIONS:
            found = answered.post(*words, version=version, **sent)
            assert found.status_code in (302, 422), (words, version)
    written = EntryVersion.objects.filter(entry__project=answered.project)
    assert "First" in str(list(written.values_list("content", flat=True)))


def test_project_begins_with_any_words_or_says_why_not(visitor):
    who = visitor()
    for title, problem in ((HOSTILE, HOSTILE), ("x" * 301, "y"), ("x", "y" * 20_001)):
        found = who.post("new", title=title, problem=problem, method="mfi")
        is_kept = len(title) <= 300 and len(problem) <= 20_000
        assert found.status_code == (302 if is_kept else 422)


@pytest.mark.parametrize(
    "update",
    [
        {"title": HOSTILE, "of": HOSTILE, "change_label": HOSTILE},
        {"title": "x" * 25_000},
        {"change_date[year]": "9" * 12},
        {"change_date[year]": "9" * 5000},
        {"margin_points": "nan"},
        {"margin_percent": "1e999"},
        {"margin_points": "-3"},
        {"date": "nothing"},
        {"outcome": "nothing=1"},
        {"outcome": "outcome"},
        {"groups": "nothing"},
        {"better": "nothing"},
        {"compare": "nothing", "reference": "3"},
        {"first": "nothing"},
    ],
    ids=lambda update: next(iter(update)) + str(next(iter(update.values())))[:12],
)
def test_meaning_of_a_file_is_taken_or_refused(uploaded, update):  # noqa: F811
    key = uploaded.project.key
    found = uploaded.post("confirm", key, uploaded.upload, **MEANING | update)
    assert found.status_code in (302, 422)
    if found.status_code == 302:
        assert uploaded.client.get(found.url, follow=True).status_code == 200
        for name in ("answer", "overview", "data", "plain"):
            page = uploaded.get(name, key)
            assert Read(page.content.decode()).alive == []


@pytest.mark.parametrize(
    "asked",
    [
        {"names": "a\nb", "first": "9999-12", "count": "36"},
        {"names": "a\nb", "first": "2025-01", "count": "\u00b2"},
        {"names": "a\nb", "first": "0000-01", "count": "3"},
        {"lines": "2025-01," + "9" * 5000},
        {"lines": '"' * 7},
    ],
)
def test_typed_months_that_cannot_be_are_refused(lead, asked):
    assert lead.get("typed", lead.project.key, **asked).status_code in (200, 422)
    assert lead.post("typed", lead.project.key, **asked).status_code in (302, 422)


NULLS = ("/?q=%00", "/projects/?q=a%00", "/shared/%00/", "/projects/%00/", "/?%00=1")


@pytest.mark.parametrize("address", NULLS)
def test_character_that_is_none_is_refused_wherever_it_stands(lead, address):
    assert lead.client.get(address).status_code in (400, 404)


def test_words_beside_such_a_character_are_kept_on_the_page(lead):
    found = lead.post(
        "edit", lead.project.key, "aim", "only", statement="Fewer\x00 missed"
    )
    assert found.status_code == 400
    assert b"Fewer missed" in found.content
