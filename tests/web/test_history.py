"""History: who changed what; what was deleted comes back; nothing is rewritten."""

import re

import pytest

from efqi.projects.permission import Action, Role, may
from tests.web.test_lists import joined, words
from tests.web.test_talk import took_part


def aim(lead, version, statement, **more):
    return lead.post(
        "edit",
        lead.project.key,
        "aim",
        "only",
        version=version,
        statement=statement,
        **more,
    )


@pytest.fixture
def changed(lead):
    """A project whose aim was changed once."""
    aim(lead, 0, "Fewer missed")
    aim(lead, 1, "Fewer missed, first in the worst served", by="2026-12-31")
    return lead


def entry(lead, kind="aim"):
    return lead.project.entries.get(kind=kind)


def test_change_says_who_when_and_what_stood_before(changed):
    page = words(changed.get("history", changed.project.key))
    assert "The aim : changed" in page or "The aim: changed" in page
    assert (
        "The aim in one sentence Before: Fewer missed After: Fewer missed, first"
        in page
    )
    assert "By when? Before: nothing After: 31 December 2026" in page
    assert re.search(r"Lead, \d+ \w+ \d{4}, \d\d:\d\d", page)


def test_history_is_narrowed_to_a_kind_and_a_person(changed, visitor):
    editor = joined(visitor, changed.project, Role.EDITOR, "Bea")
    aim(editor, 2, "Bea's words")
    key = changed.project.key
    assert "Fewer missed" not in words(changed.get("history", key, kind="charter"))
    only = words(changed.get("history", key, by=str(editor.person.pk)))
    assert "Bea's words" in only.replace("&#39;", "'")
    assert "added" not in only
    for hostile in ("x", "9" * 64, "-1", "\u0664"):
        assert changed.get("history", key, by=hostile).status_code == 200


def test_deleted_record_comes_back_from_the_history(lead):
    lead.post("edit", lead.project.key, "driver", "new", version=0, text="Late letters")
    key = entry(lead, "driver").key
    lead.post("remove", lead.project.key, "driver", key)
    page = words(lead.get("history", lead.project.key, kind="driver"))
    assert page.count("Bring it back") == 1
    lead.post("restore", lead.project.key, "driver", key)
    page = words(lead.get("history", lead.project.key, kind="driver"))
    assert "Bring it back" not in page
    order = [
        page.index(f"A cause : {w}")
        if f"A cause : {w}" in page
        else page.index(f"A cause: {w}")
        for w in ("brought back", "deleted", "added")
    ]
    assert order == sorted(order)


def bring_back(who, lead, number, version):
    found = entry(lead)
    key = (lead.project.key, found.kind, found.key, number)
    return who.post("bring-back", *key, version=version)


def test_pages_of_a_refused_return_lead_to_the_history(changed, monkeypatch):
    monkeypatch.setattr("efqi.web.workbench.views.history._PAGE", 1)
    refused = bring_back(changed, changed, 1, 0)
    assert refused.status_code == 422
    found = entry(changed)
    assert f'/history/{found.kind}/{found.key}/?page=2"' in refused.content.decode()


def test_earlier_version_comes_back_as_a_new_one(changed):
    assert bring_back(changed, changed, 1, 2).status_code == 302
    now = entry(changed)
    assert (now.version, now.content["statement"]) == (3, "Fewer missed")
    kept = [v.content["statement"] for v in now.versions.order_by("version")]
    assert kept[1] == "Fewer missed, first in the worst served"
    assert len(kept) == 3


def test_version_is_not_brought_back_over_what_someone_else_saved(changed):
    late = bring_back(changed, changed, 1, 1)
    assert late.status_code == 422
    assert "Someone saved this after you opened the page" in late.content.decode()
    assert entry(changed).version == 2


def test_who_may_not_write_brings_nothing_back(changed, visitor):
    for role in Role:
        who = joined(visitor, changed.project, role)
        if may((role,), Action.WRITE):
            continue
        assert bring_back(who, changed, 1, 2).status_code == 403, role
    assert entry(changed).version == 2


def test_get_and_unknown_versions_bring_nothing_back(changed):
    found = entry(changed)
    key = (changed.project.key, found.kind, found.key)
    assert changed.get("bring-back", *key, 1).status_code == 404
    assert changed.post("bring-back", *key, 9).status_code == 404
    assert (
        changed.post("bring-back", changed.project.key, "data", "x", 1).status_code
        == 404
    )


def test_history_names_people_only_to_who_may_see_them(lead, visitor):
    about = took_part(lead)
    kind, key = about.split("/")
    for role in Role:
        who = joined(visitor, lead.project, role)
        found = who.get("history", lead.project.key)
        is_named = b"Ayesha" in found.content
        may_see = may((role,), Action.READ) and may((role,), Action.SEE_PEOPLE)
        assert is_named is may_see, role
        own = who.get("entry-history", lead.project.key, kind, key)
        assert (own.status_code == 200) is may_see, role
        own = who.get("history", lead.project.key, kind="participation")
        assert (b"Ayesha" in own.content) is may_see, role


def test_history_takes_few_queries(lead):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for number in range(40):
        lead.post(
            "edit", lead.project.key, "driver", "new", version=0, text=f"Cause {number}"
        )
    with CaptureQueriesContext(connection) as found:
        assert "Page 1 of 2" in words(lead.get("history", lead.project.key))
    assert len(found) <= 15


def test_what_was_written_down_is_never_changed_or_deleted(changed):
    from efqi.web.workbench.models import EntryVersion, LogLine
    from efqi.web.workbench.models.append_only import AppendOnlyError

    for rows in (
        LogLine.objects.filter(project_key=changed.project.key),
        EntryVersion.objects.filter(entry__project=changed.project),
    ):
        row = rows.first()
        for forbidden in (
            row.save,
            row.delete,
            rows.delete,
            lambda rows=rows: rows.update(at=None),
            lambda rows=rows, row=row: rows.bulk_update([row], ["at"]),
        ):
            with pytest.raises(AppendOnlyError):
                forbidden()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workbench_logline SET what = 'x'",
        "DELETE FROM workbench_logline",
        "UPDATE workbench_entryversion SET content = '{}'",
    ],
)
def test_database_itself_refuses_to_rewrite_the_log(changed, statement):
    from django.db import Error, connection, transaction

    with (
        pytest.raises(Error, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert "Fewer missed" in words(changed.get("history", changed.project.key))


def test_person_whose_account_is_deleted_is_forgotten_and_their_words_stay(
    changed, visitor
):
    editor = joined(visitor, changed.project, Role.EDITOR, "Bea")
    aim(editor, 2, "Words that stay")
    editor.person.delete()
    page = words(changed.get("history", changed.project.key))
    assert "Words that stay" in page
    assert "Nobody by name" in page


@pytest.mark.parametrize("number", [0, 10**30])
def test_version_that_cannot_be_is_not_found(changed, number):
    found = entry(changed)
    key = (changed.project.key, found.kind, found.key)
    assert changed.post("bring-back", *key, number).status_code == 404
    for hostile in ("x", "-1", "9" * 5000):
        assert bring_back(changed, changed, 1, hostile).status_code == 422
    assert entry(changed).version == 2


def test_answers_to_questions_are_named_by_their_question(lead):
    from efqi.store.practice_file import load_practice

    sent = {"reason": "No time", "review_on": "2099-01-01", "version": 0}
    lead.post("pass-over", lead.project.key, "mfi.aim.2", "project", **sent)
    page = words(lead.get("history", lead.project.key, kind="answer"))
    question = load_practice().item("mfi.aim.2").question
    assert question[:60] in page
    assert "No time" in page


def read_by(who, project, version=0, **posted):
    """Say what the answer means, for as many as consent allows; give the entry."""
    who.post("reading", project.key, "own", version=version, **posted)
    return project.entries.get(kind="reading", content__account=str(who.person.account))


@pytest.mark.parametrize("consent", ["no", "the team only"])
def test_words_kept_from_someone_are_not_in_the_history_either(lead, visitor, consent):
    partner = joined(visitor, lead.project, Role.PATIENT_PARTNER, "Cy")
    said = read_by(
        partner, lead.project, true_to_life="Nokomis fell", quote_consent=consent
    )
    is_team = consent == "the team only"
    every = lead.get("history", lead.project.key)
    own = lead.get("entry-history", lead.project.key, "reading", said.key)
    assert (b"Nokomis" in every.content) is is_team
    assert (own.status_code, b"Nokomis" in own.content) == (
        200 if is_team else 404,
        is_team,
    )


def test_history_shows_ones_own_words_and_keeps_what_was_once_kept(lead, visitor):
    editor = joined(visitor, lead.project, Role.EDITOR, "Bea")
    kept = {"true_to_life": "Nokomis fell", "quote_consent": "no"}
    said = read_by(editor, lead.project, **kept)
    read_by(editor, lead.project, 1, true_to_life="All well", quote_consent="public")
    for who, is_shown in ((editor, True), (lead, False)):
        found = who.get("history", lead.project.key, kind="reading")
        assert (b"Nokomis" in found.content) is is_shown
        found = who.get("entry-history", lead.project.key, "reading", said.key)
        assert (found.status_code == 200) is is_shown


def test_self_assessment_stands_in_the_history_of_its_writer_alone(lead, visitor):
    editor = joined(visitor, lead.project, Role.EDITOR, "Bea")
    scored = {"score.val.1": "3", "evidence.val.1": "Nokomis said so"}
    editor.post("assess", lead.project.key, "mine", "values", version=0, **scored)
    key = entry(lead, "assessment").key
    for who, is_shown in ((editor, True), (lead, False)):
        every = who.get("history", lead.project.key)
        assert (b"Nokomis" in every.content) is is_shown
        own = who.get("entry-history", lead.project.key, "assessment", key)
        assert own.status_code == (200 if is_shown else 404)


def test_scores_written_down_for_someone_are_not_shown_early(lead, visitor):
    editor = joined(visitor, lead.project, Role.EDITOR, "Bea")
    scored = {"by": "Nokomis", "is_outside": "yes", "score.val.1": "3"}
    editor.post("assess", lead.project.key, "new", "values", version=0, **scored)
    assert b"Nokomis" not in lead.get("history", lead.project.key).content


@pytest.mark.parametrize("form", ["driver", "idea", "risk", "cycle", "member"])
def test_record_that_a_form_offers_to_delete_is_deleted_and_comes_back(lead, form):
    key = lead.project.key
    lead.post("edit", key, form, "new", version=0, text="x", title="x", name="x")
    own = entry(lead, form).key
    assert b"Delete this" in lead.get("edit", key, form, own).content
    assert lead.post("remove", key, form, own).status_code == 200
    assert entry(lead, form).deleted_at is not None
    assert lead.post("restore", key, form, own).status_code == 302
    assert entry(lead, form).deleted_at is None


def test_what_was_meant_to_stay_is_not_deleted(changed, visitor):
    from efqi.web.workbench.deciding import decide

    decide(changed.project, changed.person, "claim", "Adopted", "It held")
    read_by(changed, changed.project, true_to_life="Yes", quote_consent="public")
    changed.post("assess", changed.project.key, "mine", "values", version=0)
    editor = joined(visitor, changed.project, Role.EDITOR, "Bea")
    kept = changed.project.entries.all()
    assert {each.kind for each in kept} >= {"aim", "decision", "reading", "assessment"}
    for each in kept:
        for who, how in ((editor, "remove"), (editor, "restore")):
            found = who.post(how, changed.project.key, each.kind, each.key)
            assert found.status_code == 404, each.kind
    assert not kept.exclude(deleted_at=None).exists()
