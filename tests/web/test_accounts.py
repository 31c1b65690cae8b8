"""Signing in: who gets in, who does not, and what nobody is told."""

import base64
import hashlib
import hmac
import re
import struct
import time
from uuid import uuid4

import pytest

from tests.web.conftest import PASSWORD


def sign_in(client, email, password=PASSWORD, **more):
    return client.post("/sign-in/", {"login": email, "password": password, **more})


def code(secret, at=None):
    """The six figures of RFC 6238, from the secret."""
    moment = int(at if at is not None else time.time()) // 30
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mark = hmac.new(key, struct.pack(">Q", moment), hashlib.sha1).digest()
    place = mark[-1] & 15
    figures = struct.unpack(">I", mark[place : place + 4])[0] & 0x7FFFFFFF
    return f"{figures % 1_000_000:06}"


def test_our_codes_are_those_of_the_standard():
    secret = base64.b32encode(b"12345678901234567890").decode()
    assert code(secret, 59) == "287082"
    assert code(secret, 1_111_111_109) == "081804"


def test_someone_signs_in_and_out(somebody):
    person, client = somebody()
    page = client.get("/projects/new/")
    assert page.url == "/sign-in/?next=/projects/new/"
    entered = sign_in(client, person.email.upper(), next="/projects/new/")
    assert (entered.status_code, entered.url) == (302, "/projects/new/")
    home = client.get("/").content.decode()
    assert person.name in home
    assert "Sign out" in home
    assert client.get("/sign-out/").status_code == 200
    assert client.get("/").status_code == 200
    assert client.post("/sign-out/").url == "/sign-in/"
    assert client.get("/").status_code == 302


def test_unknown_address_and_wrong_password_are_told_apart_by_nobody(somebody):
    person, client = somebody()

    def told(email):
        found = sign_in(client, email, "wrong")
        return found.status_code, re.sub(
            r'value="[^"]*"', "", found.content.decode().replace(email, "")
        )

    known, unknown = told(person.email), told("nobody@example.org")
    assert known == unknown
    assert known[0] == 422
    assert "is not right" in known[1]


@pytest.mark.parametrize("is_known", [True, False])
def test_five_wrong_passwords_make_someone_wait(somebody, is_known):
    person, client = somebody()
    email = person.email if is_known else f"{uuid4().hex}@example.org"
    found = [sign_in(client, email, f"wrong {n}").status_code for n in range(5)]
    assert found == [422, 422, 422, 422, 429]
    locked = sign_in(client, email.upper())
    assert locked.status_code == 429
    assert b"Wait 15 minutes" in locked.content
    other, its_client = somebody()
    assert sign_in(its_client, other.email).status_code == 302


def test_whoever_waited_may_try_again(somebody):
    from datetime import timedelta

    from axes.models import AccessAttempt
    from django.utils import timezone

    person, client = somebody()
    for n in range(5):
        sign_in(client, person.email, f"wrong {n}")
    kept = AccessAttempt.objects.filter(username=person.email)
    kept.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert sign_in(client, person.email).status_code == 429
    kept.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(client, person.email).status_code == 302


def test_wrong_attempts_keep_no_password_and_no_link(somebody):
    from axes.models import AccessAttempt

    person, client = somebody()
    client.post(
        "/sign-in/?next=/join/very-secret/",
        {"login": person.email, "password": "near-miss", "next": "/join/very-secret/"},
    )
    attempt = AccessAttempt.objects.get(username=person.email)
    kept = f"{attempt.get_data} {attempt.post_data} {attempt.path_info}"
    assert "near-miss" not in kept
    assert "very-secret" not in kept


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "http:evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(somebody, elsewhere):
    person, client = somebody()
    entered = sign_in(client, person.email, next=elsewhere)
    assert (entered.status_code, entered.url) == (302, "/")
    page = client.post("/sign-out/", {"next": elsewhere})
    assert page.url == "/sign-in/"


def test_nobody_makes_an_account_for_themselves(somebody):
    from efqi.web.workbench.models import Person

    _, client = somebody()
    before = Person.objects.count()
    page = client.get("/sign-in/no-account/")
    assert b"Someone in a project invites you" in page.content
    sent = {"email": "me@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/sign-in/no-account/", sent)
    client.post("/sign-in/", sent)
    assert Person.objects.count() == before


def test_password_is_set_anew_by_letter_once(somebody, letters):
    person, client = somebody()
    unknown = client.post("/password/forgotten/", {"email": "nobody@example.org"})
    assert letters == []
    known = client.post("/password/forgotten/", {"email": person.email.upper()})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    (letter,) = letters
    assert letter.to == [person.email]
    link = re.search(r"http://localhost(/password/new/\S+)", letter.body)[1]
    form = client.get(link).url
    refused = client.post(form, {"password1": "short", "password2": "short"})
    assert refused.status_code == 422
    assert b"too short" in refused.content
    new = "four green otters"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    again = client.get(link)
    assert b"This link no longer works" in again.content
    assert sign_in(client, person.email, new).status_code == 302
    assert "Your password was set anew" in letters[-1].subject


def test_password_is_changed_by_whoever_knows_it(somebody, letters):
    person, client = somebody()
    sign_in(client, person.email)
    new = "four green otters"
    sent = {"oldpassword": "wrong", "password1": new, "password2": new}
    refused = client.post("/security/password/", sent)
    assert refused.status_code == 422
    assert b"Type your password as it is now" in refused.content
    changed = client.post("/security/password/", sent | {"oldpassword": PASSWORD})
    assert changed.status_code == 302
    assert "Your password was changed" in letters[-1].subject
    person.refresh_from_db()
    assert person.check_password(new)


def test_whoever_has_no_password_yet_is_shown_how_to_get_one(somebody):
    person, client = somebody()
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    shown = client.get("/security/password/", follow=True)
    assert shown.redirect_chain[-1][0] == "/password/forgotten/"
    assert shown.status_code == 200


def still_here(client):
    place = "/security/code/"
    passed = client.post("/sign-in/again/", {"password": PASSWORD, "next": place})
    assert passed.url == place


def enrol(client):
    still_here(client)
    page = client.get("/security/code/").content.decode()
    secret = re.search(r'efqi-key">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    return secret, client.post("/security/code/", {"code": code(secret)})


def test_code_of_a_phone_is_set_up_and_asked_for(somebody, letters):
    from django.test import Client

    person, client = somebody()
    sign_in(client, person.email)
    still_here(client)
    client.get("/security/code/")
    assert client.post("/security/code/", {"code": "000000"}).status_code == 422
    secret, turned_on = enrol(client)
    assert turned_on.url == "/security/recovery/"
    assert "were turned on" in letters[0].subject

    later = Client(HTTP_HOST="localhost")
    half = sign_in(later, person.email)
    assert half.url == "/sign-in/code/"
    assert later.get("/").status_code == 302, "a password alone is not enough"
    assert later.post("/sign-in/code/", {"code": "12345"}).status_code == 422
    now = code(secret)
    assert later.post("/sign-in/code/", {"code": now}).status_code == 302
    assert later.get("/").status_code == 200
    overseer = Client(HTTP_HOST="localhost")
    sign_in(overseer, person.email)
    spent = overseer.post("/sign-in/code/", {"code": now})
    assert spent.status_code == 422, "a code works once"


def test_recovery_code_signs_in_once(somebody):
    from django.test import Client

    person, client = somebody()
    sign_in(client, person.email)
    enrol(client)
    page = client.get("/security/recovery/").content.decode()
    codes = re.findall(r"<code>(\d+)</code>", page)
    listed = client.get("/security/recovery/codes.txt").content.decode().split()
    assert (len(codes), listed) == (10, codes)
    for expected in (302, 422):
        later = Client(HTTP_HOST="localhost")
        sign_in(later, person.email)
        found = later.post("/sign-in/code/", {"code": codes[0]})
        assert found.status_code == expected


def test_codes_cannot_be_guessed_for_long(somebody):
    from django.test import Client

    person, client = somebody()
    sign_in(client, person.email)
    enrol(client)
    listed = client.get("/security/recovery/codes.txt").content.decode().split()
    guesser = Client(HTTP_HOST="localhost")
    sign_in(guesser, person.email)
    for n in range(5):
        guesser.post("/sign-in/code/", {"code": f"{n:06}"})
    stopped = guesser.post("/sign-in/code/", {"code": listed[0]})
    assert stopped.status_code == 422
    assert b"Too many" in stopped.content
    assert guesser.get("/").status_code == 302


def test_code_is_turned_on_and_off_only_by_whoever_is_still_there(somebody):
    person, client = somebody()
    sign_in(client, person.email)
    assert client.get("/security/code/").url.startswith("/sign-in/again/?next=")
    refused = client.post("/sign-in/again/", {"password": "wrong"})
    assert refused.status_code == 422
    assert b"The password is not right" in refused.content
    _, turned_on = enrol(client)
    assert turned_on.status_code == 302
    assert client.get("/security/code/off/").status_code == 200
    assert client.post("/security/code/off/").status_code == 302
    assert b"Set it up" in client.get("/security/").content


def test_asking_again_leads_nowhere_else(somebody):
    person, client = somebody()
    sign_in(client, person.email)
    away = {"password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/sign-in/again/", away).url == "/"


def test_where_codes_are_required_nobody_goes_on_without(somebody, set_to):
    person, client = somebody()
    with set_to(requires_mfa=True):
        sign_in(client, person.email)
        for path in ("/", "/projects/new/", "/security/"):
            assert client.get(path).url == "/security/code/"
        _, turned_on = enrol(client)
        assert turned_on.url == "/security/recovery/"
        assert client.get("/").status_code == 200
        assert b"Turn the code off" not in client.get("/security/").content


def test_closed_account_is_out_at_once(somebody):
    person, client = somebody()
    sign_in(client, person.email)
    person.is_active = False
    person.save()
    assert client.get("/").status_code == 302
    assert sign_in(client, person.email).status_code in (302, 422)
    assert client.get("/").status_code == 302


def test_page_of_too_many_requests_is_ours(somebody):
    from django.test import RequestFactory

    from efqi.web.accounts.limits import too_many

    request = RequestFactory().get("/", HTTP_HOST="localhost")
    request.user, request.session = somebody()[0], {}
    found = too_many(request)
    assert found.status_code == 429
    assert b"There were too many attempts" in found.content
