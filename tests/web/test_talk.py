"""Comments: who sees, who is told, what is settled, and that nothing is lost."""

import re

import pytest

from efqi.projects.permission import Action, Role, may
from tests.web.test_lists import joined, words


def say(who, project, text, about="answer", **more):
    return who.post("comments", project.key, about=about, text=text, **more)


def heard(who, project, about="answer"):
    return words(who.get("comments", project.key, about=about))


def said(project):
    return list(project.comments.all())


def test_comment_is_said_answered_settled_and_opened_again(lead, visitor):
    partner = joined(visitor, lead.project, Role.PATIENT_PARTNER, "Cy")
    answer = say(partner, lead.project, "Why not in my street?")
    assert answer.status_code == 302
    (first,) = said(lead.project)
    assert answer.url.endswith(f"#comment-{first.pk}")
    say(lead, lead.project, "We will look.", thread=first.pk)
    page = heard(partner, lead.project)
    assert page.index("Why not in my street?") < page.index("We will look.")
    lead.post("comment", lead.project.key, first.pk, how="resolve")
    assert "Settled" in heard(partner, lead.project)
    assert "0 open, 1 settled" in words(lead.get("comments", lead.project.key))
    say(partner, lead.project, "And now?", thread=first.pk)
    assert "Settled" not in heard(partner, lead.project)


def test_who_is_told_sees_it_on_home_and_gets_a_letter_without_its_words(
    lead, visitor, letters
):
    editor = joined(visitor, lead.project, Role.EDITOR, "Bea")
    say(editor, lead.project, "Ayesha moved house", tell=[lead.person.pk])
    (letter,) = letters
    assert letter.to == [lead.person.email]
    assert "Ayesha" not in letter.subject + letter.body
    link = re.search(r"http\S+", letter.body)[0]
    assert link.startswith("http://localhost/projects/")
    home = words(lead.get("home"))
    assert "1 comment for you" in home
    assert "Ayesha moved house" in home
    assert "for you" not in words(editor.get("home"))
    lead.post("notices-read")
    assert "Ayesha" not in words(lead.get("home"))


def test_reply_tells_those_in_the_thread_and_takes_it_off_home(lead, visitor, letters):
    editor = joined(visitor, lead.project, Role.EDITOR, "Bea")
    say(editor, lead.project, "A question", tell=[lead.person.pk])
    (first,) = said(lead.project)
    say(lead, lead.project, "An answer", thread=first.pk)
    assert [each.to for each in letters] == [[lead.person.email], [editor.person.email]]
    assert "for you" not in words(lead.get("home"))
    assert "An answer" in words(editor.get("home"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [(" \n ", "Write something first"), ("x" * 5001, "5,000 characters or fewer")],
)
def test_comment_that_cannot_be_taken_is_kept_in_the_form(lead, text, complaint):
    found = say(lead, lead.project, text)
    assert found.status_code == 422
    assert complaint in found.content.decode()
    assert text.strip() in found.content.decode()
    assert said(lead.project) == []


def test_refused_reply_stays_a_reply_to_those_who_were_ticked(lead, visitor):
    editor = joined(visitor, lead.project, Role.EDITOR, "Bea")
    say(editor, lead.project, "A question")
    (first,) = said(lead.project)
    more = {"thread": first.pk, "tell": [editor.person.pk]}
    page = say(lead, lead.project, "y" * 20_001, **more).content.decode()
    reply, new = re.findall(r'name="thread" value="\d*".*?</form>', page, re.DOTALL)
    ticked = f'value="{editor.person.pk}" checked'
    assert ("y" * 20_001 in reply, ticked in reply) == (True, True)
    assert ("yy" in new, ticked in new) == (False, False)
    assert f'href="#say-{first.pk}"' in page


def test_hostile_comment_is_shown_as_words(lead):
    say(
        lead,
        lead.project,
        "<script>alert(1)</script> ' OR 1=1 -- \u202eevil \U0001f600",
    )
    page = lead.get("comments", lead.project.key, about="answer").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_only_the_writer_deletes_a_comment_and_brings_it_back(lead, visitor):
    partner = joined(visitor, lead.project, Role.PATIENT_PARTNER, "Cy")
    say(partner, lead.project, "I changed my mind")
    (first,) = said(lead.project)
    key = lead.project.key
    assert lead.post("comment", key, first.pk, how="delete").status_code == 403
    partner.post("comment", key, first.pk, how="delete")
    assert "I changed my mind" not in heard(lead, lead.project)
    assert "Bring it back" in heard(partner, lead.project)
    partner.post("comment", key, first.pk, how="bring back")
    assert "I changed my mind" in heard(lead, lead.project)


def test_get_changes_nothing(lead):
    say(lead, lead.project, "Stay")
    (first,) = said(lead.project)
    assert (
        lead.get("comment", lead.project.key, first.pk, how="delete").status_code == 404
    )
    assert said(lead.project)[0].deleted_at is None
    assert lead.get("notices-read").status_code == 405


def test_comment_that_cannot_be_is_not_found(lead):
    for number in (0, 10**30):
        found = lead.post("comment", lead.project.key, number, how="resolve")
        assert found.status_code == 404
    answer = say(lead, lead.project, "Hello", thread="9" * 5000)
    assert answer.status_code == 404


@pytest.mark.parametrize("about", ["", "nowhere", "risk/none", "sponsor/x", "../home"])
def test_nothing_is_said_about_what_is_not_there(lead, about):
    assert say(lead, lead.project, "Hello", about=about).status_code == 404
    assert said(lead.project) == []


def took_part(lead):
    lead.post(
        "edit",
        lead.project.key,
        "participation",
        "new",
        version=0,
        on="2026-01-05",
        person="Ayesha Example",
        role="carer",
    )
    entry = lead.project.entries.get(kind="participation")
    return f"participation/{entry.key}"


def test_talk_is_seen_by_who_may_see_what_it_is_about(lead, visitor):
    people = took_part(lead)
    for about, action in (
        ("answer", Action.SEE),
        ("overview", Action.READ),
        ("charter/only", Action.READ),
        (people, Action.SEE_PEOPLE),
    ):
        say(lead, lead.project, f"secret {about}", about=about)
        for role in Role:
            who = joined(visitor, lead.project, role)
            is_seen = may((role,), action) and may((role,), Action.COMMENT)
            found = who.get("comments", lead.project.key, about=about)
            assert (found.status_code == 200) is is_seen, (role, about)
            every = who.get("comments", lead.project.key)
            if every.status_code == 200 and not may((role,), action):
                assert f"about={about}".encode() not in every.content
            answer = say(who, lead.project, "me too", about=about)
            assert (answer.status_code == 302) is is_seen, (role, about)


def test_who_loses_their_role_is_no_longer_shown_what_they_were_told(lead, visitor):
    from efqi.web.workbench.models import Membership

    editor = joined(visitor, lead.project, Role.EDITOR, "Bea")
    people = took_part(lead)
    say(lead, lead.project, "About someone", people, tell=[editor.person.pk])
    assert "About someone" in words(editor.get("home"))
    held = Membership.objects.filter(person=editor.person)
    held.update(role=Role.VIEWER.value)
    assert "About someone" not in words(editor.get("home"))


def test_who_may_not_see_it_cannot_be_told(lead, visitor):
    from efqi.web.workbench.models import Notice

    partner = joined(visitor, lead.project, Role.PATIENT_PARTNER, "Cy")
    stranger = visitor("Stranger")
    page = lead.get("comments", lead.project.key, about="overview").content.decode()
    assert "@Cy" not in page
    say(
        lead,
        lead.project,
        "Not for you",
        "overview",
        tell=[partner.person.pk, stranger.person.pk, "x", "\u00b2", "9" * 5000],
    )
    told = Notice.objects.filter(person__in=[partner.person, stranger.person])
    assert not told.exists()


def test_question_to_the_owner_has_the_owner_ticked(lead, visitor):
    who = joined(visitor, lead.project, Role.PROGRAMME_LEAD)
    page = who.get("comments", lead.project.key, about="answer", to="owner")
    box = re.search(r"<input[^>]*name=\"tell\"[^>]*>", page.content.decode())[0]
    assert f'value="{lead.person.pk}"' in box
    assert "checked" in box


def test_overview_and_form_show_their_own_talk(lead):
    from django.urls import reverse

    sent = {"from": "place"}
    back = say(lead, lead.project, "On the overview", "overview", **sent)
    assert back.url.startswith(reverse("overview", args=[lead.project.key]) + "#")
    back = say(lead, lead.project, "On the problem", "charter/only", **sent)
    form = reverse("edit", args=[lead.project.key, "charter", "only"])
    assert back.url.startswith(form)
    assert "On the overview" in words(lead.get("overview", lead.project.key))
    page = words(lead.get("edit", lead.project.key, "charter", "only"))
    assert "On the problem" in page
    assert "On the overview" not in page


CHAPTERS = ("values", "resources", "data", "design", "cycles")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_chapter_is_talked_about_on_its_page_in_few_queries(lead, chapter):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    quiet = lead.get(chapter, lead.project.key).content.decode()
    assert "Say or ask something about this page" in quiet
    said_at = say(lead, lead.project, "Why so?", chapter, **{"from": "place"})
    assert said_at.url.startswith(
        lead.get(chapter, lead.project.key).request["PATH_INFO"]
    )
    with CaptureQueriesContext(connection) as asked:
        page = words(lead.get(chapter, lead.project.key))
    assert "1 comment on this page" in page
    assert "Why so?" in page
    assert len(asked) <= 15


def test_cycle_is_talked_about_on_its_page(lead, visitor):
    lead.post("edit", lead.project.key, "cycle", "new", version=0, title="Texts")
    say(lead, lead.project, "Too small?", "cycle/cycle1", **{"from": "place"})
    assert "Too small?" in words(lead.get("cycle", lead.project.key, "cycle1"))
    partner = joined(visitor, lead.project, Role.PATIENT_PARTNER, "Cy")
    assert (
        partner.get("comments", lead.project.key, about="cycle/cycle1").status_code
        == 404
    )


def test_view_that_is_not_there_is_not_talked_about(lead):
    assert say(lead, lead.project, "Hello", "view/no-such").status_code == 404


def test_closed_account_is_told_nothing(lead, visitor, letters):
    editor = joined(visitor, lead.project, Role.EDITOR, "Bea")
    say(editor, lead.project, "A question")
    (first,) = said(lead.project)
    assert "@Bea" in heard(lead, lead.project)
    editor.person.is_active = False
    editor.person.save()
    assert "@Bea" not in heard(lead, lead.project)
    say(lead, lead.project, "An answer", thread=first.pk, tell=[editor.person.pk])
    assert letters == []
