import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from efqi.reports.docx import render_docx
from efqi.reports.page import build_page
from efqi.reports.quality_page import quality_page
from tests.unit.reports.rendered import DAY, rendered


def opened(release, plan):
    return Document(io.BytesIO(rendered(render_docx, release, plan)))


def drawings(document):
    return document.element.body.findall(f".//{qn('wp:docPr')}")


def groups_table(document):
    """Give the table of groups: the first with counts before and after."""
    tables = map(table_words, document.tables)
    return next(table for table in tables if "Out of, before" in table[0])


def table_words(table):
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def test_headings_are_words_own_and_begin_with_the_question(releases):
    document = opened(*releases.widened())
    headings = [
        (p.style.name, p.text.strip())
        for p in document.paragraphs
        if p.style.name.startswith("Heading")
    ]
    assert headings[0] == (
        "Heading 1",
        "Did missed appointments fall, for whom, and did the gap change?",
    )
    titles = [words for _, words in headings]
    assert "What the data cannot say" in titles
    assert "Method and policy" in titles
    levels = [int(name.split()[1]) for name, _ in headings]
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_everything_that_the_report_says_is_there(made):
    release, plan = made
    page = build_page(release, plan, made_on=DAY)
    document = opened(release, plan)
    words = "\n".join(p.text for p in document.paragraphs)
    assert page.lead in words
    for block in (*page.facts, *page.foot, *(b for p in page.parts for b in p.blocks)):
        assert block.title in words
        assert all(sentence in words for sentence in block.sentences)
    quality = quality_page(release, plan)
    before = (quality.findings, quality.sites) if quality else ()
    icons = page.glance.tables if page.glance else ()
    grids = [*before, *(table.grid for table in icons)]
    grids += [
        grid
        for part in page.parts
        for grid in (*part.grids, part.inequality.grid)
        if grid is not None
    ]
    assert all(sentence in words for p in page.parts for sentence in p.panels_notes)
    assert [table_words(table) for table in document.tables] == [
        [grid.head, *grid.rows] for grid in grids
    ]


def test_every_chart_has_its_numbers_in_words_and_marks_are_decoration(releases):
    release, plan = releases.widened()
    page = build_page(release, plan, made_on=DAY)
    told = [d.get("descr") for d in drawings(opened(release, plan))]
    assert page.slope.alternative in told
    assert page.gap.alternative in told
    for panel in page.parts[0].panels:
        assert panel.alternative in told
    for drawing in drawings(opened(release, plan)):
        is_decoration = b"decorative" in etree.tostring(drawing)
        assert bool(drawing.get("descr")) is not is_decoration


def test_tables_have_a_header_row_that_returns(releases):
    document = opened(*releases.widened())
    assert document.tables
    for table in document.tables:
        marked = [
            row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows
        ]
        assert marked == [True, *[False] * (len(table.rows) - 1)]


def test_the_file_names_its_language_title_and_day(releases):
    document = opened(*releases.widened())
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    known = document.core_properties
    assert known.language == "en-GB"
    assert known.title.startswith("Did missed appointments fall")
    assert known.created.date() == DAY


@pytest.mark.parametrize("name", ["busy", "answer_only"])
def test_word_file_has_the_same_bytes_again(releases, name):
    release, plan = releases.EVERY[name]()
    first = rendered(render_docx, release, plan)
    assert first == render_docx(release, plan, made_on=DAY)


def test_hidden_numbers_are_said_not_shown(releases):
    document = opened(*releases.hidden_group())
    groups = groups_table(document)
    hidden = next(row for row in groups if row[0] == "No fixed home")
    assert "hidden: 1 to 7" in hidden
    assert not any(re.fullmatch(r"0(\.0)?(\s%)?", cell) for cell in hidden)


@pytest.mark.parametrize("label", ["=1+1", "<b>&amp;</b>", "bell\x07here", "名前"])
def test_strange_labels_come_out_as_words(releases, label):
    release, plan = releases.widened()
    view = release.views[0]
    groups = tuple(replace(g, label=label) for g in view.groups)
    document = opened(replace(release, views=(replace(view, groups=groups),)), plan)
    first = groups_table(document)[1][0]
    assert first == label.replace("\x07", "")
