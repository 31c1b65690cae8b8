"""The workbench under load: 1,000 projects, 20 people who click every five seconds.

Run: python benchmarks/workbench.py [--seconds 150] [--projects 1000] [--people 20] [--stay 1]
"""

import argparse
import http.client
import io
import os
import random
import re
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from datetime import date
from pathlib import Path
from statistics import quantiles
from uuid import uuid4

EXAMPLE = Path(__file__).parent.parent / "examples" / "missed-appointments"
PAGES = ("overview", "values", "resources", "data", "design", "cycles", "answer")
MEASURES, MONTHS, GROUPS = 200, 36, 6
SECONDS_BETWEEN_CLICKS = 5.0
SAVES = 0.1
"""Share of clicks that save a record."""
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


def filled(projects: int, people: int) -> tuple[list[str], list[str]]:
    """Fill the database; give the sessions of the people and the keys of the projects."""
    from efqi.web.serve import prepare

    prepare()
    from django.db import transaction
    from django.test import Client

    from efqi.projects.permission import Role
    from efqi.web.workbench.folder import take_folder
    from efqi.web.workbench.models import Membership, Person, Project

    team = [
        Person.objects.create_user(f"p{n}@example.org", email=f"p{n}@example.org", name=f"P {n}")
        for n in range(people)
    ]  # fmt: skip
    first = take_folder(EXAMPLE, team[0])
    content = many_cells()
    print(f"cells of {MEASURES} measures: {len(content) / 1e6:.2f} MB a project")
    with transaction.atomic():
        keys = [first.key]
        for number in range(1, projects):
            copy = Project.objects.get(pk=first.pk)
            copy.pk, copy.key, copy.title = None, uuid4().hex[:12], f"Project {number}"
            copy.save()
            copied(first, copy, content, number)
            owner = team[number % people]
            Membership.objects.create(person=owner, project=copy, role=Role.OWNER.value)
            keys.append(copy.key)
    sessions = []
    for person in team:
        client = Client(HTTP_HOST="localhost")
        client.force_login(person)
        sessions.append(client.cookies["sessionid"].value)
    return sessions, keys


def copied(first, copy, content, number) -> None:
    """Give a project the entries and the answer of another, and cells of its own.

    Blanks after each answer make its text one of its own: what was read of one project is
    of no use to another.
    """
    from efqi.web.workbench.models import Answer, Cells, Entry

    entries = list(first.entries.all())
    for entry in entries:
        entry.pk, entry.project = None, copy
    Entry.objects.bulk_create(entries)
    answer = Answer.objects.get(project=first)
    answer.pk, answer.project = None, copy
    answer.release += " " * number
    answer.page += " " * number
    answer.save()
    cells = Cells.objects.filter(project=first).get()
    cells.pk, cells.project, cells.content = None, copy, content
    cells.save()


def many_cells() -> bytes:
    """Make exact counts of many measures as a Parquet file."""
    import polars as pl

    chance = random.Random(1)
    rows = [
        (f"measure {m}", date(2023 + t // 12, t % 12 + 1, 1), str(g), chance.randrange(200), 1000)
        for m in range(MEASURES)
        for t in range(MONTHS)
        for g in range(GROUPS)
    ]  # fmt: skip
    columns = ["measure", "interval_start", "deprivation", "numerator", "denominator"]
    stream = io.BytesIO()
    pl.DataFrame(rows, schema=columns, orient="row").write_parquet(stream)
    return stream.getvalue()


def queries(key: str) -> dict[str, int]:
    """Count the queries of each page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from efqi.web.workbench.models import Membership

    client = Client(HTTP_HOST="localhost")
    client.force_login(Membership.objects.filter(project__key=key)[0].person)
    found = {}
    for name in ("home", *PAGES):
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse(name, args=[] if name == "home" else [key]))
        found[name] = len(seen)
    return found


class Visitor(threading.Thread):
    """Someone who looks at pages, and sometimes saves."""

    def __init__(self, port, session, keys, seconds, seed, stay):
        super().__init__(daemon=True)
        self.port, self.session, self.keys = port, session, keys
        self.chance, self.until = random.Random(seed), time.monotonic() + seconds
        self.seen = defaultdict(list)
        self.wrong = []
        self.stay, self.key = stay, self.chance.choice(keys)

    def run(self):
        time.sleep(self.chance.uniform(0, SECONDS_BETWEEN_CLICKS))
        while time.monotonic() < self.until:
            if self.chance.random() < 1 / self.stay:
                self.key = self.chance.choice(self.keys)
            key = self.key
            page = self.chance.choice(("home", *PAGES))
            if self.chance.random() < SAVES:
                self.save(key)
            else:
                self.click(page, "/" if page == "home" else address(key, page))
            time.sleep(self.chance.uniform(0.5, 1.5) * SECONDS_BETWEEN_CLICKS)

    def click(self, name, path, body=None):
        cookies = f"sessionid={self.session}"
        headers = {"Host": "localhost", "Cookie": cookies}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Cookie"] += f"; csrftoken={self.csrf}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        began = time.perf_counter()
        connection.request("POST" if body else "GET", path, body, headers)
        found = connection.getresponse()
        content = found.read()
        self.seen[name].append((time.perf_counter() - began, len(content)))
        if found.status not in (200, 302):
            self.wrong.append((name, found.status))
        if cookie := re.search(r"csrftoken=(\w+)", str(found.headers)):
            self.csrf = cookie[1]
        connection.close()
        return content

    def save(self, key):
        path = f"/projects/{key}/write/driver/new/"
        token = TOKEN.search(self.click("form", path))[1].decode()
        body = (
            f"csrfmiddlewaretoken={token}&version=0&text=Driver+{self.chance.random()}"
        )
        self.click("save", path, body)


def address(key, page):
    return f"/projects/{key}/" + ("" if page == "overview" else f"{page}/")


def served(home):
    """Start the server; give its process and its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", "from efqi.cli.main import main; main()", "serve",
         "--no-browser", "--port", str(port)],
        env=os.environ | {"EFQI_HOME": str(home)},
    )  # fmt: skip
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return process, port
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not answer")


def memory(process) -> float:
    text = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024


def cpu(process) -> float:
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--seconds", type=int, default=150)
    asked.add_argument("--projects", type=int, default=1000)
    asked.add_argument("--people", type=int, default=20)
    asked.add_argument("--stay", type=float, default=1, help="clicks in one project")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="efqi-load-") as home:
        os.environ |= {"EFQI_HOME": home, "EFQI_MODE": "server"}
        began = time.perf_counter()
        sessions, keys = filled(given.projects, given.people)
        size = Path(home, "efqi.sqlite3").stat().st_size / 1e6
        print(f"filled in {time.perf_counter() - began:.0f} s; database {size:.0f} MB")
        counted = queries(keys[0])
        process, port = served(home)
        try:
            time.sleep(2)
            rest = memory(process)
            load(given, process, port, sessions, keys, counted)
            print(
                f"server memory: {rest:.0f} MB at rest, {memory(process):.0f} MB after"
            )
        finally:
            process.terminate()
            process.wait()


def load(given, process, port, sessions, keys, counted) -> None:
    people = [
        Visitor(port, session, keys[n :: given.people], given.seconds, n, given.stay)
        for n, session in enumerate(sessions)
    ]
    before, own, began = cpu(process), own_cpu(), time.perf_counter()
    for person in people:
        person.start()
    for person in people:
        person.join()
    lasted = time.perf_counter() - began
    share = (cpu(process) - before) / lasted
    print(
        f"server: {share:.2f} of one core; this script {(own_cpu() - own) / lasted:.2f}"
    )
    seen = defaultdict(list)
    for person in people:
        for name, found in person.seen.items():
            seen[name] += found
    print(
        f"{'page':10} {'clicks':>6} {'p50 ms':>7} {'p95 ms':>7} {'kB':>5} {'queries':>7}"
    )
    for name, found in seen.items():
        times = sorted(1000 * took for took, _ in found)
        cuts = quantiles(times, n=20) if len(times) > 1 else times * 19
        largest = max(size for _, size in found) / 1000
        print(
            f"{name:10} {len(found):6} {cuts[9]:7.0f} {cuts[18]:7.0f} {largest:5.0f} "
            f"{counted.get(name, '')!s:>7}"
        )
    everything = sorted(1000 * took for found in seen.values() for took, _ in found)
    cuts = quantiles(everything, n=20)
    print(
        f"all: {len(everything)} requests, p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms"
    )
    wrong = [each for person in people for each in person.wrong]
    print(f"refused or failed: {len(wrong)} {wrong[:3]}")


def own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
