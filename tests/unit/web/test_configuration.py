from pathlib import Path

import pytest

from efqi.errors import StorageError
from efqi.web.configuration import VARIABLES, configuration
from efqi.web.database import database
from efqi.web.secret_key import kept_secret


def test_without_settings_one_person_is_served_on_this_machine():
    found = configuration({})
    assert found.is_local
    assert found.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert found.largest_upload == 500 * 1024**2
    assert not found.is_https


def test_settings_are_read_and_every_one_is_listed():
    given = {
        "EFQI_MODE": "server",
        "EFQI_HOME": "/srv/efqi",
        "DATABASE_URL": "postgres://u:p@db:5433/efqi",
        "EFQI_SECRET_KEY": "x" * 40,
        "EFQI_HOSTS": "efqi.example.org, other.example.org",
        "EFQI_HTTPS": "true",
        "EFQI_EMAIL_URL": "smtp://host:25",
        "EFQI_EMAIL_FROM": "efqi@example.org",
        "EFQI_LARGEST_UPLOAD": "5",
        "EFQI_NHS_BRANDING": "True",
        "EFQI_JOBS": "at once",
        "EFQI_KEEP_EXACT_MONTHS": "24",
        "EFQI_REQUIRE_MFA": "true",
        "EFQI_PROXY": "10.0.0.1",
    }
    assert {variable.name for variable in VARIABLES} == set(given)
    found = configuration(given)
    assert not found.is_local
    assert found.home == Path("/srv/efqi")
    assert found.hosts == ("efqi.example.org", "other.example.org")
    assert (found.is_https, found.has_nhs_branding) == (True, True)
    assert (found.requires_mfa, found.proxy) == (True, "10.0.0.1")
    assert found.largest_upload == 5 * 1024**2
    assert (found.counts_at_once, found.keep_exact_months) == (True, 24)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EFQI_MODE", "cloud"),
        ("EFQI_SECRET_KEY", "short"),
        ("EFQI_HTTPS", "perhaps"),
        ("EFQI_LARGEST_UPLOAD", "-1"),
        ("EFQI_LARGEST_UPLOAD", "0"),
        ("EFQI_JOBS", "later"),
        ("EFQI_KEEP_EXACT_MONTHS", "two"),
    ],
)
def test_setting_that_cannot_be_meant_is_named(name, value):
    with pytest.raises(StorageError, match=name) as caught:
        configuration({name: value})
    assert name != "EFQI_SECRET_KEY" or value not in str(caught.value)


def test_address_of_a_database_is_read_with_its_parts(tmp_path):
    found = database("postgres://user:p%40ss@db.example.org:5433/efqi", tmp_path)
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("efqi", "user", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db.example.org", "5433")
    own = database("", tmp_path / "new")
    assert own["NAME"] == str(tmp_path / "new" / "efqi.sqlite3")
    assert database("sqlite:////srv/x.db", tmp_path)["NAME"] == "/srv/x.db"
    with pytest.raises(StorageError, match=r"'mysql'.*sqlite"):
        database("mysql://db/efqi", tmp_path)


def test_secret_is_made_once_and_read_by_its_owner_only(tmp_path):
    first = kept_secret(tmp_path)
    assert len(first) > 60
    assert kept_secret(tmp_path) == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
