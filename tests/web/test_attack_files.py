"""Hostile files: refused in a sentence, in bounded memory and time."""

import gzip
import io
import subprocess
import sys
import zipfile

import pytest

from efqi.projects.permission import Role
from tests.web.test_permissions import joined
from tests.web.test_walk import MEANING

MOST_MEMORY = 3 * 1024**3
CHILD = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, ({most}, {most}))
from efqi.errors import EfqiError
from efqi.web.workbench.mapping import look_at
from efqi.web.workbench.unpacked import check_unpacked
path = Path(sys.argv[1])
try:
    check_unpacked(path, 64 * 1024**2)
    look_at(path)
except EfqiError as refused:
    print("refused", str(refused)[:200])
else:
    print("taken")
"""


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def sheet(entity="", cell="1"):
    """A workbook by hand, with a document type that it should not have."""
    head = f'<?xml version="1.0"?>{entity}'
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            f'<?xml version="1.0"?><Types xmlns="{package}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        file.writestr(
            "xl/workbook.xml",
            f'<?xml version="1.0"?><workbook xmlns="{space}" xmlns:r="{office}">'
            '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        file.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        file.writestr(
            "xl/worksheets/sheet1.xml",
            f'{head}<worksheet xmlns="{space}"><sheetData><row r="1">'
            f'<c r="A1" t="inlineStr"><is><t>{cell}</t></is></c>'
            "</row></sheetData></worksheet>",
        )
    return out.getvalue()


LAUGHS = "<!DOCTYPE z [<!ENTITY a 'lol'>" + "".join(
    f"<!ENTITY {b} '{f'&{a};' * 10}'>"
    for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
LAUGHS += "]>"
FILES = {
    "columns.csv": lambda: (
        (",".join(f"c{i}" for i in range(100_000)) + "\n").encode() * 2
    ),
    "line.csv": lambda: b"x" * 50_000_000,
    "quote.csv": lambda: b'day,"' + b"x\n" * 20_000_000,
    "nulls.csv": lambda: b"\0" * 20_000_000,
    "bomb.csv.gz": lambda: gzip.compress(b"0" * 400_000_000, 9),
    "laughs.xlsx": lambda: sheet(LAUGHS, "&i;"),
    "entity.xlsx": lambda: sheet(
        "<!DOCTYPE z [<!ENTITY p SYSTEM 'file:///etc/passwd'>]>", "&p;"
    ),
    "bomb.xlsx": lambda: zipped(xl__workbook_xml="x", b=b"0" * 300_000_000),
    "nested.zip": lambda: zipped(a_zip=zipped(b_zip=zipped(c_csv="day,x\n"))),
    "traversal.zip": lambda: zipped(______etc__evil_csv="day,x\n"),
    "broken.parquet": lambda: b"PAR1" + b"\xff" * 200 + b"PAR1",
    "long.parquet": lambda: b"PAR1" + b"\xff\xff\xff\x7f" + b"PAR1",
}


@pytest.mark.parametrize("name", FILES)
def test_hostile_file_is_refused_in_bounded_memory(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    done = subprocess.run(
        [sys.executable, "-c", CHILD.format(most=MOST_MEMORY), str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        env={
            "EFQI_HOME": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "efqi.web.settings",
            "PYTHONPATH": ":".join(sys.path),
            "PATH": "/usr/bin",
        },
        check=False,
    )
    assert done.stdout.startswith("refused"), done.stdout + done.stderr[-600:]
    assert "root:" not in done.stdout


def exact_project(visitor):
    """A project whose counts stand nowhere else; some are to be hidden or rounded."""
    from efqi.projects.document.document import Method
    from efqi.web.workbench.beginning import begin

    who = visitor()
    who.project = begin(who.person, "Exact", Method.MODEL_FOR_IMPROVEMENT, "x")
    rows = [
        f"2025-{month:02}, {group}, {few}, {many}"
        for month in range(1, 13)
        for group, few, many in (
            ("Few", 3, 41_203 + 7 * month),
            ("More", 8_131 + 7 * month, 71_303 + 7 * month),
        )
    ]
    sent = who.post("typed", who.project.key, lines="\n".join(rows))
    asked = who.client.get(sent.url).content.decode()
    who.post(
        "confirm",
        who.project.key,
        sent.url.rstrip("/").rsplit("/", 1)[-1],
        **MEANING | {"date": "interval_start", "outcome": "", "groups": "group"},
    )
    assert who.project.answers.exists(), asked[-3000:]
    numbers = [v + 7 * m for m in range(1, 13) for v in (41_203, 8_131, 71_303)]
    numbers += [sum(v + 7 * m for m in range(1, 13)) for v in (41_203, 8_131, 71_303)]
    who.exact = {form for n in numbers for form in (str(n), f"{n:,}") if n % 5}
    return who


def test_no_page_or_file_shows_an_exact_count(visitor):
    from tests.web.attackers import walk

    who = exact_project(visitor)
    key = who.project.key
    for seer in (who, joined(visitor, who.project, Role.PATIENT_PARTNER)):
        pages = walk(
            seer.client, f"/projects/{key}/answer/", f"/projects/{key}/", most=40
        )
        assert len(pages.pages) > 10
        for address, found in pages.pages.items():
            if "/data/" in address:
                continue
            text = found.content.decode(errors="ignore")
            assert [n for n in who.exact if n in text] == [], address
