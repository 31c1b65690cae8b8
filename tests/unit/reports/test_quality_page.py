import io
import json
import re
from dataclasses import replace
from datetime import date
from string import Formatter

import pytest
from pptx import Presentation

from efqi.disclosure.release import QualityFinding, Severity, Shown
from efqi.reports.html import render_html
from efqi.reports.json import render_json
from efqi.reports.pptx import render_pptx
from efqi.reports.quality_page import MOST_SITES, quality_page
from efqi.reports.wording.quality_finding import (
    findings_of,
    percent_words,
    quality_lead,
)
from efqi.reports.wording.quality_words import FINE, FOUND, TOPICS

DAY = date(2026, 4, 8)


def test_page_stands_before_the_first_full_part(releases):
    release, plan = releases.doubted()
    html = render_html(release, plan, made_on=DAY)
    page = quality_page(release, plan)
    parts = re.findall(r'<section class="part">\s*<h2>(.*?)</h2>', html)
    assert parts[0] == page.title
    assert len(parts) == 1 + len(release.views)


def test_release_that_looked_at_nothing_has_no_page(releases):
    release, plan = releases.widened()
    assert quality_page(release, plan) is None
    assert "Before the charts" not in render_html(release, plan, made_on=DAY)


def test_findings_stand_worst_first_with_effect_and_action(releases):
    page = quality_page(*releases.doubted())
    assert [row[1] for row in page.findings.rows] == [
        "Stops the answer",
        "Stops the answer",
        "Could change the answer",
        "Could change the answer",
        "Worth knowing",
    ]
    assert all(all(cells) for cells in page.findings.rows)
    assert page.fine.sentences == (
        "The file: repeated rows. No two rows are the same.",
        "The file: the last reading. It looks complete.",
    )


def test_lead_counts_findings_by_how_much_they_matter(releases):
    release, plan = releases.doubted()
    lead = quality_lead(findings_of(release, plan))
    assert lead == (
        "2 findings stop the answer, 2 could change the answer and 1 is worth knowing; "
        "2 checks are fine."
    )


def test_unknown_is_told_by_kind_before_and_after(releases):
    page = quality_page(*releases.doubted())
    (row,) = (r for r in page.findings.rows if r[0].endswith(": unknown"))
    words = row[2].replace("\u00a0", " ")
    assert words == (
        "Unknown for 46 % (30 % not stated and 16 % not recorded); 40 % before the change, "
        "50 % after it."
    )


def test_page_lists_the_sites_that_leave_most_unknown(releases):
    release, plan = releases.doubted()
    page = quality_page(release, plan)
    assert len(page.sites.rows) == MOST_SITES
    assert page.sites.rows[0] == ("Ward 0", "50\u00a0%")
    assert "5 sites with less" in page.sites.caption


def test_field_without_a_showable_reading_has_words_and_no_chart(releases):
    page = quality_page(*releases.doubted())
    drawn, hidden = page.fields
    assert "not stated" in drawn.wide
    assert hidden.wide == ""
    assert hidden.title == "Age: too few people to show over time"


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (Shown(6.0), "6 %"),
        (Shown(6.5), "6.5 %"),
        (Shown(0.0, "", 0.0, 0.5), "under 0.5 %"),
        (Shown(100.0, "", 97.5, 100.0), "over 97.5 %"),
        (Shown(None, "too_few"), "too few people to show"),
        (Shown(0.0), "0 %"),
    ],
)
def test_percent_is_written_as_it_is_known(shown, words):
    assert percent_words(shown).replace("\u00a0", " ") == words


def test_every_code_has_words_for_what_was_looked_at():
    codes = {code.split(":")[0] for code in (*FINE, *FOUND)}
    assert codes == set(TOPICS)


def test_json_carries_findings_fields_and_sites(releases):
    release, plan = releases.doubted()
    written = json.loads(render_json(release, plan))["release"]
    assert written["quality"][0]["severity"] == "stops"
    assert written["fields"][0]["kinds"]["not known"][0]["value"] == 1.5
    assert len(written["site_completeness"]) == 30


def test_words_of_every_finding_have_no_gap_left(releases):
    """Fill every sentence that a rule can ask for."""
    release, plan = releases.doubted()
    gaps = {
        name
        for sentences in (*FOUND.values(), *((s,) for s in FINE.values()))
        for sentence in sentences
        for _, name, _, _ in Formatter().parse(sentence)
        if name
    }
    made = {"field", "kinds", "moved", "names", "when", "intervals", "missing"}
    facts = dict.fromkeys(gaps - made, "1") | {
        "when": "2025-01-01",
        "intervals": 2,
        "missing": 3,
        "number": 1,
        "name0": "A",
        "when0": "2025-01-01",
    }
    for key in FOUND:
        code, _, variant = key.partition(":")
        more = {"changes_answer": variant, "unknown": variant} if variant else {}
        found = QualityFinding(code, Severity.WORTH_KNOWING, "", {}, facts | more)
        (told,) = findings_of(replace(release, quality=(found,)), plan)
        assert told.found and told.effect and told.action
        assert not re.search(r"[{}]", told.found + told.effect + told.action)
    for code in FINE:
        found = QualityFinding(code, Severity.FINE, "", {}, facts)
        (told,) = findings_of(replace(release, quality=(found,)), plan)
        assert told.found


def test_findings_that_do_not_fit_go_on_to_more_slides(releases):
    release, plan = releases.doubted()
    many = replace(release, quality=release.quality[:5] * 6 + release.quality[5:])
    deck = Presentation(io.BytesIO(render_pptx(many, plan, made_on=DAY)))
    rows = [
        row.cells[2].text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table and shape.table.cell(0, 0).text == "What was looked at"
        for row in list(shape.table.rows)[1:]
    ]
    assert rows == [row[2] for row in quality_page(many, plan).findings.rows]
