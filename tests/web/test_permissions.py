"""Every address, for every role and for none."""

import pytest

from efqi.projects.permission import Action, Role, may
from tests.web.attackers import refused
from tests.web.test_answer import bring

OPEN = {
    "account_login": "signs in",
    "mfa_authenticate": "signs in, after the password",
    "account_inactive": "tells whoever signs in that their account is closed",
    "account_set_password": "leads to the page that sends the letter",
    "account_signup": "tells how an account is had; makes none",
    "account_logout": "signs out, and is left alone by whoever is out",
    "account_reset_password": "asks for a link, and tells nobody who has an account",
    "account_reset_password_done": "says to look in the post",
    "account_reset_password_from_key": "holds a secret of its own",
    "account_reset_password_from_key_done": "says that the password is set",
    "join": "holds a secret of its own",
    "shared": "holds a secret of its own; shows nothing that identifies anyone",
    "shared_pdf": "holds a secret of its own; shows nothing that identifies anyone",
}
"""Addresses open to whoever is not signed in, each with why."""
OWN = {
    "home": "lists one's own projects",
    "new": "begins a project of one's own",
    "import": "brings a project, which becomes one's own",
    "projects": "lists one's own projects",
    "portfolio": "counts one's own projects",
    "board": "takes from one's own projects",
    "portfolio-resources": "lists one's own projects",
    "bin": "lists one's own projects that were deleted",
    "notices-read": "marks one's own notices",
    "account_reauthenticate": "asks whether it is still the same person",
    "mfa_reauthenticate": "asks whether it is still the same person",
    "service": "refuses whoever does not keep the service",
    "service_new_programme": "refuses whoever does not keep the service",
    "service_programme": "refuses whoever does not keep the service",
    "mfa_index": "one's own account",
    "account_change_password": "one's own account",
    "mfa_activate_totp": "one's own account",
    "mfa_deactivate_totp": "one's own account",
    "mfa_view_recovery_codes": "one's own account",
    "mfa_generate_recovery_codes": "one's own account",
    "mfa_download_recovery_codes": "one's own account",
}
"""Addresses of no project, for whoever is signed in, each with why."""
PUBLIC = OPEN.keys() | OWN.keys()


@pytest.fixture
def in_full(lead, records):
    """A project with an answer, a cycle, and something owed."""
    key = lead.project.key
    bring(lead, records)
    lead.post("edit", key, "cycle", "new", version=0, title="Texts")
    taken = {"version": 0, "owner": "A nurse", "due": "2020-01-01"}
    lead.post("assign", key, "mfi.aim.2", "project", **taken)
    return lead.project


@pytest.fixture(scope="session")
def addresses(workbench):  # noqa: ARG001 - Django is loaded by it
    """Name, view and arguments of every address."""
    from django.urls import get_resolver

    arguments = {
        "upload_key": "0" * 32,
        "job_key": "0" * 32,
        "measure_key": "0" * 32,
        "version_key": "0" * 12,
        "item": "mfi.aim.2",
        "cycle": "project",
        "form_name": "charter",
        "entry_key": "only",
        "kind": "charter",
        "ending": "csv",
        "sheet": "mine",
        "table": "causes",
        "aspect": "values",
        "person_id": 0,
        "programme_key": "none",
        "invitation_id": 0,
        "secret": "nothing",
        "view": "missed-by-imd",
        "dimension": "sex",
        "number": 1,
        "whose": "own",
        "link_key": 1,
    }
    return {
        pattern.name: (
            pattern.callback,
            [
                arguments[name]
                for name in pattern.pattern.converters
                if name not in ("key",)
            ],
        )
        for pattern in get_resolver().url_patterns
    }


def test_every_address_of_a_project_asks_for_an_action(addresses):
    open_to_all = {
        name
        for name, (view, _) in addresses.items()
        if not hasattr(view, "efqi_action")
    }
    assert open_to_all == PUBLIC


@pytest.mark.parametrize("role", Role)
def test_role_opens_what_it_may_and_nothing_else(addresses, lead, visitor, role):
    from efqi.web.workbench.models import Membership

    who = visitor()
    Membership.objects.create(person=who.person, project=lead.project, role=role.value)
    for name, (view, arguments) in addresses.items():
        if name in PUBLIC:
            continue
        is_allowed = may((role,), view.efqi_action)
        found = who.get(name, lead.project.key, *arguments)
        assert (found.status_code != 403) is is_allowed, (name, role)


def test_no_page_offers_what_its_reader_is_refused(addresses, in_full, visitor):
    from django.urls import reverse

    found = {}
    for role in set(Role) - {Role.OWNER, Role.EDITOR}:
        begin = [
            reverse(name, args=[in_full.key, *arguments])
            for name, (view, arguments) in addresses.items()
            if name not in PUBLIC and may((role,), view.efqi_action)
        ]
        who = joined(visitor, in_full, role)
        found[role.value] = refused(who.client, "/", *begin)
    assert {role: links for role, links in found.items() if links} == {}


def test_viewer_of_a_project_without_data_is_not_asked_for_a_file(lead, visitor):
    viewer = joined(visitor, lead.project, Role.VIEWER)
    assert b"Bring a file" in lead.get("overview", lead.project.key).content
    assert b"Bring a file" not in viewer.get("overview", lead.project.key).content


def test_stranger_is_not_told_that_a_project_is_there(addresses, lead, visitor):
    stranger = visitor()
    for name, (_, arguments) in addresses.items():
        if name not in PUBLIC:
            there = stranger.get(name, lead.project.key, *arguments)
            nowhere = stranger.get(name, "no-such-project", *arguments)
            assert there.status_code == nowhere.status_code == 404
            assert there.content.replace(lead.project.key.encode(), b"") == (
                nowhere.content.replace(b"no-such-project", b"")
            )


def test_whoever_is_not_signed_in_is_sent_to_sign_in(addresses, lead):
    from django.test import Client
    from django.urls import reverse

    client = Client(HTTP_HOST="localhost")
    for name, (_, arguments) in addresses.items():
        if name in OPEN:
            continue
        keys = arguments if name in OWN else [lead.project.key, *arguments]
        found = client.get(reverse(name, args=keys))
        sent = (found.status_code, found.headers["Location"].startswith("/sign-in/"))
        assert sent == (302, True), name


def test_matrix_names_every_action_that_a_view_asks_for(addresses):
    asked = {
        view.efqi_action
        for view, _ in addresses.values()
        if hasattr(view, "efqi_action")
    }
    assert asked <= set(Action)


def joined(visitor, project, role):
    from efqi.web.workbench.models import Membership

    who = visitor()
    Membership.objects.create(person=who.person, project=project, role=role.value)
    return who


def test_who_took_part_is_seen_by_those_who_may_and_by_nobody_else(lead, visitor):
    lead.post(
        "edit",
        lead.project.key,
        "participation",
        "new",
        version=0,
        on="2026-01-05",
        person="Ayesha Example",
        role="carer",
        access_met="yes",
    )
    entry = lead.project.entries.get(kind="participation")
    for role in Role:
        who = joined(visitor, lead.project, role)
        for address in ("overview", "values", "design", "cycles"):
            page = who.get(address, lead.project.key)
            is_named = b"Ayesha" in page.content
            may_see = may((role,), Action.SEE_PEOPLE)
            assert not is_named or may_see, (role, address)
            assert is_named or not may_see or address != "design", role
        found = who.get("edit", lead.project.key, "participation", entry.key)
        may_open = may((role,), Action.WRITE) and may((role,), Action.SEE_PEOPLE)
        assert (found.status_code == 200) is may_open, role
