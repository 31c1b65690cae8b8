import io
import math
import re
import zipfile
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta

import pytest
from lxml import etree

from efqi.reports.xlsx import render_xlsx
from tests.unit.reports.rendered import DAY, rendered

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEETS = [
    "Answer",
    "Groups",
    "Charts",
    "Gap",
    "Verdicts",
    "Inequality",
    "Inequality over time",
    "Data quality",
    "Method",
]


def parts(release, plan):
    archive = zipfile.ZipFile(io.BytesIO(rendered(render_xlsx, release, plan)))
    return {name: archive.read(name) for name in archive.namelist()}


def sheets(release, plan):
    """Every sheet as rows of Python values, read from the file's own XML."""
    found = parts(release, plan)
    strings = [
        "".join(item.itertext(f"{MAIN}t"))
        for item in etree.fromstring(found["xl/sharedStrings.xml"])
    ]
    names = re.findall(r'<sheet name="([^"]+)"', found["xl/workbook.xml"].decode())
    return {
        name: _rows(etree.fromstring(found[f"xl/worksheets/sheet{k}.xml"]), strings)
        for k, name in enumerate(names, start=1)
    }


def _rows(sheet, strings):
    rows = []
    for row in sheet.iter(f"{MAIN}row"):
        cells = {}
        for cell in row:
            assert cell.find(f"{MAIN}f") is None
            value = cell.findtext(f"{MAIN}v")
            if value is not None:
                column = re.match("[A-Z]+", cell.get("r"))[0]
                is_words = cell.get("t") == "s"
                cells[column] = strings[int(value)] if is_words else float(value)
        rows.append(cells)
    head = rows[0]
    return [{head[c]: value for c, value in row.items()} for row in rows[1:]]


def test_sheets_are_the_documented_ones(releases):
    found = sheets(*releases.widened())
    assert list(found) == SHEETS
    assert all(found[name] for name in SHEETS)


def test_the_answer_is_in_words(releases):
    found = sheets(*releases.widened())["Answer"]
    assert found[0]["In words"] == (
        "Did missed appointments fall, for whom, and did the gap change?"
    )
    assert (
        found[1]["In words"] == "The gap very probably widened, by about 3\u00a0points."
    )


def test_levels_and_counts_are_numbers_as_released(releases):
    release, plan = releases.widened()
    group = release.views[0].groups[0]
    row = sheets(release, plan)["Groups"][0]
    assert row["Group"] == group.label
    assert row["Level, before"] == pytest.approx(group.before.value)
    assert row["Out of, after"] == group.after_denominator.value


def test_hidden_numbers_are_their_reason_and_never_nought(releases):
    found = sheets(*releases.hidden_group())
    hidden = next(r for r in found["Groups"] if r["Group"] == "No fixed home")
    assert hidden["Counted, before"] == "hidden: 1 to 7"
    assert hidden["Change"] == "not shown"
    assert 0 not in hidden.values()
    charts = [r for r in found["Charts"] if r["Group"] == "No fixed home"]
    assert [r["Interval"] for r in charts] == ["too few people to show"]


def test_no_figure_is_an_empty_cell(made):
    found = sheets(*made)
    for row in found["Groups"]:
        assert {"Counted, before", "Level, before", "Level, after", "Change"} <= set(
            row
        )
    for row in found["Gap"]:
        assert {"Difference", "Ratio"} <= set(row)
    for row in found["Verdicts"]:
        assert {"Difference, change", "Ratio, change", "Answer"} <= set(row)


def _numbers(thing):
    if is_dataclass(thing):
        thing = [getattr(thing, f.name) for f in fields(thing)]
    if isinstance(thing, Mapping):
        thing = list(thing.values())
    if isinstance(thing, tuple | list):
        for each in thing:
            yield from _numbers(each)
    elif isinstance(thing, date):
        yield float((thing - date(1899, 12, 30)) // timedelta(days=1))
    elif isinstance(thing, int | float) and math.isfinite(thing):
        yield float(thing)


def test_no_number_is_there_that_the_release_does_not_hold(made):
    release, plan = made
    known = {f"{sign * n:.9g}" for n in _numbers(release) for sign in (1, -1)}
    known |= {f"{1 / n:.9g}" for n in _numbers(release) if n}
    for rows in sheets(release, plan).values():
        for row in rows:
            for value in row.values():
                if isinstance(value, float):
                    assert f"{value:.9g}" in known


@pytest.mark.parametrize("label", ["=1+1", "+1", "@SUM(A1)", "-2", "https://a.example"])
def test_words_that_a_spreadsheet_would_run_stay_words(releases, label):
    release, plan = releases.widened()
    view = release.views[0]
    groups = tuple(replace(g, label=label) for g in view.groups)
    changed = replace(release, views=(replace(view, groups=groups),))
    assert {r["Group"] for r in sheets(changed, plan)["Groups"]} == {label}
    found = parts(changed, plan)
    assert b'quotePrefix="1"' in found["xl/styles.xml"]
    assert not any(b"<hyperlink" in content for content in found.values())


def test_header_rows_stay_in_sight(releases):
    found = parts(*releases.widened())
    for k in range(1, len(SHEETS) + 1):
        sheet = found[f"xl/worksheets/sheet{k}.xml"]
        assert b'ySplit="1"' in sheet
        assert b"<autoFilter" in sheet


def test_workbook_has_the_same_bytes_again(made):
    release, plan = made
    first = rendered(render_xlsx, release, plan)
    assert first == render_xlsx(release, plan, made_on=DAY)
