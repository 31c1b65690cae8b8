"""Every door: forged forms, roles, links, sign-in, and what each answer tells a browser."""

import re
from hashlib import sha256
from urllib.parse import urlsplit

import pytest

from efqi.projects.permission import Action, Role, may
from tests.web.conftest import PASSWORD
from tests.web.test_browser import answered  # noqa: F401 - a fixture
from tests.web.test_permissions import OPEN, OWN, PUBLIC, addresses, joined  # noqa: F401
from tests.web.test_saving_at_once import at_once
from tests.web.test_shared import offered

WRITES_WHEN_READ = {
    "workbench_sharedlink": "when a link was last opened",
    "django_session": "who is signed in",
}
"""Tables that a GET may write to, each with what."""


@pytest.fixture
def keyed(answered):  # noqa: F811
    """A project with an answer, whose owner has a password."""
    answered.person.set_password(PASSWORD)
    answered.person.save()
    answered.client.force_login(answered.person)
    return answered


def digest_of_all():
    """Digest every table but those that a reader may touch."""
    from django.apps import apps

    told = sha256()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table not in WRITES_WHEN_READ:
            rows = model._base_manager.order_by("pk").values_list()
            told.update(repr([model._meta.db_table, list(rows)]).encode())
    return told.hexdigest()


def path_of(name, arguments):
    from django.urls import reverse

    return reverse(name, args=arguments)


def places(addresses, project):  # noqa: F811
    """Name and path of every address, for a project."""
    for name, (view, arguments) in addresses.items():
        if name == "account_reset_password_from_key":
            continue
        keys = arguments if name in PUBLIC else [project.key, *arguments]
        yield name, view, path_of(name, keys)


def test_form_without_its_token_is_refused_everywhere(answered, addresses):  # noqa: F811
    from django.test import Client

    forged = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    forged.force_login(answered.person)
    before = digest_of_all()
    for name, _view, path in places(addresses, answered.project):
        found = forged.post(path, {"statement": "x", "title": "x", "answer": "yes"})
        is_closed = name in ("shared", "shared_pdf", "join")
        assert found.status_code == 403 or is_closed, name
    assert digest_of_all() == before


def test_get_changes_nothing(keyed, addresses):  # noqa: F811
    keyed.post("edit", keyed.project.key, "aim", "only", version=0, statement="A")
    before = digest_of_all()
    for name, _view, path in places(addresses, keyed.project):
        if name == "account_logout":
            continue
        keyed.client.get(path, {"statement": "x", "how": "delete", "form": "csv"})
    assert digest_of_all() == before


@pytest.mark.parametrize("role", Role)
def test_role_sends_what_it_may_and_nothing_else(addresses, lead, visitor, role):  # noqa: F811
    who = joined(visitor, lead.project, role)
    before = digest_of_all()
    for name, view, path in places(addresses, lead.project):
        if name in PUBLIC or may((role,), view.efqi_action):
            continue
        assert who.client.post(path, {"statement": "x"}).status_code == 403, name
    assert digest_of_all() == before


def test_stranger_and_whoever_is_out_change_nothing(addresses, lead, visitor):  # noqa: F811
    from django.test import Client

    stranger, out = visitor().client, Client(HTTP_HOST="localhost")
    before = digest_of_all()
    for name, _view, path in places(addresses, lead.project):
        if name not in PUBLIC:
            assert stranger.post(path).status_code == 404, name
        if name not in PUBLIC or (
            name in OWN and not name.startswith(("account", "mfa"))
        ):
            assert out.post(path).status_code in (302, 403), name
    assert digest_of_all() == before


def test_role_that_is_taken_away_is_away_at_once(lead, visitor):
    who = joined(visitor, lead.project, Role.EDITOR)
    assert who.get("edit", lead.project.key, "aim", "only").status_code == 200
    lead.project.memberships.filter(person=who.person).delete()
    sent = who.post(
        "edit", lead.project.key, "aim", "only", version=0, statement="Mine"
    )
    assert sent.status_code == 404
    assert not lead.project.entries.filter(kind="aim").exists()


def test_invitation_that_two_use_at_once_lets_one_in(lead, visitor):
    from efqi.web.workbench.invitations import invite

    for _turn in range(3):
        secret = invite(lead.project, Role.EDITOR, by=lead.person)
        two = [visitor(), visitor()]
        path = path_of("join", [secret])
        found = at_once(
            *(lambda who=who, path=path: who.client.post(path) for who in two)
        )
        assert sorted(each.status_code for each in found) == [302, 410]
        held = lead.project.memberships.filter(person__in=[w.person for w in two])
        assert held.count() == 1


def test_link_opens_what_it_was_made_for_and_nothing_else(answered):  # noqa: F811
    from django.test import Client

    out = Client(HTTP_HOST="localhost")
    address = offered(answered)
    assert out.get(address).status_code == 200
    assert out.get(f"{address}one-sheet.pdf").status_code == 404


HOSTILE_HEADERS = (
    ("Content-Security-Policy", "default-src 'self'"),
    ("X-Frame-Options", "DENY"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", ""),
)


def test_every_answer_says_what_a_browser_may_do(keyed, addresses):  # noqa: F811
    from django.test import Client

    out = Client(HTTP_HOST="localhost")
    key = keyed.project.key
    files = [path_of("report", [key, e]) for e in ("html", "svg", "pdf", "csv", "json")]
    paths = [path for name, _view, path in places(addresses, keyed.project)]
    paths += [*files, "/nowhere/", f"/projects/{key}/write/charter/none/"]
    for client in (keyed.client, out):
        for path in paths:
            found = client.get(path) if path != "/sign-out/" else client.head(path)
            for header, value in HOSTILE_HEADERS:
                assert value in found.headers[header], (path, header)
            policy = found.headers["Content-Security-Policy"]
            assert "unsafe" not in policy, path
            assert "no-store" in found.headers["Cache-Control"], path


def test_error_on_our_side_is_told_with_the_same_headers(lead, monkeypatch):
    from django.test import Client

    from efqi.web.workbench.views import values

    monkeypatch.setattr(values, "chapter_context", lambda *_: 1 / 0)
    client = Client(HTTP_HOST="localhost", raise_request_exception=False)
    client.force_login(lead.person)
    found = client.get(path_of("values", [lead.project.key]))
    assert found.status_code == 500
    assert b"ZeroDivision" not in found.content
    for header, value in HOSTILE_HEADERS:
        assert value in found.headers[header], header


def test_download_is_named_typed_and_never_opened_in_the_page(answered):  # noqa: F811
    key = answered.project.key
    for ending in ("html", "large-print", "svg", "json", "csv", "xlsx"):
        found = answered.get("report", key, ending)
        assert found.headers["Content-Disposition"].startswith("attachment;")
        assert "Content-Type" in found.headers


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "a b", ""])
def test_host_that_is_not_ours_is_refused(lead, host):
    assert lead.client.get("/", HTTP_HOST=host).status_code == 400


def test_forwarded_host_is_not_heard(lead):
    from efqi.web.workbench.models import SharedLink

    found = lead.client.post(
        path_of("sharing", [lead.project.key]),
        {"label": "Carers"},
        HTTP_X_FORWARDED_HOST="evil.example",
    )
    assert b"evil.example" not in found.content
    assert SharedLink.objects.filter(project=lead.project).exists()


ELSEWHERE = (
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:x",
)


@pytest.mark.parametrize("to", ELSEWHERE)
def test_sign_in_leads_nowhere_else(somebody, to):
    person, client = somebody()
    sent = client.post(
        f"/sign-in/?next={to}",
        {"login": person.email, "password": PASSWORD, "next": to},
    )
    assert sent.status_code == 302
    assert urlsplit(sent.url).netloc == ""
    assert sent.url.startswith("/")
    assert not sent.url.startswith("//")


def test_session_is_new_after_sign_in_and_gone_after_sign_out(somebody):
    person, client = somebody()
    client.get("/sign-in/")
    session = client.session
    session["planted"] = "by another"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    client.post("/sign-in/", {"login": person.email, "password": PASSWORD})
    mine = client.cookies["sessionid"].value
    assert mine != planted
    client.post("/sign-out/")
    client.cookies["sessionid"] = mine
    assert client.get("/projects/").status_code == 302


def test_get_does_not_sign_out(lead):
    lead.client.get("/sign-out/")
    assert lead.client.get("/projects/").status_code == 200


def test_link_for_a_new_password_works_once(somebody, letters):
    person, client = somebody()
    client.post("/password/forgotten/", {"email": person.email})
    link = re.search(r"http://localhost(/password/new/\S+)", letters[0].body)[1]
    asked = client.get(link)
    new = {"password1": "four odd saucepans", "password2": "four odd saucepans"}
    assert client.post(asked.url, new).status_code == 302
    person.refresh_from_db()
    assert person.check_password(new["password1"])
    again = client.get(link, follow=True)
    assert (
        client.post(again.request["PATH_INFO"], {**new, "password1": "x"}).status_code
        != 500
    )
    person.refresh_from_db()
    assert person.check_password(new["password1"])


def test_sessions_end_with_the_password(somebody, letters):
    from django.test import Client

    person, client = somebody()
    thief = Client(HTTP_HOST="localhost")
    thief.post("/sign-in/", {"login": person.email, "password": PASSWORD})
    assert thief.get("/projects/").status_code == 200
    client.post("/password/forgotten/", {"email": person.email})
    link = re.search(r"http://localhost(/password/new/\S+)", letters[0].body)[1]
    new = {"password1": "four odd saucepans", "password2": "four odd saucepans"}
    client.post(client.get(link).url, new)
    assert thief.get("/projects/").status_code == 302


def test_second_step_is_not_passed_by_an_address(lead, somebody, addresses):  # noqa: F811
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from efqi.web.workbench.models import Membership

    person, client = somebody()
    Membership.objects.create(person=person, project=lead.project, role="owner")
    TOTP.activate(person, generate_totp_secret())
    client.post("/sign-in/", {"login": person.email, "password": PASSWORD})
    for name, _view, path in places(addresses, lead.project):
        if name not in OPEN:
            found = client.get(path)
            assert found.status_code == 302, name
            assert found.url.startswith("/sign-in/"), name


def test_required_code_stands_before_every_page(lead, set_to, addresses):  # noqa: F811
    with set_to(requires_mfa=True):
        for name, view, path in places(addresses, lead.project):
            if hasattr(view, "efqi_action") or name in (
                "home",
                "projects",
                "new",
                "import",
            ):
                for found in (lead.client.get(path), lead.client.post(path)):
                    assert found.status_code == 302, name
                    assert found.url == "/security/code/", name


def test_closed_account_is_out_at_once(lead):
    from efqi.web.accounts.keeping import close_account

    close_account(lead.person.email)
    assert lead.client.get("/projects/").status_code == 302


def test_exact_counts_leave_only_with_leave_and_a_line_in_the_log(answered, visitor):  # noqa: F811
    from efqi.web.workbench.models import LogLine

    key = answered.project.key
    for role in Role:
        who = joined(visitor, answered.project, role)
        lines = LogLine.objects.filter(project_key=key, what__contains="exact").count()
        found = who.post("export", key, **{"with": ["exact"]})
        allows = may((role,), Action.SEE_EXACT) and may((role,), Action.READ)
        assert (found.status_code == 200) is allows, role
        now = LogLine.objects.filter(project_key=key, what__contains="exact").count()
        assert now - lines == int(allows), role


def test_log_and_versions_are_refused_to_change_by_the_database(lead):
    from django.db import DatabaseError, connection

    lead.post("edit", lead.project.key, "aim", "only", version=0, statement="A")
    for statement in (
        "UPDATE workbench_logline SET what = 'x'",
        "DELETE FROM workbench_logline",
        "UPDATE workbench_entryversion SET content = '{}'",
        "UPDATE workbench_entryversion SET version = 9",
    ):
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute(statement)


def test_every_change_of_a_project_is_logged(answered):  # noqa: F811
    from efqi.web.workbench.models import LogLine

    key = answered.project.key
    acts = [
        ("edit", key, "aim", "only", {"version": 0, "statement": "A"}),
        ("asked", key, "mfi.aim.2", "project", {"state": "answered", "text": "x"}),
        ("comments", key, {"about": "answer", "text": "Hello"}),
        ("sharing", key, {"label": "Carers"}),
        ("keep", key, {"until": "2040-01-01"}),
        ("invite", key, {"role": "editor"}),
        ("typed", key, {"lines": "2026-01,1,3,50\n2026-01,2,3,50\n2026-01,3,3,50"}),
        ("method", key, {"method": "a3"}),
        ("export", key, {}),
        ("delete-project", key, {"title": "Missed", "sure": "yes"}),
    ]
    for *words, sent in acts:
        before = digest_of_all()
        count = LogLine.objects.filter(project_key=key).count()
        found = answered.post(*words, **sent)
        changed = digest_of_all() != before
        logged = LogLine.objects.filter(project_key=key).count() > count
        assert logged or not changed, (words[0], found.status_code)
