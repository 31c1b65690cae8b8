"""Nothing of one project is shown to a member of another, at any address."""

import re

import pytest

from efqi.projects.permission import Role
from tests.web.test_lists import joined
from tests.web.test_permissions import OPEN, OWN, addresses  # noqa: F401 - a fixture

MARK = "Zyxomarker"
_RANDOM = 12
"""Length of the keys that are made at random."""


@pytest.fixture(scope="module")
def marked(visitor):
    """A project that holds a marker word in every place where someone can write."""
    from efqi.projects.document.document import Method
    from efqi.web.workbench.beginning import begin
    from efqi.web.workbench.forms.asked import FORMS
    from efqi.web.workbench.models import OwedItem, Programme, ProjectSummary

    owner = visitor(f"{MARK} owner")
    owner.project = begin(
        owner.person, f"{MARK} title", Method.MODEL_FOR_IMPROVEMENT, f"{MARK} problem"
    )
    owner.project.programme = Programme.objects.create(
        key=f"p{owner.project.key}", title=f"{MARK} programme"
    )
    owner.project.save()
    key = owner.project.key
    for name, form in FORMS.items():
        entry_key = "only" if form.kind in ("charter", "aim") else "new"
        sent = {
            field.path: "2026-01-05" if field.widget == "date" else MARK
            for field in form.fields
            if field.widget in ("line", "text", "lines", "date")
        }
        owner.post("edit", key, name, entry_key, version=0, **sent)
    owner.post("edit", key, "lens", "only", version=1, plus_groups=MARK)
    owner.post("comments", key, about="answer", text=MARK, tell=[visitor().person.pk])
    driver = owner.project.entries.get(kind="driver")
    owner.post("comments", key, about=f"driver/{driver.key}", text=MARK)
    ProjectSummary.objects.filter(project=owner.project).update(
        lead=MARK, clinical_area=MARK, plus_groups=[MARK]
    )
    OwedItem.objects.create(
        project=owner.project, what="review", about=MARK, due_on="2026-01-01"
    )
    return owner


def test_marker_is_there_to_be_found(marked):
    assert MARK.encode() in marked.get("home").content
    assert MARK.encode() in marked.get("portfolio").content
    assert MARK.encode() in marked.get("history", marked.project.key).content
    kinds = {entry.kind for entry in marked.project.entries.all()}
    assert {"charter", "aim", "driver", "risk", "participation"} <= kinds


@pytest.mark.parametrize("role", Role)
def test_no_page_shows_a_word_of_another_project(
    marked,
    lead,
    visitor,
    role,
    addresses,  # noqa: F811 - the fixture
):
    who = joined(visitor, lead.project, role)
    theirs = marked.project
    entries = [(e.kind, e.key) for e in theirs.entries.all()]
    remarks = [comment.pk for comment in theirs.comments.all()]
    for name, (_, arguments) in addresses.items():
        if name in OPEN or name.startswith(("account_", "mfa_")):
            continue
        own = arguments if name in OWN else [lead.project.key, *arguments]
        # What belongs to the other project is asked for under one's own, by its keys.
        asked = {"project": theirs.key, "q": MARK, "plus": MARK, "area": MARK}
        for sent in ({}, asked):
            found = who.get(name, *own, **sent).content.decode(errors="replace")
            shown = re.sub(r"(value|href)=\"[^\"]*\"", "", found)
            assert MARK not in shown, (name, role)
        named = [key for _, key in entries if len(key) == _RANDOM and key in found]
        assert named == [], (name, role)
    for kind, key in entries:
        for name in ("edit", "entry-history"):
            found = who.get(name, lead.project.key, kind, key)
            assert MARK.encode() not in found.content, (name, kind)
        found = who.get("comments", lead.project.key, about=f"{kind}/{key}")
        assert MARK.encode() not in found.content, kind
    for remark in remarks:
        for how in ("resolve", "delete"):
            sent = who.post("comment", lead.project.key, remark, how=how)
            assert sent.status_code in (403, 404)
        sent = who.post(
            "comments", lead.project.key, about="answer", text="x", thread=remark
        )
        assert sent.status_code in (403, 404)
    assert not theirs.comments.exclude(resolved_at=None, deleted_at=None).exists()


def test_posting_under_ones_own_project_changes_nothing_of_another(marked, lead):
    theirs = marked.project
    before = {(e.kind, e.key): (e.version, e.content) for e in theirs.entries.all()}
    for kind, key in before:
        for name in ("remove", "restore"):
            lead.post(name, lead.project.key, kind, key)
        lead.post("bring-back", lead.project.key, kind, key, 1, version=1)
    after = {(e.kind, e.key): (e.version, e.content) for e in theirs.entries.all()}
    assert after == before
