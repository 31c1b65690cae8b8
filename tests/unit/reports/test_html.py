import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from efqi.reports.html import render_html
from tests.unit.reports.rendered import DAY, rendered

VOID = {"meta", "link", "br", "img", "hr", "input"}


class Tree(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.tags, self.headings = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def parsed(html):
    tree = Tree()
    tree.feed(html)
    assert not tree.open
    return tree


def test_html_is_well_nested_with_unique_ids_and_no_skipped_heading(made):
    tree = parsed(rendered(render_html, *made))
    assert len(tree.ids) == len(set(tree.ids))
    assert tree.headings[0] == 1
    steps = pairwise(tree.headings)
    assert all(after - before <= 1 for before, after in steps)


def test_html_asks_for_nothing_outside_and_needs_no_script(made):
    html = rendered(render_html, *made)
    tags = {tag for tag, _ in parsed(html).tags}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "a"})
    outside = re.findall(r"https?://[^\s\"<]+", html)
    assert set(outside) <= {"http://www.w3.org/2000/svg"}
    assert "@import" not in html
    assert set(re.findall(r"url\(([^)]*)\)", html)) <= {
        f"#{name}" for name in parsed(html).ids
    }


def test_every_picture_is_named_by_a_finding_and_the_numbers(made):
    html = rendered(render_html, *made)
    pictures = re.findall(r"<svg.*?</svg>", html, flags=re.S)
    named = [
        ElementTree.fromstring(p)  # noqa: S314  (our own output)
        for p in pictures
        if 'role="img"' in p
    ]
    assert named
    for picture in named:
        title, about = picture[0], picture[1]
        assert title.tag.endswith("title")
        assert about.tag.endswith("desc")
        assert len(title.text) > 5
        assert len(about.text) > 15
        assert picture.get("aria-labelledby") == f"{title.get('id')} {about.get('id')}"


def test_no_word_of_a_program_reaches_the_reader(made):
    html = rendered(render_html, *made)
    words = re.sub(r"<style.*?</style>|<[^>]+>", " ", html, flags=re.S)
    found = re.search(r"\b(nan|None|inf|np|Estimate|True|False)\b", words)
    assert found is None, found
    assert "{" not in words


def test_chart_text_is_twelve_pixels_or_more(made):
    html = rendered(render_html, *made)
    sizes = {float(s) for s in re.findall(r'font-size="([\d.]+)"', html)}
    question_marks = {
        float(s) for s in re.findall(r'font-size="([\d.]+)"[^>]*>\?<', html)
    }
    question_marks |= {
        float(s)
        for s in re.findall(
            r'font-size="([\d.]+)"[^>]*font-weight="700"[^>]*>\?<', html
        )
    }
    assert min(sizes - question_marks) >= 12


def test_nothing_is_drawn_outside_its_picture(made):
    html = rendered(render_html, *made)
    for source in re.findall(r"<svg.*?</svg>", html, flags=re.S):
        picture = ElementTree.fromstring(source)  # noqa: S314  (our own output)
        _, _, width, height = map(float, picture.get("viewBox").split())
        for mark in picture.iter():
            for axis, room in (
                ("x", width),
                ("y", height),
                ("cx", width),
                ("cy", height),
            ):
                if mark.get(axis) is not None and not mark.tag.endswith(("pattern",)):
                    assert -1 <= float(mark.get(axis)) <= room + 1, (
                        source[:80],
                        mark.attrib,
                    )


def test_html_gives_the_same_bytes_again(made):
    assert rendered(render_html, *made) == render_html(*made, made_on=DAY)


def test_label_and_credit_of_the_data_are_printed(releases):
    release, plan = releases.widened()
    html = render_html(release, plan, made_on=DAY)
    assert '<span class="tag">Synthetic example</span>' in html
    assert plan.source.credit in html
    assert "made 8 April 2026" in html


@pytest.mark.parametrize(
    "evil", ["<script>alert(1)</script>", '"><img src=x>', "a & b"]
)
def test_the_teams_words_are_escaped_everywhere(releases, evil):
    release, plan = releases.widened()
    view = release.views[0]
    groups = tuple(replace(g, label=evil) for g in view.groups)
    series = tuple(replace(s, label=evil) for s in view.series)
    view = replace(view, groups=groups, series=series, dimension_title=evil)
    plan = replace(plan, title=evil, cannot_say=(evil,))
    html = render_html(replace(release, views=(view,)), plan, made_on=DAY)
    parsed(html)
    assert "<script" not in html
    assert "<img" not in html


def test_twelve_groups_by_48_months_take_less_than_two_seconds(releases):
    release, plan = releases.many(12, 36, 12)
    start = time.perf_counter()
    render_html(release, plan, made_on=DAY)
    assert time.perf_counter() - start < 2
