"""The workbench with its own data folder and database, one for each test worker."""

import os
from dataclasses import dataclass
from functools import cache
from uuid import uuid4

import pytest

COUNTS = "interval_start,numerator,denominator,imd\n"
PASSWORD = "three odd kettles"  # noqa: S105 - of a test


@pytest.fixture(scope="session")
def workbench(tmp_path_factory):
    """Django, loaded once, on a database of this worker's own."""
    return _loaded(tmp_path_factory.getbasetemp() / "workbench")


@cache
def _loaded(home):
    """Load it once, though more than one folder of tests has the fixture."""
    home.mkdir()
    os.environ["EFQI_HOME"] = str(home)
    os.environ["EFQI_MODE"] = "server"
    os.environ["EFQI_JOBS"] = "at once"
    # The browser's own loop runs in the thread of the tests; nothing is shared with it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    from efqi.web.serve import prepare

    prepare()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    return home


@dataclass
class Visitor:
    """Someone who is signed in."""

    person: object
    client: object

    def get(self, *words, **data):
        from django.urls import reverse

        name, *arguments = words
        return self.client.get(reverse(name, args=arguments), data)

    def post(self, *words, **data):
        from django.urls import reverse

        name, *arguments = words
        return self.client.post(reverse(name, args=arguments), data)


@pytest.fixture(scope="session")
def visitor(workbench):  # noqa: ARG001 - Django is loaded by it
    """Sign people in."""
    from django.test import Client

    from efqi.web.workbench.models import Person

    def signed_in(name="Lead"):
        email = f"{uuid4().hex}@example.org"
        person = Person.objects.create_user(email, email=email, name=name)
        client = Client(HTTP_HOST="localhost")
        client.force_login(person)
        return Visitor(person, client)

    return signed_in


@pytest.fixture
def lead(visitor):
    """Someone with a project of their own."""
    from efqi.projects.document.document import Method
    from efqi.web.workbench.beginning import begin

    who = visitor()
    who.project = begin(who.person, "Missed", Method.MODEL_FOR_IMPROVEMENT, "They miss")
    return who


@pytest.fixture
def records(tmp_path):
    """Write an extract of two years in which the gap grows."""
    rows = ["day,outcome,imd"]
    for month in range(24):
        day = f"20{24 + month // 12}-{month % 12 + 1:02}-15"
        for imd, missed in ((1, 40), (2, 30), (3, 20 if month < 12 else 8)):
            rows += [f"{day},missed,{imd}"] * missed
            rows += [f"{day},attended,{imd}"] * (200 - missed)
    path = tmp_path / "visits.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def somebody(workbench):  # noqa: ARG001 - Django is loaded by it
    """Make people with a password who are not signed in."""
    from django.test import Client, override_settings

    from efqi.web.workbench.models import Person

    def made(name="Ada"):
        email = f"{uuid4().hex}@example.org"
        person = Person.objects.create_user(
            email, email=email, name=name, password=PASSWORD
        )
        return person, Client(HTTP_HOST="localhost")

    # A slow digest guards passwords, and would slow every test down.
    fast = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=fast):
        yield made


@pytest.fixture
def letters(workbench):  # noqa: ARG001 - Django is loaded by it
    """Letters that were sent; `setup_test_environment` keeps them in memory."""
    from django.core import mail

    mail.outbox.clear()
    return mail.outbox


@pytest.fixture
def set_to(workbench):  # noqa: ARG001 - Django is loaded by it
    """Run the service as if its environment said something else."""
    from dataclasses import replace

    from django.conf import settings
    from django.test import override_settings

    def changed(**values):
        return override_settings(
            CONFIGURATION=replace(settings.CONFIGURATION, **values)
        )

    return changed
