"""A file of a million rows, from its upload to an answer, through a real `efqi serve`.

    python benchmarks/upload.py [--rows 1000000] [--parquet]

The server runs on loopback in a process of its own with a data folder of its own. Times are
those that a person waits: sending the file (until its columns are shown), confirming them,
counting, and working out the answer. Memory is the peak of the server and of the process
that counts beside it; pages are asked for while it counts, to see whether they wait.
"""

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener
from uuid import uuid4

import duckdb

SEED = 0.42
RECORDS = """
COPY (SELECT DATE '2023-01-01' + (random() * 1095)::INT AS day,
    CASE WHEN random() < 0.12 THEN 'did not attend' ELSE 'attended' END AS outcome,
    CASE WHEN random() < 0.06 THEN NULL ELSE (1 + floor(random() * 5))::INT END AS imd,
    CASE WHEN random() < 0.5 THEN 'F' ELSE 'M' END AS sex,
    (random() * 95)::INT AS age
FROM range({rows})) TO '{file}' ({form})
"""
MEANING = {
    "title": "missed appointments",
    "of": "appointments",
    "better": "lower",
    "groups": ["imd", "sex"],
    "date": "day",
    "outcome": "outcome=did not attend",
    "change_label": "texts began",
    "change_date[day]": "1",
    "change_date[month]": "1",
    "change_date[year]": "2025",
    "margin_points": "2",
    "margin_percent": "10",
}


class Browser:
    """Asks a server for pages and sends it forms."""

    def __init__(self, port):
        self.root = f"http://127.0.0.1:{port}"
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def page(self, path, data=None, headers=None):
        request = Request(self.root + path, data, headers or {})
        with self.opener.open(request, timeout=120) as found:
            return found.url.removeprefix(self.root), found.read().decode()

    def token(self, path):
        return re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.page(path)[1])[1]

    def post(self, path, **fields):
        fields["csrfmiddlewaretoken"] = self.token(path)
        return self.page(path, urlencode(fields, doseq=True).encode())[0]

    def send(self, path, file):
        mark = uuid4().hex
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
            f"{self.token(path)}\r\n--{mark}\r\nContent-Disposition: form-data; "
            f'name="file"; filename="{file.name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = head.encode() + file.read_bytes() + f"\r\n--{mark}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        return self.page(path, body, headers)[0]


def memory_of(process):
    """Peak memory in MB of a process, and of the largest that it started."""
    peaks = {}

    def look():
        while process.poll() is None:
            for number in (process.pid, *children(process.pid)):
                with suppress(OSError, TypeError):  # It may end meanwhile.
                    status = Path(f"/proc/{number}/status").read_text()
                    peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024
                    peaks[number] = max(peak, peaks.get(number, 0.0))
            time.sleep(0.05)

    threading.Thread(target=look, daemon=True).start()
    return peaks


def children(parent):
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{parent}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def measure(rows, form, folder):
    file = folder / f"records.{form}"
    connection = duckdb.connect()
    connection.execute(f"SELECT setseed({SEED})")
    connection.execute(RECORDS.format(rows=rows, file=file, form=f"FORMAT {form}"))
    connection.close()
    port = free_port()
    server = subprocess.Popen(
        [
            Path(sys.executable).with_name("efqi"),
            "serve",
            "--no-browser",
            "--port",
            str(port),
        ],
        env=os.environ | {"EFQI_HOME": str(folder / "home"), "EFQI_MODE": "local"},
        stdout=subprocess.DEVNULL,
    )
    try:
        walk(Browser(port), file, memory_of(server), server.pid)
    finally:
        server.kill()
        server.wait()


def wait(browser, work):
    """Look at the page of the work until it is over; when what was done, slowest page."""
    counted, slowest = 0.0, 0.0
    while "/work/" in work:
        asked = time.perf_counter()
        work, page = browser.page(work)
        if "That did not work" in page:
            sys.exit(re.sub(r"<[^>]+>|\s+", " ", page))
        now = time.perf_counter()
        slowest = max(slowest, now - asked)
        if "Counting by group: done" in page:
            counted = counted or now
        time.sleep(0.05)
    answered = time.perf_counter()
    return counted or answered, answered, slowest


def walk(browser, file, peaks, server):
    while True:
        with suppress(URLError, ConnectionError):
            browser.page("/")
            break
        time.sleep(0.1)
    time.sleep(1)
    at_rest = peaks[server]
    project = browser.post("/projects/new/", title="Missed", problem="", method="mfi")
    began = time.perf_counter()
    confirm = browser.send(project, file)
    sent = time.perf_counter()
    work = browser.post(confirm, **MEANING)
    confirmed = time.perf_counter()
    counted, answered, slowest = wait(browser, work)
    print(
        f"{file.stat().st_size / 1024**2:8.1f} MB sent, columns shown after {sent - began:.1f} s"
    )
    print(f"{confirmed - sent:8.1f} s to confirm (columns looked at again)")
    print(
        f"{counted - confirmed:8.1f} s to counted, {answered - counted:.1f} s to answered"
    )
    print(f"{(sent - began) + (counted - sent):8.1f} s from upload to counted in all")
    print(f"{slowest:8.2f} s slowest page meanwhile")
    beside = max((p for n, p in peaks.items() if n != server), default=0.0)
    print(
        f"{at_rest:8.0f} MB server at rest, {peaks[server]:.0f} MB peak, {beside:.0f} MB beside"
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--parquet", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(options.rows, "parquet" if options.parquet else "csv", Path(folder))


if __name__ == "__main__":
    main()
