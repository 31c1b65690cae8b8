"""A project goes out as one file and comes back whole, or not at all."""

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime

import pytest

from efqi.projects.permission import Role
from efqi.store.bundle import Bundle, write_bundle
from efqi.store.bundle_reading import read_bundle
from tests.web.test_walk import MEANING

KEPT = {}


@pytest.fixture
def whole(lead, records):
    """A project with an answer, a driver and someone who took part: made once, as no
    test changes it."""
    if not KEPT:
        KEPT["whole"] = worked(lead, records)
    return KEPT["whole"]


def worked(lead, records):
    from efqi.web.workbench.models import Membership

    key = lead.project.key
    with records.open("rb") as file:
        sent = lead.post("upload", key, file=file)
    upload = sent.url.rstrip("/").rsplit("/", maxsplit=1)[-1]
    lead.post("confirm", key, upload, **MEANING)
    lead.post("edit", key, "driver", "new", version=0, text="Late letters")
    lead.post(
        "edit",
        key,
        "participation",
        "new",
        version=0,
        on="2026-01-05",
        person="Ayesha Example",
        role="carer",
        access_met="yes",
    )
    Membership.objects.create(
        person=lead.person, project=lead.project, role=Role.ANALYST.value
    )
    return lead


def taken(who, project, *extras):
    found = who.post("export", project.key, **{"with": list(extras)})
    assert found.status_code == 200
    return found.content


def brought(who, content, name="missed.efqi.zip"):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return who.post("import", file=SimpleUploadedFile(name, content))


def project_at(response):
    from efqi.web.workbench.models import Project

    return Project.objects.get(key=response.url.strip("/").rsplit("/", maxsplit=1)[-1])


def repacked(content, **changes):
    """Change parts of a file and its manifest with them, as a forger would."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    told = json.loads(parts.pop("manifest.json"))
    for name, change in changes.items():
        if name == "manifest":
            told = change(told)
        else:
            part = name.replace("__", ".")
            parts[part] = change(parts[part])
    from efqi.store.bundle import part_of

    for name in told.get("parts", {}):
        if name in parts:
            told["parts"][name] = part_of(parts[name]).model_dump()
    return packed({"manifest.json": json.dumps(told).encode(), **parts})


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def test_project_moves_without_loss(whole, visitor):
    from efqi.web.workbench.answering import last_answer
    from efqi.web.workbench.document import document_of

    content = taken(whole, whole.project, "people", "exact")
    other = visitor("Other")
    found = brought(other, content)
    assert found.status_code == 302
    moved = project_at(found)
    before, after = document_of(whole.project), document_of(moved)
    assert after == before.model_copy(update={"identifier": moved.key})
    assert moved.key != whole.project.key
    old, new = whole.project.cells.get(), moved.cells.get()
    for field in ("key", "content", "notes", "interval", "incomplete_from", "plan"):
        assert getattr(old, field) == getattr(new, field)
    assert last_answer(moved).release == last_answer(whole.project).release
    assert [m.role for m in moved.memberships.filter(person=other.person)] == ["owner"]
    assert whole.get("overview", moved.key).status_code == 404


def from_a_bundle(whole, person, _folder, _records):
    from efqi.web.workbench.moving import take_in

    take_in(read_bundle(taken(whole, whole.project, "exact"), "x"), person)


def from_a_folder(whole, person, folder, records):
    from efqi.web.workbench.folder import take_folder

    with zipfile.ZipFile(io.BytesIO(taken(whole, whole.project))) as file:
        (folder / "project.toml").write_bytes(file.read("project.toml"))
    assert records.parent == folder
    take_folder(folder, person)


@pytest.mark.parametrize("take", [from_a_bundle, from_a_folder])
def test_others_write_while_the_answer_of_what_comes_in_is_worked_out(
    whole, records, workbench, tmp_path, monkeypatch, take
):
    from efqi.web.workbench import answering

    written, build_page = [], answering.build_page

    def beside(*words, **more):
        path = workbench / "efqi.sqlite3"
        with closing(sqlite3.connect(path, timeout=0.5)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.rollback()
        written.append(1)
        return build_page(*words, **more)

    monkeypatch.setattr(answering, "build_page", beside)
    before = whole.person.memberships.count()
    take(whole, whole.person, tmp_path, records)
    assert (whole.person.memberships.count(), written) == (before + 1, [1])


def test_project_whose_key_is_free_keeps_it(whole, visitor):
    from efqi.web.workbench.document import document_of

    document = document_of(whole.project).model_copy(
        update={"identifier": "0123456789ab"}
    )
    content = write_bundle(Bundle(document), datetime.now(UTC))
    assert project_at(brought(visitor(), content)).key == "0123456789ab"
    assert project_at(brought(visitor(), content)).key != "0123456789ab"


@pytest.mark.parametrize("key", ["new", "import"])
def test_key_that_is_an_address_is_not_kept(whole, key):
    from efqi.web.workbench.document import document_of

    document = document_of(whole.project).model_copy(update={"identifier": key})
    content = write_bundle(Bundle(document), datetime.now(UTC))
    assert project_at(brought(whole, content)).key != key


def test_people_and_exact_counts_stay_unless_asked_for(whole):
    from efqi.web.workbench.models import LogLine

    content = taken(whole, whole.project)
    assert b"Ayesha" not in content
    bundle = read_bundle(content, "x")
    assert (bundle.document.participation, bundle.cells) == ((), None)
    assert bundle.left_out == ("participation", "readings")
    assert bundle.released.startswith(b"measure,")
    log = LogLine.objects.filter(project_key=whole.project.key)
    assert log[0].what == "exported"
    taken(whole, whole.project, "exact")
    assert log.all()[0].what == "exported with exact counts"


@pytest.mark.parametrize(
    ("role", "extra", "status"),
    [
        (Role.VIEWER, "people", 403),
        (Role.VIEWER, "exact", 403),
        (Role.EDITOR, "people", 200),
        (Role.EDITOR, "exact", 403),
        (Role.ANALYST, "exact", 200),
        (Role.ANALYST, "people", 403),
        (Role.OWNER, "exact", 403),
    ],
)
def test_extras_are_for_those_who_may_have_them(whole, visitor, role, extra, status):
    from efqi.web.workbench.models import Membership

    who = visitor()
    Membership.objects.create(person=who.person, project=whole.project, role=role.value)
    found = who.post("export", whole.project.key, **{"with": extra})
    assert found.status_code == status
    page = who.get("export", whole.project.key).content.decode()
    assert (f'value="{extra}"' in page) is (status == 200)


def bomb(_content):
    return b"0" * (51 * 1024**2)


def without_end(_content):
    return b"[" * 100_000


def changed(**fields):
    return lambda content: json.dumps(json.loads(content) | fields).encode()


def twice(content):
    document = json.loads(content)
    return json.dumps(document | {"drivers": document["drivers"] * 2}).encode()


def elsewhere(content):
    document = json.loads(content)
    document["plan"]["data"]["file"] = "../../etc/passwd"
    return json.dumps(document).encode()


FORGED = {
    "newer file": ({"manifest": lambda m: m | {"version": 2, "new": 1}}, "newer efqi"),
    "newer document": ({"project__json": changed(version=9)}, "newer efqi"),
    "unknown field": ({"project__json": changed(evil=1)}, "field that is not known"),
    "unknown told": (
        {"manifest": lambda m: m | {"evil": 1}},
        "field that is not known",
    ),
    "other format": ({"manifest": lambda m: m | {"format": "x"}}, "cannot be meant"),
    "not a document": ({"project__json": lambda _: b"[]"}, "cannot be meant"),
    "not JSON": ({"project__json": lambda _: b"{"}, "cannot be read as JSON"),
    "deep JSON": ({"project__json": without_end}, "cannot be read as JSON"),
    "NaN": ({"project__json": changed(title=float("nan"))}, "cannot be read as JSON"),
    "null character": ({"project__json": changed(title="a\0b")}, "read as JSON"),
    "bad name": ({"project__json": changed(identifier="../x")}, "cannot be meant"),
    "bomb": ({"project__json": bomb}, "unpacks to more"),
    "twice": ({"project__json": twice}, "same name"),
    "plan elsewhere": ({"project__json": elsewhere}, "did not come along"),
    "plan broken": ({"project__json": changed(plan={"x": 1})}, "project.toml"),
    "no plan": ({"project__json": changed(plan=None)}, "not a table of counts"),
    "no parquet": ({"cells__parquet": lambda _: b"PAR1"}, "not a table of counts"),
    "no interval": ({"cells__json": changed(interval="era")}, "not a table of counts"),
    "part is lost": (
        {"manifest": lambda m: m | {"parts": {}}},
        "not those that its manifest lists",
    ),
}


@pytest.mark.parametrize("forgery", FORGED)
def test_forged_file_is_refused_in_a_sentence_and_leaves_nothing(whole, forgery):
    from efqi.web.workbench.models import Cells, Entry, Membership, Project

    changes, said = FORGED[forgery]
    forged = repacked(taken(whole, whole.project, "exact"), **changes)
    tables = (Project, Entry, Cells, Membership)
    before = [table.objects.count() for table in tables]
    found = brought(whole, forged)
    page = found.content.decode()
    assert found.status_code == 422
    assert said in page
    assert "Traceback" not in page
    assert [table.objects.count() for table in tables] == before


def lying(_content):
    """Make a zip whose entry says that it unpacks to ten bytes."""
    real = packed({"manifest.json": b"0" * 5_000_000, "project.json": b"{}"})
    return real.replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def tampered(content):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    return packed(parts | {"project.json": parts["project.json"] + b" "})


def locked(content):
    """Set the flag that says a part is encrypted, in both places that say it."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + b"\x01" + content[at + 1 :]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda _: b"", "Choose a file"),
        (lambda _: b"hello", "not a whole zip file"),
        (lambda c: c[: len(c) // 2], "not a whole zip file"),
        (lambda _: packed({"x.txt": b"1"}), "not known in a project file"),
        (lambda _: packed({"../../evil": b"1"}), "not known in a project file"),
        (lambda _: packed({"/etc/passwd": b"1"}), "not known in a project file"),
        (lambda _: packed({"project.json": b"{}"}), "This zip file is not a project"),
        (tampered, "changed after the file was made"),
        (locked, "locked"),
        (lying, "not a whole zip file"),
    ],
)
def test_what_is_not_a_project_is_refused_in_a_sentence(whole, broken, said):
    found = brought(whole, broken(taken(whole, whole.project)))
    assert found.status_code == 422
    assert said in found.content.decode()
    assert "Traceback" not in found.content.decode()


def test_part_that_stands_there_twice_is_refused(whole):
    stream = io.BytesIO(taken(whole, whole.project))
    with zipfile.ZipFile(stream, "a") as file, pytest.warns(UserWarning, match="Dup"):
        file.writestr("project.json", b"{}")
    found = brought(whole, stream.getvalue())
    assert (found.status_code, b"twice" in found.content) == (422, True)


def test_plan_and_schema_in_the_file_are_those_of_the_document(whole, tmp_path):
    from efqi.store.plan_file import load_plan
    from efqi.web.workbench.document import document_of

    with zipfile.ZipFile(io.BytesIO(taken(whole, whole.project))) as file:
        (tmp_path / "project.toml").write_bytes(file.read("project.toml"))
        schema = json.loads(file.read("project.schema.json"))
    assert load_plan(tmp_path) == document_of(whole.project).parsed_plan()
    assert schema["title"] == "ProjectDocument"


def test_every_page_of_an_example_says_what_it_is_made_of(whole):
    from efqi.web.page import CHAPTERS
    from efqi.web.workbench.document import document_of

    document = document_of(whole.project).model_copy(
        update={"identifier": "00000000000e", "example": "All of it is invented."}
    )
    content = write_bundle(Bundle(document), datetime.now(UTC))
    example = project_at(brought(whole, content))
    for chapter in CHAPTERS:
        page = whole.get(chapter, example.key).content.decode()
        assert "Worked example" in page
        assert "All of it is invented." in page
        assert (
            "Worked example"
            not in whole.get(chapter, whole.project.key).content.decode()
        )


def test_words_that_whoever_takes_it_may_not_read_stay_and_their_own_go(lead, visitor):
    from tests.web.test_history import read_by
    from tests.web.test_lists import joined

    editor = joined(visitor, lead.project, Role.EDITOR, "Bea")
    read_by(editor, lead.project, true_to_life="Nokomis fell", quote_consent="no")
    read_by(lead, lead.project, true_to_life="Mine alone", quote_consent="no")
    bundle = read_bundle(taken(lead, lead.project, "people"), "x")
    assert [each.true_to_life for each in bundle.document.readings] == ["Mine alone"]
    assert bundle.left_out == ("readings",)


def test_scores_that_someone_gave_alone_go_along_with_nobody_else(lead, visitor):
    from tests.web.test_lists import joined

    editor = joined(visitor, lead.project, Role.EDITOR, "Bea")
    scored = {"version": 0, "score.val.1": "3"}
    editor.post("assess", lead.project.key, "mine", "values", **scored)
    named = {"by": "Nokomis", "is_outside": "yes"}
    lead.post("assess", lead.project.key, "new", "values", **scored, **named)
    for who, extras, names in (
        (lead, ["people"], ["Nokomis"]),
        (lead, [], []),
        (editor, [], ["Bea"]),
    ):
        document = read_bundle(taken(who, lead.project, *extras), "x").document
        assert [each.by for each in document.assessments] == names
