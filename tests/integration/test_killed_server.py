"""What was acknowledged is there after the server is killed in the middle of its work."""

import http.cookiejar
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

SERVE = "from efqi.cli.main import main; main()"
KILLS = 3
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Server:
    """A real `efqi serve`, which can be killed."""

    def __init__(self, home, port):
        self.home, self.port = home, port
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, "serve", "--no-browser", "--port", str(self.port)],
            env=os.environ | {"EFQI_HOME": str(self.home), "EFQI_MODE": "local"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        pytest.fail("efqi serve did not answer")

    def kill(self):
        self.process.kill()
        self.process.wait()


class Browser:
    """Fills forms as a browser does, with its cookies and tokens."""

    def __init__(self, port):
        self.address = f"http://localhost:{port}"
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def get(self, path):
        with self.opener.open(self.address + path, timeout=10) as found:
            return found.read().decode()

    def post(self, path, **content):
        token = TOKEN.search(self.get(path))[1]
        data = {"csrfmiddlewaretoken": token, **content}
        with self.opener.open(
            self.address + path, urllib.parse.urlencode(data).encode(), timeout=10
        ) as found:
            return found.geturl()


def save_until_it_dies(port, place, first, acknowledged):
    browser, number = Browser(port), first
    while True:
        text = f"Driver number {number}"
        try:
            came_to = browser.post(place, version=0, text=text)
        except (OSError, urllib.error.URLError):
            return
        assert "/design/" in came_to
        acknowledged.append(text)
        number += 1


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(tmp_path, port):
    chance = random.Random(20261123)  # noqa: S311 - moments, not secrets
    server = Server(tmp_path / "home", port)
    try:
        begun = Browser(port).post(
            "/projects/new/", title="Killed", problem="p", method="a3"
        )
        key = re.search(r"/projects/([^/]+)/", begun)[1]
        place = f"/projects/{key}/write/driver/new/"
        acknowledged = []
        for turn in range(KILLS):
            before = len(acknowledged)
            saving = threading.Thread(
                target=save_until_it_dies,
                args=(port, place, 1000 * turn, acknowledged),
                daemon=True,
            )
            saving.start()
            # On a busy machine a save takes longer: the moment is random, after a few of them.
            until = time.monotonic() + 60
            while len(acknowledged) < before + 3 and time.monotonic() < until:
                time.sleep(0.02)
            time.sleep(chance.uniform(0.0, 0.6))
            server.kill()
            saving.join(timeout=30)
            server.start()
            page = Browser(port).get(f"/projects/{key}/design/")
            assert [text for text in acknowledged if text not in page] == []
            assert len(acknowledged) > before, "nothing was saved before the kill"
    finally:
        server.kill()
