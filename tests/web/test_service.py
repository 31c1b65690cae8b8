"""Those who keep the service: accounts by command, programmes, and what is missing."""

import json
import os
import socket
import subprocess
import sys
import threading
import urllib.request
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from efqi.errors import StorageError
from efqi.projects.permission import Action, Role, may
from efqi.web.configuration import configuration
from tests.web.conftest import PASSWORD


@pytest.fixture
def keeper(visitor):
    """Someone who keeps the service."""
    who = visitor("Keeper")
    who.person.is_superuser = True
    who.person.save()
    return who


def address():
    return f"{uuid4().hex}@example.org"


def test_only_those_who_keep_the_service_see_its_pages(keeper, visitor):
    other = visitor()
    for place in ("service", "service_new_programme"):
        assert keeper.get(place).status_code == 200
        assert other.get(place).status_code == 403
    assert b'href="/service/"' in keeper.get("home").content
    assert b'href="/service/"' not in other.get("home").content


def made(keeper, title="Outpatients"):
    from efqi.web.workbench.models import Programme

    created = keeper.post("service_new_programme", title=title)
    return Programme.objects.get(key=created.url.rstrip("/").rsplit("/", 1)[1])


def test_programme_needs_a_name(keeper):
    for title in (" ", "x" * 301):
        refused = keeper.post("service_new_programme", title=title)
        assert refused.status_code == 422
        assert b"Give the programme a name" in refused.content


def test_lead_of_a_programme_reads_its_projects(keeper, lead, visitor):
    programme, boss = made(keeper), visitor("Boss")
    keeper.post("service_programme", programme.key, project=lead.project.key)
    assert boss.get("overview", lead.project.key).status_code == 404
    keeper.post("service_programme", programme.key, lead=boss.person.email.upper())
    assert boss.get("overview", lead.project.key).status_code == 200
    assert may((Role.PROGRAMME_LEAD,), Action.READ)
    assert boss.get("member", lead.project.key, lead.person.pk).status_code == 403
    seen = lead.get("people", lead.project.key).content.decode()
    assert "By its programme" in seen
    assert "Boss" in seen
    keeper.post("service_programme", programme.key, lead_out=boss.person.email)
    assert boss.get("overview", lead.project.key).status_code == 404


def test_project_is_taken_from_a_programme_and_that_is_logged(keeper, lead):
    from efqi.web.workbench.models import LogLine

    programme = made(keeper)
    keeper.post("service_programme", programme.key, project=lead.project.key)
    keeper.post("service_programme", programme.key, project_out=lead.project.key)
    lines = LogLine.objects.filter(
        project_key=lead.project.key, about__startswith="programme"
    )
    assert [line.what for line in lines] == [
        "taken out of a programme",
        "put in a programme",
    ]


@pytest.mark.parametrize(
    ("field", "said"),
    [("project", b"no project with this key"), ("lead", b"no account with this")],
)
def test_what_is_not_there_is_said(keeper, field, said):
    refused = keeper.post("service_programme", made(keeper).key, **{field: "nothing"})
    assert refused.status_code == 422
    assert said in refused.content


def test_service_page_shows_no_content_of_projects(keeper, lead):
    lead.post(
        "edit", lead.project.key, "aim", "only", version=0, statement="Secret aim"
    )
    programme = made(keeper)
    keeper.post("service_programme", programme.key, project=lead.project.key)
    for page in (
        keeper.get("service"),
        keeper.get("service_programme", programme.key),
    ):
        assert b"Secret aim" not in page.content
        assert b"They miss" not in page.content


def test_account_is_made_by_command_and_its_link_sets_the_password(
    workbench,  # noqa: ARG001 - Django is loaded by it
    capsys,
):
    from django.test import Client

    from efqi.cli import person as command

    email = address()
    command.add(email.upper(), "Ada", is_administrator=True)
    link = capsys.readouterr().out.splitlines()[-1]
    assert link.startswith("http://localhost/password/new/")
    client = Client(HTTP_HOST="localhost")
    form = client.get(link.removeprefix("http://localhost")).url
    sent = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(form, sent).status_code == 302
    client.post("/sign-in/", {"login": email, "password": PASSWORD})
    assert client.get("/service/").status_code == 200
    with pytest.raises(StorageError, match="There is an account"):
        command.add(email, "Ada", is_administrator=False)
    with pytest.raises(StorageError, match="whole e-mail address"):
        command.add("ada", "Ada", is_administrator=False)


def test_account_is_closed_by_command_and_ownerless_projects_are_named(lead, capsys):
    from efqi.cli import person as command

    assert lead.get("home").status_code == 200
    command.close(lead.person.email)
    assert lead.project.key in capsys.readouterr().out
    assert lead.get("home").status_code == 302
    with pytest.raises(StorageError, match="no account"):
        command.close(address())


def test_lost_phone_is_forgotten_by_command(visitor, capsys):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from allauth.mfa.utils import is_mfa_enabled

    from efqi.cli import person as command

    who = visitor()
    TOTP.activate(who.person, generate_totp_secret())
    assert is_mfa_enabled(who.person)
    command.forget_code(who.person.email)
    assert not is_mfa_enabled(who.person)
    assert "set a code up again" in capsys.readouterr().out


def test_local_mode_has_no_accounts(workbench, set_to):  # noqa: ARG001
    from efqi.web.accounts.keeping import needs_accounts

    with set_to(is_local=True), pytest.raises(StorageError, match="no accounts"):
        needs_accounts()


READY = {
    "EFQI_MODE": "server",
    "EFQI_HOME": "/srv/efqi",
    "DATABASE_URL": "postgres://u:p@db/efqi",
    "EFQI_SECRET_KEY": "x" * 40,
    "EFQI_HOSTS": "efqi.example.org",
    "EFQI_HTTPS": "true",
    "EFQI_EMAIL_URL": "smtp://relay",
    "EFQI_REQUIRE_MFA": "true",
    "EFQI_KEEP_EXACT_MONTHS": "24",
}


def missing(environment, **seen):
    from efqi.web.deployment import points
    from efqi.web.observed import Observed

    well = Observed(
        database="postgresql",
        is_debugging=False,
        home_is_private=True,
        administrators=1,
        without_end=0,
        errors=(),
    )
    found = points(configuration(environment), replace(well, **seen))
    return [(p.is_needed, p.sentence) for p in found if not p.is_met]


def test_ready_service_lacks_nothing(workbench):  # noqa: ARG001
    assert missing(READY) == []


@pytest.mark.parametrize(
    ("name", "value", "is_needed"),
    [
        ("EFQI_MODE", "local", True),
        ("EFQI_SECRET_KEY", "", True),
        ("EFQI_HTTPS", "false", True),
        ("EFQI_HOSTS", "localhost", True),
        ("EFQI_HOSTS", "efqi.example.org,*", True),
        ("EFQI_EMAIL_URL", "", True),
        ("EFQI_KEEP_EXACT_MONTHS", "", True),
        ("EFQI_REQUIRE_MFA", "false", False),
    ],
)
def test_setting_that_is_missing_is_named(
    workbench,  # noqa: ARG001
    name,
    value,
    is_needed,
):
    ((needed, sentence),) = missing(READY | {name: value})
    assert (needed, name in sentence) == (is_needed, True)


@pytest.mark.parametrize(
    ("seen", "said", "is_needed"),
    [
        ({"database": "sqlite"}, "PostgreSQL", False),
        ({"is_debugging": True}, "Errors", True),
        ({"home_is_private": False}, "chmod 700", True),
        ({"administrators": 0}, "--administrator", True),
        ({"without_end": 2}, "2 hold counts", True),
        ({"errors": ("No such table",)}, "No such table", True),
    ],
)
def test_what_is_seen_amiss_is_said(workbench, seen, said, is_needed):  # noqa: ARG001
    ((needed, sentence),) = missing(READY, **seen)
    assert (needed, said in sentence) == (is_needed, True)


def environment(home, **more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith("EFQI_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {"EFQI_HOME": str(home), "EFQI_MODE": "server"} | more


COMMAND = "from efqi.cli.main import main; main()"


def test_command_ends_with_what_it_found(tmp_path):
    shown = subprocess.run(
        [sys.executable, "-c", COMMAND, "check-deployment"],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode == 1, shown.stderr
    assert "missing   Pages travel by TLS" in shown.stdout
    assert "ok        People sign in" in shown.stdout
    assert "not ready for a team yet" in shown.stdout


COOKIES = """
import json
from efqi.web.serve import prepare
prepare()
from django.test import Client
from efqi.web.workbench.models import Person
Person.objects.create_user("a", email="a@example.org", password="three odd kettles")
client = Client(HTTP_HOST="localhost")
plain = client.get("/sign-in/")
client.get("/sign-in/", secure=True)
sent = {"login": "a@example.org", "password": "three odd kettles"}
entered = client.post("/sign-in/", sent, secure=True)
flags = {name: {k: v for k, v in cookie.items() if v}
         for name, cookie in client.cookies.items()}
print(json.dumps([plain.status_code, plain.url, entered.status_code, flags,
                  entered.headers["Strict-Transport-Security"]]))
"""


def test_behind_tls_cookies_never_travel_in_the_clear(tmp_path):
    shown = subprocess.run(
        [sys.executable, "-c", COOKIES],
        env=environment(tmp_path, EFQI_HTTPS="true"),
        capture_output=True,
        text=True,
        check=True,
    )
    status, url, entered, flags, transport = json.loads(shown.stdout)
    assert (status, url) == (301, "https://localhost/sign-in/")
    assert entered == 302
    session = flags["sessionid"]
    assert (session["secure"], session["httponly"]) == (True, True)
    assert session["samesite"] == "Lax"
    assert "max-age" not in session, "closing the browser signs out"
    assert flags["csrftoken"]["secure"]
    assert "max-age=31536000" in transport


@pytest.fixture
def behind():
    """Serve a page that says who asks and how, behind a proxy at an address."""
    import waitress

    from efqi.web.serve import server_settings

    def who(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        proto = environ.get("HTTP_X_FORWARDED_PROTO", "")
        return [f"{environ['REMOTE_ADDR']} {proto}".encode()]

    servers = []

    def served(**environment):
        settings = server_settings(configuration(environment))
        server = waitress.create_server(who, host="127.0.0.1", port=0, **settings)
        threading.Thread(target=server.run, daemon=True).start()
        servers.append(server)
        return server.effective_port

    yield served
    for server in servers:
        server.trigger.pull_trigger(server.close)


def told(port):
    asked = urllib.request.Request(
        f"http://127.0.0.1:{port}/",
        headers={"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"},
    )
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        return answer.read().decode().split(" ")


def test_word_of_the_proxy_is_taken_and_of_nobody_else(behind):
    elsewhere = {"EFQI_HTTPS": "true", "EFQI_PROXY": "192.0.2.1"}
    assert told(behind(EFQI_HTTPS="true")) == ["192.0.2.7", "https"]
    assert told(behind(**elsewhere)) == ["127.0.0.1", ""]
    assert told(behind()) == ["127.0.0.1", ""]


def is_refused(port, size):
    """Say that so much will come, and look whether the server wants none of it."""
    head = f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
        line.sendall(head.encode())
        try:
            return b" 413 " in line.recv(64)
        except TimeoutError:
            return False


def test_body_as_large_as_a_file_may_be_is_taken(behind):
    gigabyte = 1024**3
    port = behind(EFQI_LARGEST_UPLOAD="3072")
    assert not is_refused(port, 3 * gigabyte)
    assert is_refused(port, 4 * gigabyte)
    assert not is_refused(behind(EFQI_LARGEST_UPLOAD="1"), gigabyte // 2)


def test_local_mode_asks_nobody_to_sign_in(tmp_path):
    code = """
from efqi.web.serve import prepare
prepare()
from django.test import Client
client = Client(HTTP_HOST="localhost")
print(client.get("/").status_code, client.get("/sign-in/").status_code,
      b"Sign out" in client.get("/").content)
"""
    shown = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(Path(tmp_path), EFQI_MODE="local"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.split() == ["200", "404", "False"]
