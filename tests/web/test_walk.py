import re

import pytest

from efqi.projects.document.document import ProjectDocument


def document(lead):
    from efqi.web.workbench.document import document_of

    return document_of(lead.project)


MEANING = {
    "date": "day",
    "outcome": "outcome=missed",
    "title": "missed appointments",
    "of": "appointments",
    "better": "lower",
    "groups": "imd",
    "change_label": "texts began",
    "change_date[day]": "1",
    "change_date[month]": "1",
    "change_date[year]": "2025",
    "margin_points": "2",
    "margin_percent": "10",
}


@pytest.fixture
def uploaded(lead, records):
    """A project whose file is sent, and the key that it waits by."""
    with records.open("rb") as file:
        sent = lead.post("upload", lead.project.key, file=file)
    assert sent.status_code == 302
    lead.upload = sent.url.rstrip("/").rsplit("/", maxsplit=1)[-1]
    return lead


def test_project_begins_with_a_name_a_problem_and_a_method(visitor):
    who = visitor()
    refused = who.post("new", title="", method="")
    assert refused.status_code == 422
    assert b"Give the project a name" in refused.content
    begun = who.post("new", title="Missed", problem="They miss", method="a3")
    assert begun.status_code == 302
    assert begun.url.endswith("/data/bring/")


def test_file_is_counted_and_its_records_are_dropped(uploaded, workbench):
    asked = uploaded.get("confirm", uploaded.project.key, uploaded.upload)
    assert b"outcome: missed" in asked.content
    counted = uploaded.post("confirm", uploaded.project.key, uploaded.upload, **MEANING)
    assert counted.status_code == 302
    done = uploaded.client.get(counted.url)
    assert (done.status_code, done.url.endswith("/data/baseline/")) == (302, True)
    assert list((workbench / "uploads").glob(f"*/{uploaded.upload}/*")) == []
    kept = document(uploaded)
    (version,) = kept.data
    assert (version.file, version.rows_read) == ("visits.csv", 24 * 600)
    assert kept.parsed_plan().contrast.group == "1"
    shown = uploaded.get("answer", uploaded.project.key).content.decode()
    assert re.search(r"The gap (very )?probably widened", shown)
    assert (
        "texts began" in uploaded.get("overview", uploaded.project.key).content.decode()
    )


def test_what_is_missing_is_said_by_the_field_and_nothing_is_lost(uploaded):
    refused = uploaded.post(
        "confirm",
        uploaded.project.key,
        uploaded.upload,
        **MEANING | {"change_date[day]": "31", "change_date[month]": "2", "title": ""},
    )
    assert refused.status_code == 422
    assert b"Write a real date" in refused.content
    assert b"Say what is counted" in refused.content
    assert b"texts began" in refused.content
    assert re.search(rb'name="change_date\[day\]"[^>]*value="31"', refused.content)
    assert (
        uploaded.get("confirm", uploaded.project.key, uploaded.upload).status_code
        == 200
    )


def test_number_that_is_wrong_stands_beside_its_error_as_it_was_typed(uploaded):
    refused = uploaded.post(
        "confirm",
        uploaded.project.key,
        uploaded.upload,
        **MEANING | {"margin_points": "2,5"},
    )
    assert b"Write a number, such as 2" in refused.content
    assert re.search(rb'name="margin_points"[^>]*value="2,5"', refused.content)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "empty"),
        ("broken.xlsx", b"PK\x03\x04broken", "damaged"),
        ("words.csv", b"hello\nworld\n", "No column looks like a date"),
    ],
)
def test_file_that_cannot_be_used_is_refused_in_a_sentence(lead, name, content, said):
    from django.core.files.uploadedfile import SimpleUploadedFile

    found = lead.post(
        "upload", lead.project.key, file=SimpleUploadedFile(name, content)
    )
    assert found.status_code == 422
    page = found.content.decode()
    assert said in page
    assert "Traceback" not in page


def test_name_of_a_file_cannot_leave_its_folder(lead, records, workbench):
    from django.core.files.uploadedfile import SimpleUploadedFile

    hostile = SimpleUploadedFile("../../evil<script>.csv", records.read_bytes())
    sent = lead.post("upload", lead.project.key, file=hostile)
    key = sent.url.rstrip("/").rsplit("/", maxsplit=1)[-1]
    found = (workbench / "uploads").glob(f"*/{key}/*")
    (path,) = [each for each in found if each.is_file()]
    assert re.fullmatch(r"[\w. -]+", path.name)


def test_upload_of_another_is_not_found(uploaded, visitor):
    from efqi.projects.permission import Role
    from efqi.web.workbench.models import Membership

    other = visitor()
    Membership.objects.create(
        person=other.person, project=uploaded.project, role=Role.EDITOR.value
    )
    found = other.get("confirm", uploaded.project.key, uploaded.upload)
    assert (found.status_code, found.url.endswith("/data/bring/")) == (302, True)


def aim(lead, version, statement="Fewer missed", **more):
    return lead.post(
        "edit",
        lead.project.key,
        "aim",
        "only",
        version=version,
        statement=statement,
        **more,
    )


def test_aim_keeps_its_day_until_it_changes_or_is_agreed_again(lead):
    group = "Most deprived fifth"
    asked = lead.get("edit", lead.project.key, "aim", "only").content.decode()
    assert "Agree the aim again" not in asked
    assert aim(lead, 0, group=group).status_code == 302
    first = document(lead).aim
    assert first.agreed_at is not None
    assert aim(lead, 1, "Fewer missed by spring", group=group).status_code == 302
    second = document(lead).aim
    assert second.statement == "Fewer missed by spring"
    assert second.agreed_at == first.agreed_at
    asked = lead.get("edit", lead.project.key, "aim", "only").content.decode()
    assert "Agree the aim again" in asked
    assert aim(lead, 2, group=group, agree_again="yes").status_code == 302
    third = document(lead).aim
    assert third.agreed_at > first.agreed_at
    assert aim(lead, 3).status_code == 302
    assert document(lead).aim.group == ""
    assert document(lead).aim.agreed_at > third.agreed_at


def test_two_people_saving_at_once_never_lose_a_word(lead):
    assert aim(lead, 0, "Mine").status_code == 302
    late = aim(lead, 0, "Theirs")
    page = late.content.decode()
    assert late.status_code == 422
    assert "Someone saved this while you were writing" in page
    assert "Mine" in page
    assert "Theirs" in page
    assert document(lead).aim.statement == "Mine"
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert aim(lead, version, "Both").status_code == 302
    assert document(lead).aim.statement == "Both"


def test_hostile_words_are_shown_as_words(lead):
    words = "<script>alert(1)</script> ' OR 1=1 -- \u202eevil \U0001f600"
    aim(lead, 0, words)
    page = lead.get("values", lead.project.key).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert document(lead).aim.statement == words


def test_field_that_cannot_be_read_is_named_and_kept(lead):
    found = aim(lead, 0, overall_target="eight", by="2026-02-31")
    page = found.content.decode()
    assert found.status_code == 422
    assert "Target for everyone: write a number" in page
    assert "By when?: write a real date" in page
    assert 'value="eight"' in page
    assert document(lead).aim.statement == ""


def test_deleted_record_is_brought_back(lead):
    lead.post("edit", lead.project.key, "driver", "new", version=0, text="Late letters")
    (driver,) = document(lead).drivers
    removed = lead.post("remove", lead.project.key, "driver", driver.identifier)
    assert b"Bring it back" in removed.content
    assert document(lead).drivers == ()
    lead.post("restore", lead.project.key, "driver", driver.identifier)
    assert document(lead).drivers == (driver,)


def test_gate_says_what_is_missing_and_is_passed_over_by_name(lead):
    page = lead.get("asked", lead.project.key, "mfi.aim.2", "project").content.decode()
    assert "Name the group that is worst served." in page
    (link,) = re.findall(r'href="([^"]+/pass-over/[^"]+)"', page)
    words = {"reason": " ", "review_on": "2099-01-01", "version": 0}
    refused = lead.client.post(link, words)
    assert (refused.status_code, b"Give a reason" in refused.content) == (422, True)
    assert lead.client.post(link, words | {"reason": "No time"}).status_code == 302
    (answer,), (decision,) = document(lead).answers, document(lead).decisions
    assert (answer.by, answer.reason) == ("Lead", "No time")
    assert (decision.what, str(decision.review_on)) == ("mfi.aim.2", "2099-01-01")
    overview = lead.get("overview", lead.project.key).content.decode()
    assert "1 passed over with a reason" in overview


def test_document_goes_out_and_comes_back_the_same(lead):
    from efqi.web.workbench.document import document_of, store_document

    aim(lead, 0)
    lead.post("edit", lead.project.key, "driver", "new", version=0, text="Late letters")
    whole = document(lead)
    again = ProjectDocument.model_validate_json(
        whole.model_copy(
            update={"identifier": f"{whole.identifier}x"}
        ).model_dump_json()
    )
    stored = store_document(again, lead.person)
    assert document_of(stored) == again


def test_pages_carry_a_strict_policy_and_no_outside_address(lead):
    found = lead.get("overview", lead.project.key)
    policy = found.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert found.headers["X-Frame-Options"] == "DENY"
    assert b"http://" not in found.content
    assert b"https://" not in found.content


def test_form_without_its_token_is_refused_and_its_words_are_kept(lead):
    from django.test import Client
    from django.urls import reverse

    client = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    client.force_login(lead.person)
    place = reverse("edit", args=[lead.project.key, "aim", "only"])
    found = client.post(place, {"statement": "Fewer missed"})
    assert found.status_code == 403
    assert b"Fewer missed" in found.content


BEGINNINGS = {
    "html": b"<!doctype html>",
    "pdf": b"%PDF-",
    "docx": b"PK",
    "pptx": b"PK",
    "xlsx": b"PK",
    "csv": b"measure,",
    "png": b"\x89PNG",
}


def test_report_is_taken_in_every_form_and_only_where_there_is_an_answer(uploaded):
    key = uploaded.project.key
    assert uploaded.get("report", key, "pdf").status_code == 404
    uploaded.post("confirm", key, uploaded.upload, **MEANING)
    page = uploaded.get("answer", key).content.decode()
    for ending, beginning in BEGINNINGS.items():
        assert f"report.{ending}" in page
        found = uploaded.get("report", key, ending)
        assert found.content.removeprefix(b"\xef\xbb\xbf").startswith(beginning)
        assert found.headers["Content-Disposition"] == (
            f'attachment; filename="missed.{ending}"'
        )
    assert uploaded.get("report", key, "exe").status_code == 404


def test_name_of_a_project_is_kept_when_time_ran_out(workbench):  # noqa: ARG001
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    sent = {"title": "Sent out of time", "problem": "They miss", "method": "pdsa"}
    kept = client.post("/projects/new/", sent)
    assert kept.status_code == 403
    assert b"Sent out of time" in kept.content


@pytest.mark.parametrize("version", ["one", "-1", "9" * 40, "²", ""])
def test_version_that_cannot_be_one_breaks_nothing(lead, version):
    sent = {"version": version, "statement": "Fewer missed"}
    for page in (("first_aim",), ("edit", "aim", "only"), ("assess", "mine", "values")):
        name, *rest = page
        assert lead.post(name, lead.project.key, *rest, **sent).status_code < 500
