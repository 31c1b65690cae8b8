"""A real `efqi serve` that is killed: nothing that was acknowledged is lost."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener
from uuid import uuid4

import pytest

from tests.web.test_walk import MEANING

pytestmark = pytest.mark.slow
_PATIENCE = 60


class Served:
    """A server in a process of its own, and a browser without a screen."""

    def __init__(self, home):
        self.home = home
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.start()

    def start(self):
        given = {
            "EFQI_HOME": str(self.home),
            "EFQI_MODE": "local",
            "EFQI_JOBS": "beside",
        }
        command = [Path(sys.executable).with_name("efqi"), "serve", "--no-browser"]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            env=os.environ | given,
            stdout=subprocess.DEVNULL,
        )
        until(lambda: self.page("/") is not None)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def open(self, path, data=None, headers=None):
        address = f"http://127.0.0.1:{self.port}{path}"
        return self.opener.open(Request(address, data, headers or {}), timeout=30)

    def page(self, path):
        with suppress(URLError, ConnectionError), self.open(path) as found:
            return found.url, found.read().decode()
        return None

    def post(self, path, **fields):
        fields["csrfmiddlewaretoken"] = self.token(path)
        with self.open(path, urlencode(fields, doseq=True).encode()) as found:
            return found.url

    def token(self, path):
        return re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.page(path)[1])[1]

    def body(self, path, content):
        """Write a form with a file as a browser does."""
        mark = uuid4().hex
        parts = (
            f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"'
            f"\r\n\r\n{self.token(path)}\r\n--{mark}\r\nContent-Disposition: form-data; "
            'name="file"; filename="visits.csv"\r\nContent-Type: text/csv\r\n\r\n'
        )
        whole = parts.encode() + content + f"\r\n--{mark}--\r\n".encode()
        return whole, {"Content-Type": f"multipart/form-data; boundary={mark}"}

    def project(self):
        url = self.post("/projects/new/", title="Missed", problem="", method="mfi")
        return re.search(r"/projects/(\w+)/", url)[1]

    def send(self, key, content):
        path = f"/projects/{key}/data/bring/"
        with self.open(path, *self.body(path, content)) as found:
            return found.url.partition(str(self.port))[2]


def until(is_so):
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if found := is_so():
            return found
        time.sleep(0.1)
    pytest.fail("waited in vain")


@pytest.fixture
def served(tmp_path):
    server = Served(tmp_path / "home")
    yield server
    server.kill()


def many(records, times):
    head, _, rest = records.read_text(encoding="utf-8").partition("\n")
    return (head + "\n" + (rest + "\n") * times).encode()


def counted(served, key):
    """Wait until the data are there; give their page."""

    def there():
        page = served.page(f"/projects/{key}/data/")
        return page[1] if page and "Where the data came from" in page[1] else None

    return until(there)


@pytest.mark.parametrize("moment", ["waiting", "running"])
def test_file_that_was_confirmed_is_counted_after_a_kill(served, records, moment):
    key = served.project()
    confirm = served.send(key, many(records, 20))
    work = served.post(confirm, **MEANING).partition(str(served.port))[2]
    if moment == "running":
        until(lambda: "waiting for its turn" not in served.page(work)[1])
    served.kill()
    served.start()
    page = counted(served, key)
    assert page.count("Where the data came from") == 1
    assert page.count("First data") == 1
    assert "288000 rows" in page
    until(lambda: not list((served.home / "uploads").glob("*/*")))


def test_half_an_upload_leaves_a_server_that_works(served, records):
    key = served.project()
    path = f"/projects/{key}/data/bring/"
    whole, headers = served.body(path, many(records, 5))
    cookies = served.opener.handlers
    jar = next(h.cookiejar for h in cookies if isinstance(h, HTTPCookieProcessor))
    cookie = "; ".join(f"{c.name}={c.value}" for c in jar)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n"
        f"Content-Type: {headers['Content-Type']}\r\nContent-Length: {len(whole)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", served.port)) as line:
        line.sendall(head.encode() + whole[: len(whole) // 2])
        time.sleep(0.3)
        served.kill()
    served.start()
    assert list((served.home / "uploads").glob("*/*")) == []
    confirm = served.send(key, many(records, 1))
    served.post(confirm, **MEANING)
    assert "14400 rows" in counted(served, key)


def test_process_that_is_killed_twice_gives_up_and_says_so(served, records):
    key = served.project()
    confirm = served.send(key, many(records, 20))
    work = served.post(confirm, **MEANING).partition(str(served.port))[2]
    for tries in (1, 2):
        until(lambda tries=tries: job(served) == ("running", tries))
        for worker in children(served.process.pid):
            os.kill(worker, signal.SIGKILL)
    page = until(lambda: "stopped halfway" in (p := served.page(work)[1]) and p)
    assert "The file is kept" in page
    assert "Is this what the file says?" in served.page(confirm)[1]


def job(served):
    path = f"file:{served.home / 'efqi.sqlite3'}?mode=ro"
    with sqlite3.connect(path, timeout=20, uri=True) as database:
        return database.execute("SELECT state, tries FROM workbench_job").fetchone()


def children(parent):
    """Processes that a server started."""
    return [
        int(number)
        for task in Path(f"/proc/{parent}/task").iterdir()
        for number in (task / "children").read_text().split()
    ]
