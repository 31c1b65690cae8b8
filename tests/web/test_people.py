"""The people of a project: invited, changed, taken out; and what they wrote meanwhile."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from efqi.projects.permission import Role
from tests.web.conftest import PASSWORD


def joined(visitor, project, *roles, name="Bea"):
    from efqi.web.workbench.models import Membership

    who = visitor(name)
    for role in roles:
        Membership.objects.create(person=who.person, project=project, role=role.value)
    return who


def link_of(lead, role=Role.EDITOR, **more):
    made = lead.post("invite", lead.project.key, role=role.value, **more)
    assert made.status_code == 200
    page = made.content.decode()
    return re.search(r'value="http://localhost(/join/[\w-]+/)"', page)[1]


def roles(who, project):
    from efqi.web.workbench.access import roles_in

    return roles_in(who.person, project)


def logged(project):
    from efqi.web.workbench.models import LogLine

    lines = LogLine.objects.filter(project_key=project.key, about="people")
    return [line.what for line in lines]


def newcomer(**more):
    email = f"{uuid4().hex}@example.org"
    return {"name": "Cy", "email": email, "password": PASSWORD} | more


def test_project_lists_its_people_and_their_roles(lead, visitor):
    viewer = joined(visitor, lead.project, Role.VIEWER, name="Vera Viewer")
    seen = viewer.get("people", lead.project.key).content.decode()
    assert "Vera Viewer" in seen
    assert "Viewer" in seen
    assert "Owner" in seen
    assert lead.person.email not in seen
    assert "Invite someone" not in seen
    owner_sees = lead.get("people", lead.project.key).content.decode()
    assert viewer.person.email in owner_sees
    assert "Invite someone" in owner_sees


def test_someone_with_an_account_joins_with_one_button_and_once(lead, visitor):
    link = link_of(lead)
    guest, late = visitor("Guest"), visitor("Late")
    page = guest.client.get(link).content.decode()
    assert "Lead invites you to “Missed”" in page
    assert "Can write in every chapter" in page
    assert roles(guest, lead.project) == frozenset()
    entered = guest.client.post(link)
    assert entered.url == f"/projects/{lead.project.key}/"
    assert roles(guest, lead.project) == {Role.EDITOR}
    used = late.client.post(link)
    assert used.status_code == 410
    assert b"This link was used already" in used.content
    assert roles(late, lead.project) == frozenset()
    assert logged(lead.project) == ["joined", "invited"]


def test_new_person_makes_their_account_and_is_in(lead, somebody):
    link = link_of(lead, Role.PATIENT_PARTNER)
    _, client = somebody()
    given = newcomer()
    entered = client.post(link, given | {"email": given["email"].upper()})
    assert entered.url == f"/projects/{lead.project.key}/answer/"
    assert client.get(entered.url).status_code == 200
    client.post("/sign-out/")
    sent = {"login": given["email"], "password": PASSWORD}
    assert client.post("/sign-in/", sent).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Write your name"),
        ({"email": "cy"}, "Write a whole e-mail address"),
        ({"password": "tiny"}, "too short"),
        ({"password": "password1234"}, "too common"),
    ],
)
def test_what_a_new_person_got_wrong_is_said_and_nothing_is_lost(
    lead, somebody, wrong, said
):
    from efqi.web.workbench.models import Person

    link = link_of(lead)
    _, client = somebody()
    before = Person.objects.count()
    found = client.post(link, newcomer(name="Cy Able") | wrong)
    page = found.content.decode()
    assert found.status_code == 422
    assert said in page
    assert "name" in wrong or "Cy Able" in page
    assert "password" not in wrong or wrong["password"] not in page
    assert Person.objects.count() == before
    assert client.get(link).status_code == 200


def test_address_that_has_an_account_is_asked_to_sign_in(lead, somebody):
    person, client = somebody()
    link = link_of(lead)
    found = client.post(link, newcomer(email=person.email.upper()))
    assert found.status_code == 422
    page = found.content.decode()
    assert "sign in with it" in page
    assert f"/sign-in/?next={link}" in page
    sent = {"login": person.email, "password": PASSWORD, "next": link}
    assert client.post("/sign-in/", sent).url == link
    assert client.post(link).status_code == 302


def test_invitation_ends(lead, visitor):
    from efqi.web.workbench.models import Invitation

    guest = visitor("Guest")
    for change, said in (
        ({"expires_at": None}, b"This link is too old"),
        ({"withdrawn_at": None}, b"This invitation was withdrawn"),
    ):
        link = link_of(lead)
        (field,) = change
        row = Invitation.objects.filter(project=lead.project).latest("pk")
        at = row.expires_at - timedelta(days=14, seconds=1)
        Invitation.objects.filter(pk=row.pk).update(**{field: at})
        for found in (guest.client.get(link), guest.client.post(link)):
            assert (found.status_code, said in found.content) == (410, True)
    assert guest.client.get("/join/nothing/").status_code == 404
    assert roles(guest, lead.project) == frozenset()


def closed(person, project):  # noqa: ARG001 - as the other ways to lose a role
    person.is_active = False
    person.save()


def taken_out(person, project):
    project.memberships.filter(person=person).delete()


def made_viewer(person, project):
    project.memberships.filter(person=person).update(role=Role.VIEWER.value)


def gone(person, project):  # noqa: ARG001 - as the other ways to lose a role
    person.delete()


@pytest.mark.parametrize("lost", [closed, taken_out, made_viewer, gone])
def test_invitation_ends_with_the_right_of_whoever_made_it(lead, visitor, lost):
    other, guest = joined(visitor, lead.project, Role.OWNER), visitor("Guest")
    other.project = lead.project
    link = link_of(other, note="the ward clerk")
    lost(other.person, lead.project)
    for found in (guest.client.get(link), guest.client.post(link)):
        assert found.status_code == 410
        assert b"This invitation was withdrawn" in found.content
    assert roles(guest, lead.project) == frozenset()
    assert b"the ward clerk" not in lead.get("people", lead.project.key).content


def test_owner_withdraws_an_invitation(lead, visitor):
    from efqi.web.workbench.models import Invitation

    link = link_of(lead, note="the ward clerk")
    page = lead.get("people", lead.project.key).content.decode()
    assert "the ward clerk" in page
    row = Invitation.objects.get(project=lead.project)
    assert lead.get("stop_invitation", lead.project.key, row.pk).status_code == 404
    other = visitor("Other")
    from efqi.projects.document.document import Method
    from efqi.web.workbench.beginning import begin

    elsewhere = begin(other.person, "Other", Method.A3, "")
    assert other.post("stop_invitation", elsewhere.key, row.pk).status_code == 404
    assert lead.post("stop_invitation", lead.project.key, row.pk).status_code == 302
    assert b"was withdrawn" in visitor("Guest").client.get(link).content
    page = lead.get("people", lead.project.key).content.decode()
    assert "the ward clerk" not in page


def test_secret_of_a_link_is_not_kept(lead):
    from django.db import connection

    secret = link_of(lead).split("/")[2]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            assert secret not in str(cursor.fetchall()), table


def test_invitation_is_sent_by_letter(lead, letters):
    lead.project.title = "Missed\r\nBcc: evil@example.org"
    lead.project.save()
    link = link_of(lead, email="cy@example.org")
    (letter,) = letters
    assert letter.to == ["cy@example.org"]
    assert f"http://localhost{link}" in letter.body
    assert "\n" not in letter.subject
    assert "Editor" in letter.body


def test_letter_that_cannot_be_sent_is_tried_again_in_an_hour(
    lead, letters, monkeypatch
):
    from django.core.mail.backends.locmem import EmailBackend
    from django.utils import timezone

    from efqi.web.accounts.letters import BETWEEN_TRIES, send_due

    def refused(*_):
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", refused)
        link = link_of(lead, email="cy@example.org")
    send_due()
    assert letters == []
    assert send_due(timezone.now() + BETWEEN_TRIES) == 1
    (letter,) = letters
    assert link in letter.body


def test_letter_is_given_up_after_five_tries_and_its_link_forgotten(lead, monkeypatch):
    from django.core.mail.backends.locmem import EmailBackend
    from django.utils import timezone

    from efqi.web.accounts.letters import BETWEEN_TRIES, MOST_TRIES, send_due
    from efqi.web.workbench.models import Letter

    def refused(*_):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", refused)
    link_of(lead, email="dee@example.org")
    waiting = Letter.objects.filter(to="dee@example.org")
    for tried in range(1, MOST_TRIES):
        assert waiting.get().tries == tried
        send_due(timezone.now() + tried * BETWEEN_TRIES)
    assert not waiting.exists()


def test_page_waits_for_no_mail_server(lead, letters, set_to):
    from efqi.web.accounts.letters import send_due

    with set_to(counts_at_once=False):
        link_of(lead, email="cy@example.org")
    assert letters == []
    send_due()
    assert [letter.to for letter in letters] == [["cy@example.org"]]


@pytest.mark.parametrize("role", ["", "administrator", "programme lead", "king"])
def test_only_roles_of_a_project_are_given(lead, visitor, role):
    assert lead.post("invite", lead.project.key, role=role).status_code == 422
    bea = joined(visitor, lead.project, Role.EDITOR)
    found = lead.post("member", lead.project.key, bea.person.pk, roles=[role])
    assert found.status_code in (403, 422)
    assert roles(bea, lead.project) == {Role.EDITOR}


def test_owner_changes_what_someone_may_do(lead, visitor):
    bea = joined(visitor, lead.project, Role.EDITOR)
    assert bea.get("member", lead.project.key, bea.person.pk).status_code == 403
    both = [Role.VIEWER.value, Role.ANALYST.value]
    assert lead.post("member", lead.project.key, bea.person.pk, roles=both).url
    assert roles(bea, lead.project) == {Role.VIEWER, Role.ANALYST}
    assert lead.post("take_out", lead.project.key, bea.person.pk).status_code == 302
    assert bea.get("overview", lead.project.key).status_code == 404
    assert logged(lead.project) == ["left", "roles changed"]


def test_last_owner_stays(lead, visitor):
    key, own = lead.project.key, lead.person.pk
    joined(visitor, lead.project, Role.EDITOR)
    for found in (
        lead.post("leave", key),
        lead.post("take_out", key, own),
        lead.post("member", key, own, roles=["viewer"]),
    ):
        assert found.status_code == 422
        assert b"Somebody must own the project" in found.content
    assert roles(lead, lead.project) == {Role.OWNER}
    other = joined(visitor, lead.project, Role.OWNER)
    assert lead.post("leave", key).url == "/"
    assert lead.get("overview", key).status_code == 404
    assert other.post("leave", key).status_code == 422


def test_owner_with_a_closed_account_is_no_owner(lead, visitor):
    other = joined(visitor, lead.project, Role.OWNER)
    other.person.is_active = False
    other.person.save()
    assert lead.post("leave", lead.project.key).status_code == 422


def test_asking_whether_to_go_takes_nobody_out(lead, visitor):
    bea = joined(visitor, lead.project, Role.VIEWER)
    assert bea.get("leave", lead.project.key).status_code == 200
    assert lead.get("take_out", lead.project.key, bea.person.pk).status_code == 200
    assert roles(bea, lead.project) == {Role.VIEWER}
    assert lead.get("take_out", lead.project.key, 0).status_code == 404


WORDS = {"version": "0", "statement": "Fewer <b>missed</b>", "password": "not shown"}


@pytest.mark.parametrize(("left", "status"), [((Role.VIEWER,), 403), ((), 404)])
def test_role_taken_while_someone_writes_keeps_their_words(lead, visitor, left, status):
    from efqi.web.workbench.membership import give_roles

    bea = joined(visitor, lead.project, Role.EDITOR)
    assert bea.get("edit", lead.project.key, "aim", "only").status_code == 200
    give_roles(lead.project, bea.person, left, by=lead.person)
    found = bea.post("edit", lead.project.key, "aim", "only", **WORDS)
    page = found.content.decode()
    assert found.status_code == status
    assert "Nothing was saved" in page
    assert "Fewer &lt;b&gt;missed&lt;/b&gt;" in page
    assert "not shown" not in page
    assert lead.project.entries.filter(kind="aim").count() == 0


def test_whoever_is_signed_out_while_writing_keeps_their_words(lead):
    lead.client.logout()
    found = lead.post("edit", lead.project.key, "aim", "only", **WORDS)
    page = found.content.decode()
    assert found.status_code == 403
    assert "You are signed out" in page
    assert "Fewer &lt;b&gt;missed" in page


def test_administrator_invites_an_owner_and_reads_nothing(lead, visitor):
    keeper = visitor("Keeper")
    keeper.person.is_superuser = True
    keeper.person.save()
    key = lead.project.key
    assert keeper.get("overview", key).status_code == 403
    assert keeper.get("answer", key).status_code == 403
    assert keeper.get("people", key).status_code == 403
    keeper.project = lead.project
    link = link_of(keeper, Role.OWNER)
    guest = visitor("Guest")
    assert guest.client.post(link).status_code == 302
    assert roles(guest, lead.project) == {Role.OWNER}


def test_people_page_asks_the_database_little(lead, visitor):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for n in range(8):
        joined(visitor, lead.project, Role.VIEWER, name=f"Someone {n}")
        link_of(lead)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        lead.get("people", lead.project.key)
    assert len(asked) <= 15
