"""Sites and standardised levels in every form of report."""

import io
import json
from datetime import date
from xml.etree import ElementTree

import numpy as np
import polars as pl
import pytest
from openpyxl import load_workbook

from efqi.measures.interval import Interval
from efqi.measures.table import MeasureTable
from efqi.projects.answer import answer
from efqi.projects.parse import parse
from efqi.reports.charts.funnel import NARROW, WIDE, funnel_chart, funnel_domain
from efqi.reports.data_package import render_data_package
from efqi.reports.docx import render_docx
from efqi.reports.html import render_html
from efqi.reports.json import render_json
from efqi.reports.page import build_page
from efqi.reports.pdf import render_pdf
from efqi.reports.pptx import render_pptx
from efqi.reports.table import render_csv
from efqi.reports.wording.funnel import SiteStory
from efqi.reports.xlsx import render_xlsx

DAY = date(2026, 4, 1)
SITES = tuple(f"Site {k:02}" for k in range(12))
AGES = ("0-19", "20-64", "65+")
GROUPS = ("1", "2")
CONTENT = {
    "project": {"title": "Missed visits"},
    "data": {"file": "x.csv", "form": "counts", "interval": "month"},
    "measure": [
        {"name": "dna", "title": "missed visits", "of": "visits", "better": "lower"}
    ],
    "group": [
        {
            "name": "imd",
            "title": "deprivation",
            "order": list(GROUPS),
            "reference": "2",
        },
        {"name": "age", "title": "age", "order": list(AGES), "reference": "65+"},
        {"name": "site", "title": "clinic", "order": list(SITES), "sites": True},
    ],
    "change": [{"date": date(2025, 4, 1), "label": "Texts began"}],
    "contrast": {
        "measure": "dna",
        "group_by": "imd",
        "compare": "1",
        "with": "2",
        "margin_points": 1,
        "margin_percent": 10,
    },
    "cross": [{"groups": ["site", "imd"]}],
    "standardise": {"by": "age", "standard": "esp2013"},
}


def cells():
    rng = np.random.default_rng(11)
    starts = Interval.MONTH.sequence(date(2024, 1, 1), date(2025, 12, 1))
    finest = []
    for start in starts:
        for i, group in enumerate(GROUPS):
            for a, age in enumerate(AGES):
                for s, site in enumerate(SITES):
                    n = 1 if (site, group) == ("Site 03", "1") else 60 + 10 * s
                    share = 0.08 + 0.04 * (i == 0) + 0.05 * (a == 0) + 0.1 * (s == 5)
                    finest.append((start, group, age, site, rng.binomial(n, share), n))
    names = ["interval_start", "imd", "age", "site", "numerator", "denominator"]
    finest = pl.DataFrame(finest, schema=names, orient="row")
    sums = []
    for by in ((), ("imd",), ("age",), ("site",), ("imd", "age"), ("imd", "site")):
        part = finest.group_by("interval_start", *by).agg(
            pl.col("numerator", "denominator").sum().cast(pl.Float64)
        )
        absent = [pl.lit(None, pl.String).alias(n) for n in names[1:4] if n not in by]
        sums.append(part.with_columns(*absent).select(names))
    return pl.concat(sums).with_columns(
        measure=pl.lit("dna"), ratio=pl.col("numerator") / pl.col("denominator")
    )


@pytest.fixture(scope="module")
def plan():
    return parse(CONTENT)


@pytest.fixture(scope="module")
def release(plan):
    return answer(plan, MeasureTable(cells(), Interval.MONTH, ("imd", "age", "site")))


def test_sites_have_funnels_and_no_view(release):
    assert [view.dimension for view in release.views] == ["imd", "age"]
    assert [funnel.group for funnel in release.funnels] == ["", "1", "2"]
    everyone, first, _ = release.funnels
    assert {site.site for site in everyone.sites if site.signal == 2} == {"Site 05"}
    assert (first.sites[3].value.value, first.sites[3].signal) == (None, 0)
    assert everyone.spread is not None


def test_every_view_but_the_bands_own_is_standardised(release):
    imd, age = release.views
    assert imd.standardised is not None
    assert age.standardised is None
    gap = imd.standardised.gap
    assert gap.after.value == pytest.approx(4, abs=1.5)


def test_page_has_a_part_on_sites_and_asks_whether_age_explains(release, plan):
    page = build_page(release, plan, made_on=DAY)
    part = page.parts[-1]
    assert part.title == "Missed visits by clinic"
    assert len(part.figures) == 1
    assert [panel.title for panel in part.panels] == ["1", "2"]
    assert [row[0] for row in part.grids[0].rows] == list(SITES)
    titles = [block.title for block in page.parts[0].blocks]
    assert "Does age explain the gap?" in titles
    assert any("taken into account" in g.caption for g in page.parts[0].grids)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_chart_draws_every_shown_site_inside_its_frame(release, plan, size):
    story = SiteStory(release, plan, release.funnels[0])
    svg = funnel_chart(story, "k", size, funnel_domain([story]))
    drawn = ElementTree.fromstring(svg)  # noqa: S314  (our own output)
    tag = "{http://www.w3.org/2000/svg}"
    marks = [*drawn.iter(f"{tag}circle"), *drawn.iter(f"{tag}polygon")]
    assert len(marks) == len(story.shown)
    for circle in drawn.iter(f"{tag}circle"):
        assert 0 <= float(circle.get("cx")) <= size.width
        assert 0 <= float(circle.get("cy")) <= size.height
    named = [words.text for words in drawn.iter(f"{tag}text")]
    assert ("Site 05" in named) == size.has_labels
    assert "Site 05" in drawn.find(f"{tag}desc").text


def test_every_form_of_report_is_made(release, plan):
    html = render_html(release, plan, made_on=DAY)
    assert "Missed visits by clinic" in html
    assert "Does age explain the gap?" in html
    assert render_pdf(release, plan, made_on=DAY).startswith(b"%PDF")
    assert render_docx(release, plan, made_on=DAY).startswith(b"PK")
    assert render_pptx(release, plan, made_on=DAY).startswith(b"PK")
    whole = json.loads(render_json(release, plan))["release"]
    assert len(whole["funnels"]) == 3
    assert whole["tables"][0]["by"] == "age"


def test_workbook_has_sheets_of_sites_and_standardised_levels(release, plan):
    book = load_workbook(io.BytesIO(render_xlsx(release, plan, made_on=DAY)))
    sites = list(book["Sites"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in sites[: len(SITES)]] == list(SITES)
    levels = list(book["Standardised"].iter_rows(min_row=2, values_only=True))
    assert len(levels) == 4
    assert {row[-1] for row in levels} == {"esp2013"}


def test_table_has_a_row_for_each_figure_of_sites_and_standardised_levels(
    release, plan
):
    table = pl.read_csv(io.StringIO(render_csv(release)), infer_schema_length=None)
    sites = table.filter(pl.col("part") == "funnel")
    assert sites.height == 3 * 3 * len(SITES)
    far = sites.filter(pl.col("signal") == "above_99.8", pl.col("reference").is_null())
    assert far["group"].to_list() == ["Site 05"]
    assert table.filter(pl.col("part") == "standardised").height == 4
    descriptor = json.loads(render_data_package(release, plan)["datapackage.json"])
    (part,) = [
        f for f in descriptor["resources"][0]["schema"]["fields"] if f["name"] == "part"
    ]
    assert set(table["part"]) <= set(part["constraints"]["enum"])
