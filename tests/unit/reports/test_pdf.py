import io
import re

import pytest
from pypdf import PdfReader

from efqi.reports.html import render_html
from efqi.reports.pdf import render_pdf
from tests.unit.reports.rendered import DAY, rendered


def read(release, plan):
    return PdfReader(io.BytesIO(rendered(render_pdf, release, plan)))


def words(page):
    return re.sub(r"\s+", " ", page.extract_text())


def test_pdf_is_tagged_titled_and_in_english(releases):
    reader = read(*releases.widened())
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert reader.metadata.title == (
        "Did missed appointments fall, for whom, and did the gap change?"
    )
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part[^0-9]*1", xmp)


def test_pdf_embeds_the_packaged_font_alone(releases):
    reader = read(*releases.widened())
    fonts = {
        font.get_object()["/BaseFont"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("LiberationSans" in font for font in fonts)


def test_words_and_chart_labels_are_really_there(releases):
    first = words(read(*releases.widened()).pages[0])
    assert "The gap very probably widened, by about 3 points." in first
    assert "Most deprived fifth" in first
    assert "earlier mean" in first
    assert "no gap" in first
    assert "Method and policy" in first


def test_the_first_page_holds_the_whole_answer_on_one_a4(made):
    release, plan = made
    reader = read(release, plan)
    first, *others = map(words, reader.pages)
    if release.quality:
        assert others[0].startswith("Before the charts: how good are the data?")
    is_glance = others[bool(release.quality)].startswith("Every chart in a word")
    second = others[bool(release.quality) + is_glance]
    assert "Method and policy" in first
    assert "What the data cannot say" in first
    assert " by " in second[:200]
    assert "What the data cannot say" not in second
    assert [round(float(x)) for x in reader.pages[0].mediabox[2:]] == [595, 842]


def test_every_figure_has_alternative_text(releases):
    reader = read(*releases.widened())
    figures, alternatives = 0, 0

    def walk(node):
        nonlocal figures, alternatives
        node = node.get_object()
        if isinstance(node, list):
            for kid in node:
                walk(kid)
        elif hasattr(node, "get"):
            if node.get("/S") == "/Figure":
                figures += 1
                alternatives += len(str(node.get("/Alt", ""))) > 20
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    assert figures >= 9
    assert alternatives == figures


def test_pdf_gives_the_same_bytes_again(releases):
    release, plan = releases.unsure()
    first = rendered(render_pdf, release, plan)
    assert first == render_pdf(release, plan, made_on=DAY)


@pytest.mark.parametrize("name", ["described", "rates", "answer_only", "hidden_group"])
def test_paper_and_screen_give_the_same_answer(releases, name):
    release, plan = releases.EVERY[name]()
    html = render_html(release, plan, made_on=DAY)
    lead = re.sub(r"\s+", " ", re.search(r"<strong>(.*?)</strong>", html)[1])
    assert lead in words(read(release, plan).pages[0])
