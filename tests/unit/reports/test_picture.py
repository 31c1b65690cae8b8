import struct
import zlib
from datetime import date

import pytest
from lxml import etree

from efqi.reports.answer_picture import render_png, render_svg
from efqi.reports.page import build_page
from efqi.reports.picture import PIXELS_PER_INCH, chart_pictures, rasterised

DAY = date(2026, 4, 8)
SVG = "{http://www.w3.org/2000/svg}"


def chunks(png):
    """Every chunk of a PNG, its checksum checked."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at = 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        (check,) = struct.unpack(">I", png[at + 8 + size : at + 12 + size])
        assert check == zlib.crc32(kind + content)
        yield kind, content
        at += 12 + size


def entries(png):
    found = {}
    for kind, content in chunks(png):
        if kind == b"iTXt":
            keyword, rest = content.split(b"\0", 1)
            _, _, words = rest[2:].split(b"\0", 2)
            found[keyword.decode()] = words.decode()
    return found


def test_charts_become_png_of_two_dots_a_pixel_with_their_words_inside(releases):
    page = build_page(*releases.widened(), made_on=DAY)
    first, second = chart_pictures([page.slope, page.gap])
    assert (second.width, second.height) == (1760, 500)
    assert PIXELS_PER_INCH == 2 * 96
    assert first.alternative == page.slope.alternative
    assert entries(first.png) == {
        "Title": page.slope.title,
        "Description": page.slope.alternative,
    }


def test_words_in_charts_are_drawn():
    empty = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90" height="30">{}</svg>'
    words = '<text x="5" y="20" font-family="Arial, \'Liberation Sans\'">Most</text>'
    blank, written = rasterised([empty.format(""), empty.format(words)])
    assert blank != written


def test_one_drawing_or_none_is_no_special_case(releases):
    page = build_page(*releases.widened(), made_on=DAY)
    assert rasterised([]) == []
    assert len(rasterised([page.slope.wide])) == 1


def test_svg_of_the_answer_is_sound_and_told_in_words(made):
    release, plan = made
    page = build_page(release, plan, made_on=DAY)
    root = etree.fromstring(render_svg(release, plan, made_on=DAY))
    assert root.findtext(f"{SVG}title") == page.question
    assert page.slope.alternative in root.findtext(f"{SVG}desc")
    drawn = " ".join(root.itertext(f"{SVG}text"))
    assert page.question.split()[0] in drawn
    assert len(root.findall(f"{SVG}svg")) == (1 if page.gap is None else 2)
    identifiers = root.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("name", ["widened", "answer_only"])
def test_png_of_the_answer_has_the_same_bytes_again(releases, name):
    release, plan = releases.EVERY[name]()
    png = render_png(release, plan, made_on=DAY)
    assert png == render_png(release, plan, made_on=DAY)
    question = build_page(release, plan, made_on=DAY).question
    assert entries(png)["Title"] == question
