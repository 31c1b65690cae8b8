import pytest

from efqi.errors import StorageError
from efqi.web.mail_server import mail_server


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://relay.example.org", 25, False, False),
        ("smtp://me:p%40ss@relay.example.org:587", 587, True, False),
        ("smtps://me:p%40ss@relay.example.org", 465, False, True),
    ],
)
def test_letters_go_to_a_server_and_no_password_in_the_clear(url, port, starttls, tls):
    found = mail_server(url)
    assert (found.host, found.port) == ("relay.example.org", port)
    assert (found.uses_starttls, found.uses_tls) == (starttls, tls)
    assert found.password == ("p@ss" if "%40" in url else "")


def test_without_a_server_letters_are_printed():
    assert mail_server("").backend.endswith("console.EmailBackend")


@pytest.mark.parametrize(
    "url",
    ["relay.example.org", "https://u:secret@host", "smtp://", "smtp://u:secret@h:port"],
)
def test_what_is_no_mail_server_is_refused_without_its_password(url):
    with pytest.raises(StorageError, match="EFQI_EMAIL_URL") as refused:
        mail_server(url)
    assert "secret" not in str(refused.value)
