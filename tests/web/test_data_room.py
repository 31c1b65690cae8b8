"""Data of a project: in ten minutes from a file to an aim, later data, locks, deletion."""

import gzip
import io
import re
import sqlite3
import zipfile
from contextlib import closing
from datetime import date, timedelta

import pytest

from tests.web.test_walk import MEANING, document

HEAD = "interval_start,group,numerator,denominator"


def file_of(name, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    data = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, data)


def counts(months, numerator=20):
    """Long counts of two groups over some months of 2024 and 2025, by number from 0."""
    rows = [HEAD]
    for month in months:
        day = f"{2024 + month // 12}-{month % 12 + 1:02}-01"
        rows += [f"{day},North,{numerator},200", f"{day},South,{numerator // 2},200"]
    return "\n".join(rows) + "\n"


CONFIRMED = {
    name: value for name, value in MEANING.items() if name not in ("date", "outcome")
} | {"groups": "group", "change_date[year]": "2025"}


def brought(who, name, content, **posted):
    """Send a file; give the page that follows."""
    key = who.project.key
    return who.post("upload", key, file=file_of(name, content), **posted)


def work_of(who, sent):
    """Follow a redirect to the work page, and give what it leads to."""
    assert sent.status_code == 302, sent.content.decode()
    assert "/data/work/" in sent.url
    return who.client.get(sent.url)


def agreed(who, done):
    """Agree to what a correction changes, and give what the work leads to."""
    assert done.url.endswith("/changes/")
    return work_of(who, who.client.post(done.url))


@pytest.fixture
def counted(lead):
    """A project with 24 months of counts."""
    sent = brought(lead, "counts.csv", counts(range(24)))
    assert sent.status_code == 302, sent.content.decode()
    confirmed = lead.client.post(sent.url, CONFIRMED)
    done = work_of(lead, confirmed)
    assert done.status_code == 302, done.content.decode()
    return lead


def test_start_goes_from_a_file_to_a_baseline_and_an_aim(counted):
    key = counted.project.key
    page = counted.get("baseline", key).content.decode()
    assert "The widest gap is 5.0\xa0points" in page
    assert "for the North group" in page
    assert page.index("North") < page.index("South") < page.index("Everyone together")
    asked = counted.get("first_aim", key).content.decode()
    assert "Now: 7.5\xa0%." in asked
    assert "Now, for North: 10.0\xa0%." in asked
    refused = counted.post("first_aim", key, overall_target="six", version=0)
    assert (refused.status_code, b'value="six"' in refused.content) == (422, True)
    saved = counted.post(
        "first_aim",
        key,
        version=0,
        statement="Fewer for all, and first in the north",
        overall_target="6",
        group="North",
        group_target="7",
    )
    assert saved.url.endswith(f"/projects/{key}/")
    aim = document(counted).aim
    assert (aim.group, aim.group_target) == ("North", 7)
    assert aim.agreed_at is not None
    late = counted.post("first_aim", key, version=0, statement="Mine")
    assert (late.status_code, b"Mine" in late.content) == (422, True)


def test_who_is_compared_with_whom_is_confirmed(lead):
    sent = brought(lead, "counts.csv", counts(range(24)))
    page = lead.client.get(sent.url).content.decode()
    assert 'name="compare"' in page
    assert 'name="reference"' in page
    same = lead.client.post(
        sent.url,
        CONFIRMED | {"compare": "North", "reference": "North", "compared_in": "group"},
    )
    assert (same.status_code, b"two different groups" in same.content) == (422, True)
    other = {"compare": "South", "reference": "North", "compared_in": "group"}
    work_of(lead, lead.client.post(sent.url, CONFIRMED | other))
    contrast = document(lead).parsed_plan().contrast
    assert (contrast.group, contrast.reference) == ("South", "North")
    assert contrast.declared_on is not None


def test_another_first_column_asks_again_whom_to_compare(lead, records):
    lines = records.read_text(encoding="utf-8").splitlines()
    records.write_text(
        "\n".join(
            f"{line},{'sex' if n == 0 else 'FM'[n % 2]}" for n, line in enumerate(lines)
        )
    )
    sent = brought(lead, "visits.csv", records.read_bytes())
    posted = MEANING | {
        "groups": ["imd", "sex"],
        "first": "sex",
        "compared_in": "imd",
        "compare": "1",
        "reference": "3",
    }
    again = lead.client.post(sent.url, posted)
    page = again.content.decode()
    assert again.status_code == 422
    assert "say whom the change should reach" in page
    assert re.search(r"<option[^>]*>\s*Female", page)


@pytest.mark.parametrize(
    "lines",
    [
        "2025-{m:02}, North, {n}, 200",
        "2025-{m:02}\tNorth\t{n}\t200",
        "{m}/2025; North; {n}; 200",
    ],
)
def test_pasted_lines_are_judged_as_a_counts_file(lead, lines):
    text = "month,group,how many,of\n" + "\n".join(
        lines.format(m=month, n=20 + month)
        + "\n"
        + lines.format(m=month, n=9).replace("North", "South")
        for month in range(1, 13)
    )
    sent = lead.post("typed", lead.project.key, lines=text)
    if lines.startswith("{m}"):
        assert sent.status_code == 422
        return
    assert sent.status_code == 302, sent.content.decode()
    done = work_of(lead, lead.client.post(sent.url, CONFIRMED))
    assert done.status_code == 302, done.content.decode()
    assert document(lead).data[0].file == "typed"
    assert b"Typed numbers" in lead.get("data", lead.project.key).content


def test_table_is_made_without_script_and_what_is_typed_is_kept(lead):
    key = lead.project.key
    asked = {"names": "North\nSouth", "first": "April 2025", "count": "3"}
    page = lead.get("typed", key, **asked).content.decode()
    assert page.count("<tr>") == 4
    assert "June 2025" in page
    wrong = lead.get("typed", key, names="North", first="soon", count="900")
    assert wrong.content.decode().count("Error:") == 3
    nothing = lead.post("typed", key, **asked)
    assert (nothing.status_code, b"at least one month" in nothing.content) == (
        422,
        True,
    )
    cells = {
        f"{m}.{g}.{side}": value
        for m in range(3)
        for g in range(2)
        for side, value in (("n", "12"), ("d", "100"))
    }
    sent = lead.post("typed", key, **asked, **cells)
    assert sent.status_code == 302, sent.content.decode()
    confirmed = lead.client.post(sent.url, CONFIRMED)
    assert work_of(lead, confirmed).status_code == 302


def test_wrong_typed_number_is_named_with_its_row(lead):
    lines = "2025-01, North, 30, 20\n2025-01, South, 3, 20\n2025-02, North, 1, 20"
    sent = lead.post("typed", lead.project.key, lines=lines)
    failed = work_of(lead, lead.client.post(sent.url, CONFIRMED))
    page = failed.content.decode()
    assert failed.status_code == 200
    assert "typed numbers.csv, row 2" in page
    assert document(lead).data == ()


def test_failed_counting_keeps_the_file_and_what_was_confirmed(lead):
    sent = brought(lead, "counts.csv", counts(range(3)).replace(",20,", ",20.5,"))
    failed = work_of(
        lead, lead.client.post(sent.url, CONFIRMED | {"title": "my own words"})
    )
    page = failed.content.decode()
    assert "counts.csv, row 2" in page
    assert "Traceback" not in page
    again = lead.client.get(sent.url).content.decode()
    assert "my own words" in again
    assert b"could not be counted" in lead.get("data", lead.project.key).content


def test_months_are_added_and_months_that_are_there_are_refused(counted):
    refused = brought(counted, "more.csv", counts([23, 24]), arrival="appended")
    page = work_of(counted, refused).content.decode()
    assert "December 2025, which the project has already" in page
    assert len(document(counted).data) == 1
    done = work_of(
        counted,
        brought(counted, "more.csv", counts([24, 25]), arrival="appended", note="New"),
    )
    assert done.status_code == 302, done.content.decode()
    version = document(counted).data[-1]
    assert version.months_added == (date(2026, 1, 1), date(2026, 2, 1))
    assert (version.by, version.file, version.note) == ("Lead", "more.csv", "New")
    release = released(counted)
    assert release.last_end == date(2026, 2, 28)


def released(who):
    from efqi.web.workbench.answering import last_answer

    return last_answer(who.project).release


def test_correction_names_the_months_that_changed_and_can_be_gone_back_from(counted):
    first = document(counted).data[0]
    before = released(counted)
    file = counts([5]) + counts([6], 40).partition("\n")[2]
    done = work_of(counted, brought(counted, "late.csv", file, arrival="corrected"))
    agreed(counted, done)
    assert document(counted).data[-1].months_changed == (date(2024, 7, 1),)
    assert (
        "1 month has other counts"
        in counted.get("data", counted.project.key).content.decode()
    )
    assert released(counted) != before
    assert counted.get("back", counted.project.key, first.identifier).status_code == 404
    gone = counted.post("back", counted.project.key, first.identifier)
    assert work_of(counted, gone).status_code == 302
    assert released(counted) == before
    arrivals = [version.arrival.value for version in document(counted).data]
    assert arrivals == ["first", "corrected", "restored"]
    assert counted.project.cells.count() == 3


def test_replacing_asks_what_the_columns_mean_and_keeps_what_was(counted):
    sent = brought(counted, "all.csv", counts(range(12, 30), 30), arrival="replaced")
    assert "/bring/" in sent.url
    assert work_of(counted, counted.client.post(sent.url, CONFIRMED)).status_code == 302
    assert [v.arrival.value for v in document(counted).data] == ["first", "replaced"]
    assert released(counted).first_start == date(2025, 1, 1)


def test_later_file_must_say_what_it_does(counted):
    refused = brought(counted, "more.csv", counts([24]))
    assert refused.status_code == 422
    assert b"Choose what the file does" in refused.content


def measure_page(who):
    from efqi.projects.document.measurement import MeasureNote
    from efqi.web.workbench.kinds import KINDS

    plan = document(who).parsed_plan()
    note = MeasureNote(measure=plan.measures[0].measure.name)
    return ("measure", who.project.key, KINDS["measure"].key_of(note))


def test_plan_for_a_group_too_small_to_chart_is_written_group_by_group(counted):
    page = measure_page(counted)
    asked = counted.get(*page).content.decode()
    assert "What do you do for a group that is too small to chart?" in asked
    rows = {
        "small_groups.0.group": "North",
        "small_groups.0.plan": "",
        "small_groups.1.group": "South",
        "small_groups.1.plan": "Three conversations a quarter",
    }
    for name in ("small_groups.0.group", "small_groups.1.plan"):
        assert f'name="{name}"' in asked
    saved = counted.post(*page, version=0, role="outcome", **rows)
    assert saved.status_code == 302
    (note,) = document(counted).measures
    assert note.small_groups == {"South": "Three conversations a quarter"}
    for place in (page, ("data", counted.project.key)):
        shown = counted.get(*place).content.decode()
        assert "Three conversations a quarter" in shown


def test_locked_definition_changes_only_with_a_reason_that_is_kept(counted):
    page = measure_page(counted)
    empty = counted.post(*page, version=0, role="outcome", lock="yes")
    assert (empty.status_code, b"before you lock it" in empty.content) == (422, True)
    assert re.search(rb'name="lock"[^>]* checked', empty.content)
    said = {"role": "outcome", "definition": "All booked", "upstream": "Not referred"}
    assert counted.post(*page, version=0, lock="yes", **said).status_code == 302
    (note,) = document(counted).measures
    assert note.locked_at is not None
    changed = said | {"definition": "All but cancelled"}
    refused = counted.post(*page, version=1, **changed)
    assert (refused.status_code, b"All but cancelled" in refused.content) == (422, True)
    assert document(counted).measures == (note,)
    counted.post(*page, version=1, **said | {"upstream": "Nobody"})
    assert document(counted).decisions == ()
    counted.post(*page, version=2, reason="Agreed on 3 May", **changed)
    (decision,) = document(counted).decisions
    assert (decision.about, decision.by) == ("definition", "Lead")
    assert decision.reason == "Agreed on 3 May"
    assert "All booked" in decision.what
    assert document(counted).measures[0].locked_at == note.locked_at
    shown = counted.get("data", counted.project.key).content.decode()
    assert "Agreed on 3 May" in shown
    assert "Outcome" in shown


def charted(who, version, **posted):
    given = {"rules": "anhoej", "date": ["2025-01-01"], "label": ["texts began"]}
    return who.post("charting", who.project.key, version=version, **given | posted)


def test_rules_and_phases_change_by_a_recorded_decision_and_are_answered_again(counted):
    assert b"Nothing is different yet" in charted(counted, 1).content
    silent = charted(counted, 1, rules="mdc")
    assert (silent.status_code, b"Say why" in silent.content) == (422, True)
    wrong = charted(counted, 1, date=["2025-02-31"], reason="Why")
    assert b"real date" in wrong.content
    before = counted.project.answers.count()
    done = charted(
        counted,
        1,
        rules="mdc",
        date=["2025-01-01", "2025-07-01", ""],
        label=["texts began", "calls began", ""],
        reason="The trust uses it",
    )
    assert work_of(counted, done).status_code == 302
    kept = document(counted)
    assert kept.parsed_plan().rules == "mdc"
    assert len(kept.parsed_plan().changes) == 2
    assert {d.about for d in kept.decisions} == {"rule set", "phases"}
    assert {d.reason for d in kept.decisions} == {"The trust uses it"}
    assert counted.project.answers.count() == before + 1
    assert released(counted).change_dates == (date(2025, 1, 1), date(2025, 7, 1))
    late = charted(counted, 1, rules="ihi", reason="Late")
    assert (late.status_code, b"while you were writing" in late.content) == (422, True)


@pytest.mark.parametrize("name", ["more.csv", "counts.csv"])
def test_rules_changed_while_a_file_is_counted_stay(counted, name):
    from uuid import uuid4

    from efqi.web.workbench.counting import Asked, count_upload
    from efqi.web.workbench.models import Job
    from efqi.web.workbench.uploads import keep_text

    changed = []

    def told(stage, _percent):
        if stage == Job.Stage.ANSWERING and not changed:
            changed.append(charted(counted, 1, rules="mdc", reason="The trust uses it"))

    upload = keep_text(name, counts([24]), counted.person.pk)
    asked = Asked(upload.key, counted.person.pk, None, arrival="appended")
    count_upload(counted.project, asked, counted.person, uuid4().hex[:12], told)
    kept = document(counted)
    assert changed[0].status_code == 302
    assert (kept.plan["project"]["rules"], kept.plan["data"]["file"]) == ("mdc", name)
    assert kept.decisions[0].about == "rule set"
    assert released(counted).last_end == date(2026, 1, 31)
    assert len(kept.data) == counted.project.cells.count() == 2
    assert counted.project.cells.first().plan == kept.plan


def test_day_of_deletion_is_set_and_a_day_in_the_past_is_refused(counted):
    key = counted.project.key
    refused = counted.post("keep", key, until="2020-01-01")
    assert refused.status_code == 422
    assert counted.post("keep", key, until="2099-01-31").status_code == 302
    page = counted.get("data", key).content.decode()
    assert "Exact counts are deleted on 31 January 2099" in page
    counted.post("keep", key, until="")
    counted.project.refresh_from_db()
    assert counted.project.exact_kept_until is None


def test_exact_counts_are_gone_from_the_file_and_answers_stay(counted, workbench):
    from django.utils import timezone

    from efqi.web.workbench.models import Cells, LogLine
    from efqi.web.workbench.retention import delete_due, forget_deleted

    key = counted.project.key
    # Counts that no other test has, so that their bytes are nobody else's.
    own = brought(counted, "own.csv", counts(range(24), 34), arrival="corrected")
    agreed(counted, work_of(counted, own))
    today = timezone.localdate()
    counted.post("keep", key, until=(today + timedelta(days=30)).isoformat())
    marks = own_bytes(counted.project)
    assert held(workbench, marks) == [True] * len(marks)
    assert delete_due(today) == 0
    assert delete_due(today + timedelta(days=31)) == 1
    forget_deleted()
    assert held(workbench, marks) == [False] * len(marks)
    assert not Cells.objects.filter(project=counted.project).exists()
    assert LogLine.objects.filter(project_key=key, about="exact counts").exists()
    page = counted.get("data", key).content.decode()
    assert "The exact counts are deleted" in page
    assert "svg" in page
    assert counted.get("answer", key).status_code == 200
    again = brought(counted, "all.csv", counts(range(25)))
    assert "/bring/" in again.url


@pytest.mark.parametrize("months", [None, 24])
def test_counts_that_come_after_the_day_of_deletion_are_kept(counted, set_to, months):
    from django.utils import timezone

    from efqi.web.workbench.models import Project
    from efqi.web.workbench.retention import delete_due, first_day_to_delete

    today, key = timezone.localdate(), counted.project.key
    found = Project.objects.filter(key=key)
    found.update(exact_kept_until=today)
    with set_to(keep_exact_months=months):
        sent = brought(counted, "all.csv", counts(range(25)), arrival="replaced")
        work_of(counted, counted.client.post(sent.url, CONFIRMED))
        assert delete_due(today) == 0
    (version,) = counted.project.cells.all()
    assert version.key == document(counted).data[-1].identifier
    day = first_day_to_delete(today, months) if months else None
    assert found.get().exact_kept_until == day
    said = "until a day is set" if day is None else "Exact counts are deleted on"
    assert said in counted.get("data", key).content.decode()


def test_day_that_is_still_to_come_stays_when_counts_come(counted, set_to):
    counted.post("keep", counted.project.key, until="2099-01-31")
    with set_to(keep_exact_months=24):
        work_of(counted, brought(counted, "m.csv", counts([24]), arrival="appended"))
    counted.project.refresh_from_db()
    assert counted.project.exact_kept_until == date(2099, 1, 31)


def test_deleted_counts_are_overwritten_later_where_someone_reads(counted, workbench):
    from django.db import connection
    from django.utils import timezone

    from efqi.web.workbench.models import LogLine, Project
    from efqi.web.workbench.retention import delete_due, forget_deleted

    today = timezone.localdate()
    Project.objects.filter(pk=counted.project.pk).update(exact_kept_until=today)
    assert delete_due(today) == 1
    done = LogLine.objects.filter(what="overwritten")
    before = done.count()
    with closing(sqlite3.connect(workbench / "efqi.sqlite3")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM workbench_cells").fetchone()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 50")
        forget_deleted()
    connection.close()
    assert done.count() == before
    for _hour in range(2):
        forget_deleted()
    assert done.count() == before + 1


def own_bytes(project):
    """Pieces of a project's exact counts that no other project's hold."""
    from efqi.web.workbench.models import Cells

    content = bytes(project.cells.first().content)
    others = b"".join(
        bytes(cells.content) for cells in Cells.objects.exclude(project=project)
    )
    pieces = [content[at : at + 32] for at in range(0, len(content) - 32, 32)]
    own = [piece for piece in pieces if piece not in others]
    assert len(own) > 3
    return own


def held(workbench, marks):
    """Say which bytes are somewhere in the files of the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = b"".join(path.read_bytes() for path in workbench.glob("efqi.sqlite3*"))
    return [mark in whole for mark in marks]


def zipped(name, size):
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as member,
    ):
        for _ in range(size):
            member.write(bytes(1024 * 1024))
    return out.getvalue()


def workbook(xml):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", xml)
        archive.writestr("[Content_Types].xml", xml)
    return out.getvalue()


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
    '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<workbook><sheets><sheet name="&b;" r:id="rId1"/></sheets></workbook>'
)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bomb.zip", lambda: zipped("records.csv", 24), "once it is unpacked"),
        ("bomb.xlsx", lambda: zipped("xl/workbook.xml", 24), "once it is unpacked"),
        ("bomb.csv.gz", lambda: gzip.compress(bytes(24 << 20)), "once it is unpacked"),
        ("entities.xlsx", lambda: workbook(BILLION), "entities.xlsx"),
        ("macro.xlsx", lambda: workbook("<not xml"), "macro.xlsx"),
        ("nul.csv", lambda: b"\x00" * 64, "nul.csv"),
    ],
)
def test_hostile_file_is_refused_in_a_sentence(lead, settings_of, name, content, said):
    settings_of(largest_upload=4 * 1024**2)
    refused = brought(lead, name, content())
    page = refused.content.decode()
    assert refused.status_code == 422
    assert said in page
    assert "Traceback" not in page


@pytest.fixture
def settings_of():
    """Run under another configuration for one test."""
    from dataclasses import replace

    from django.conf import settings

    before = settings.CONFIGURATION

    def changed(**values):
        settings.CONFIGURATION = replace(before, **values)

    yield changed
    settings.CONFIGURATION = before


@pytest.mark.parametrize(
    "content",
    [
        lambda: ("\ufeff" + counts(range(24))).encode(),
        lambda: counts(range(24)).replace(",", ";"),
        lambda: counts(range(24)).replace("North", "Nörd").encode("cp1252"),
        lambda: counts([*range(6), *range(9, 24)]),
    ],
    ids=["BOM", "semicolons", "other encoding", "months missing"],
)
def test_file_that_is_odd_but_clear_is_counted(lead, content):
    sent = brought(lead, "counts.csv", content())
    assert sent.status_code == 302, sent.content.decode()
    done = work_of(lead, lead.client.post(sent.url, CONFIRMED))
    assert done.status_code == 302, done.content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: counts(range(24)).replace(",20,", ",2.5,", 1), "row 2"),
        (lambda: counts(range(24)).replace(",20,200", ",201,200", 1), "row 2"),
        (lambda: counts(range(24)) + counts([3]).partition("\n")[2], "here again"),
        (lambda: counts(range(24)).replace(",20,", ",-3,", 1), "row 2"),
    ],
    ids=["fraction", "more than all", "twice", "negative"],
)
def test_count_that_cannot_be_is_named_with_its_place(lead, content, said):
    sent = brought(lead, "counts.csv", content())
    assert sent.status_code == 302
    failed = work_of(lead, lead.client.post(sent.url, CONFIRMED))
    assert failed.status_code == 200
    assert "counts.csv" in failed.content.decode()
    assert said in failed.content.decode()
    assert not lead.project.cells.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: counts(range(24)).replace("South", "North"), "No column looks like"),
        (lambda: "interval_start,group,numerator,denominator\n", "header"),
    ],
    ids=["one group", "no rows"],
)
def test_file_without_groups_or_rows_is_refused(lead, content, said):
    refused = brought(lead, "counts.csv", content())
    assert refused.status_code == 422
    assert "counts.csv" in refused.content.decode(), said


def test_one_month_is_described_and_never_judged(lead):
    sent = brought(lead, "counts.csv", counts([3]))
    assert sent.status_code == 302, sent.content.decode()
    done = work_of(lead, lead.client.post(sent.url, CONFIRMED))
    page = lead.client.get(done.url if done.status_code == 302 else sent.url)
    assert page.status_code == 200
    assert "probably" not in page.content.decode()


def test_half_a_file_never_has_its_name(lead, workbench):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from efqi.web.workbench.uploads import drop_upload, keep_upload

    mine = workbench / "uploads" / str(lead.person.pk)
    seen = []

    class Sent(SimpleUploadedFile):
        def chunks(self, chunk_size=None):
            for chunk in super().chunks(chunk_size):
                yield chunk
                seen.extend(mine.glob("*/visits.csv"))

    upload = keep_upload(Sent("visits.csv", b"a\n1\n"), lead.person.pk)
    assert seen == []
    assert list(mine.glob("*/*")) == [upload.path]
    drop_upload(upload)


def test_disk_without_room_is_said_and_nothing_stays_behind(
    lead, records, monkeypatch, workbench
):
    import errno

    from efqi.web.workbench import uploads

    def full(_number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(uploads.os, "fsync", full)
    before = set((workbench / "uploads").glob("*/*"))
    refused = brought(lead, "visits.csv", records.read_bytes())
    assert refused.status_code == 422
    assert "No space left on device" in refused.content.decode()
    assert set((workbench / "uploads").glob("*/*")) == before


def test_job_that_stops_halfway_is_taken_up_once_and_then_has_failed(counted):
    from django.utils import timezone

    from efqi.web.workbench.jobs import take_up_again, work_until_done
    from efqi.web.workbench.models import Job

    def halfway(tries):
        return Job.objects.create(
            key=f"{tries}" * 32,
            project=counted.project,
            state=Job.State.RUNNING,
            tries=tries,
            at=timezone.now(),
        )

    once, twice = halfway(1), halfway(2)
    take_up_again()
    work_until_done()
    once.refresh_from_db()
    twice.refresh_from_db()
    assert (once.state, once.tries) == ("done", 2)
    assert twice.state == "failed"
    assert "stopped halfway, twice" in twice.problem


def test_job_that_was_done_before_the_crash_is_not_done_again(counted):
    from efqi.web.workbench.jobs import do
    from efqi.web.workbench.models import Job

    job = counted.project.jobs.get()
    job.state = Job.State.WAITING
    job.save()
    do(job)
    assert job.state == "done"
    assert len(document(counted).data) == 1
    assert counted.project.cells.count() == 1


def test_answer_of_an_earlier_method_is_made_again(counted):
    from efqi.web.workbench.jobs import answer_again, outdated

    assert counted.project not in outdated()
    counted.project.answers.update(method="0.0", digest="earlier")
    assert counted.project in outdated()
    answer_again(counted.project, None)
    assert counted.project not in outdated()
    assert counted.project.answers.count() == 2


def test_file_that_was_promised_is_never_cleared_away(counted):
    import os

    from efqi.web.workbench.models import Job
    from efqi.web.workbench.uploads import drop_old_uploads, keep_text

    promised, forgotten = (
        keep_text("old.csv", counts([24]), counted.person.pk) for _ in range(2)
    )
    for kept in (promised, forgotten):
        os.utime(kept.path.parent, (0, 0))
    job = counted.project.jobs.get()
    Job.objects.filter(pk=job.pk).update(
        state="waiting", asked={"upload": promised.key}
    )
    drop_old_uploads()
    assert (promised.path.exists(), forgotten.path.exists()) == (True, False)
    Job.objects.filter(pk=job.pk).update(state="done")


def test_data_page_needs_few_queries(counted):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as queries:
        counted.get("data", counted.project.key)
    assert len(queries) <= 15
