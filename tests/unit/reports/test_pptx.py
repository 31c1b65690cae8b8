import io
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.util import Inches

from efqi.reports.page import build_page
from efqi.reports.pptx import render_pptx
from efqi.reports.quality_page import quality_page
from tests.unit.reports.rendered import DAY, rendered

PICTURE = 13


def opened(release, plan):
    return Presentation(io.BytesIO(rendered(render_pptx, release, plan)))


def titles(deck):
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def tables(deck):
    return [s.table for slide in deck.slides for s in slide.shapes if s.has_table]


def words(deck):
    return "\n".join(
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )


def test_each_slide_has_a_finding_as_its_title(made):
    release, plan = made
    page = build_page(release, plan, made_on=DAY)
    found = titles(opened(release, plan))
    assert all(found)
    assert found[0] == page.lead
    quality = quality_page(release, plan)
    before = [quality.title] if quality else []
    assert found[1 : len(before) + 2] == [*before, page.slope.title]
    for part in page.parts:
        assert part.panels_title in found
    if page.gap is not None:
        assert page.gap.title in found


def test_slides_are_wide_and_everything_stands_on_them(made):
    deck = opened(*made)
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=1e-3)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width + Inches(0.02)
            assert shape.top + shape.height <= deck.slide_height + Inches(0.02), (
                shape.name
            )


def test_every_sentence_of_the_board_page_is_on_a_slide(made):
    release, plan = made
    page = build_page(release, plan, made_on=DAY)
    said = words(opened(release, plan))
    assert page.rest in said
    for block in (*page.facts, *page.foot):
        for sentence in block.sentences:
            assert sentence in said


def test_charts_have_their_numbers_in_words_also_in_the_notes(releases):
    release, plan = releases.widened()
    page = build_page(release, plan, made_on=DAY)
    deck = opened(release, plan)
    told = [
        shape._element.xpath(".//p:cNvPr")[0].get("descr")
        for slide in deck.slides
        for shape in slide.shapes
        if shape.shape_type == PICTURE
    ]
    charts = [page.slope, page.gap, *page.parts[0].panels]
    assert all(chart.alternative in told for chart in charts)
    assert deck.slides[1].notes_slide.notes_text_frame.text == page.slope.alternative


def test_tables_can_be_edited_and_hold_every_row_of_twenty_groups(releases):
    release, plan = releases.EVERY["twenty"]()
    page = build_page(release, plan, made_on=DAY)
    found = [
        tuple(cell.text for cell in row.cells)
        for table in tables(opened(release, plan))
        for row in table.rows
    ]
    for grid in (page.slope.grid, *page.parts[0].grids):
        assert all(row in found for row in grid.rows)
    assert all(table.first_row for table in tables(opened(release, plan)))


def test_the_deck_names_its_language_title_and_day(releases):
    deck = opened(*releases.widened())
    assert deck.core_properties.language == "en-GB"
    assert deck.core_properties.title.startswith("Did missed appointments fall")
    assert deck.core_properties.created.date() == DAY
    runs = deck.slides[0]._element.xpath(".//a:rPr/@lang")
    assert set(runs) == {"en-GB"}


@pytest.mark.parametrize("name", ["busy", "answer_only"])
def test_slides_have_the_same_bytes_again(releases, name):
    release, plan = releases.EVERY[name]()
    first = rendered(render_pptx, release, plan)
    assert first == render_pptx(release, plan, made_on=DAY)


def test_hidden_numbers_are_said_on_slides(releases):
    deck = opened(*releases.hidden_group())
    rows = [tuple(c.text for c in row.cells) for t in tables(deck) for row in t.rows]
    hidden = [row for row in rows if row[0] == "No fixed home"]
    assert hidden
    for row in hidden:
        is_icon = row[1:] == ("Too few to show",) * 2
        assert is_icon or any("hidden" in cell for cell in row[1:])
        assert "0" not in row


@pytest.mark.parametrize("label", ["=1+1", "bell\x07here", "x" * 90])
def test_strange_labels_come_out_as_words_on_slides(releases, label):
    release, plan = releases.widened()
    view = release.views[0]
    groups = tuple(replace(g, label=label) for g in view.groups)
    deck = opened(replace(release, views=(replace(view, groups=groups),)), plan)
    firsts = {row.cells[0].text for table in tables(deck) for row in table.rows}
    assert label.replace("\x07", "") in firsts
