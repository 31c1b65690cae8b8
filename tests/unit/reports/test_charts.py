import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from efqi.disclosure.release import Shown
from efqi.reports.charts.gap import NARROW, WIDE, gap_chart
from efqi.reports.charts.mark import group_marks
from efqi.reports.charts.panel import common_domain, own_domain, panel_chart
from efqi.reports.charts.rows import row_chart
from efqi.reports.charts.scale import (
    Scale,
    kept_apart,
    padded,
    text_width,
    ticks,
    wrapped,
)
from efqi.reports.charts.slope import gap_span, slope_chart
from efqi.reports.wording.story import Story

SVG = "{http://www.w3.org/2000/svg}"


def story(made, number=0):
    release, plan = made
    return Story(release, plan, release.views[number])


def drawn(svg):
    return ElementTree.fromstring(svg)  # noqa: S314  (our own output)


def words(svg):
    return [mark.text for mark in drawn(svg).iter(f"{SVG}text")]


def test_scale_runs_linearly_and_can_be_clipped():
    scale = Scale(0, 10, 100, 0)
    assert [scale(v) for v in (0, 5, 10)] == [100, 50, 0]
    assert scale.clipped(12) == 0


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (0, 18, [0, 5, 10, 15]),
        (-3.3, 7, [0, 5]),
        (0.001, 0.0034, [0.001, 0.002, 0.003]),
        (96, 100, [96, 97, 98, 99, 100]),
    ],
)
def test_ticks_are_round_and_inside(low, high, found):
    assert ticks(low, high) == found


def test_a_domain_is_never_empty():
    for values in ([], [0.0], [7.0, 7.0]):
        low, high = padded(values)
        assert low < high


@pytest.mark.parametrize(
    "wanted", [[10, 10, 10], [5, 6, 90], [100, 99, 98, 97], [50], [0, 200, 3]]
)
def test_labels_are_kept_apart_in_order_and_inside(wanted):
    heights = [14.0] * len(wanted)
    placed = kept_apart(wanted, heights, 0, 120)
    order = sorted(range(len(wanted)), key=lambda k: (wanted[k], k))
    ordered = [placed[k] for k in order]
    gaps = [b - a for a, b in pairwise(ordered)]
    assert all(gap >= 13.99 for gap in gaps)
    assert ordered[0] >= 7 - 1e-9
    assert ordered[-1] <= 113 + 1e-9


def test_labels_with_room_stay_where_they_are():
    assert kept_apart([20, 60, 100], [14] * 3, 0, 120) == [20, 60, 100]


def test_words_wrap_at_spaces_only():
    lines = wrapped("Any other Asian background", 14, 100)
    assert " ".join(lines) == "Any other Asian background"
    assert len(lines) > 1
    assert all(text_width(part, 14) <= 100 or " " not in part for part in lines)


def test_the_two_ends_of_the_gap_have_marks_of_their_own(releases):
    marks = group_marks(story(releases.many(8)))
    main = [m for m in marks.values() if m.is_main]
    assert {m.shape for m in main} == {"square", "circle"}
    others = [m.shape for m in marks.values() if not m.is_main and m.shape != "total"]
    assert len(set(others)) == len(others)
    assert {"square", "circle"}.isdisjoint(others)


def test_a_mark_stays_the_same_when_the_gap_is_told_the_other_way(releases):
    made = releases.many()
    view = made[0].views[0]
    assert view.verdict.is_turned
    turned = group_marks(story(made))
    straight = replace(view, verdict=replace(view.verdict, is_turned=False))
    assert group_marks(Story(*made, straight)) == turned


def test_the_slope_chart_names_every_group_once(made):
    told = story(made)
    found = " ".join(words(slope_chart(told, "k")))
    for group in told.view.groups:
        if group.role != "total":
            assert found.count(group.label.split()[-1]) >= 1


def test_the_bracket_spans_the_two_groups_on_the_level_scale(releases):
    told = story(releases.widened())
    scale = Scale(0, 20, 200, 0)
    worst, best = (told.group(value) for value in told.ends)
    absolute = told.verdict.absolute
    assert gap_span(told, absolute.before, scale, is_after=False) == (
        scale(worst.before.value),
        scale(best.before.value),
    )


def test_a_gradient_bracket_has_the_size_of_the_slope(releases):
    told = story(releases.gradient())
    scale = Scale(0, 20, 200, 0)
    gap = told.verdict.absolute.after
    top, bottom = gap_span(told, gap, scale, is_after=True)
    assert bottom - top == pytest.approx(10 * gap.value)


def test_a_hidden_level_is_hatched_over_all_it_could_be_and_never_a_mark(releases):
    told = story(releases.hidden_group())
    for chart in (slope_chart, row_chart):
        bars = [
            mark
            for mark in drawn(chart(told, "k")).iter(f"{SVG}rect")
            if mark.get("fill") == "url(#k-h)"
        ]
        assert len(bars) == 1


def test_special_causes_of_the_gap_are_triangles(releases):
    told = story(releases.widened())
    signals = sum(bool(p.signal) for p in told.gap.points)
    svg = drawn(gap_chart(told, "k", NARROW))
    triangles = [
        m
        for m in svg.iter(f"{SVG}polygon")
        if len(m.get("points").split()) == 3 and m.get("fill") == "#ffffff"
    ]
    assert len(triangles) == signals > 0


def test_a_described_gap_has_no_point_that_stands_out(releases):
    release, plan = releases.annual()
    view = release.views[0]
    points = tuple(replace(p, signal="concern") for p in view.gap.points)
    view = replace(view, gap=replace(view.gap, points=points))
    told = Story(release, plan, view)
    assert not any(p.signal for p in told.gap.points)
    assert "stand out" not in gap_chart(told, "k", WIDE)


def test_no_gap_is_always_on_the_scale(made):
    told = story(made)
    if told.gap is not None:
        for size in (WIDE, NARROW):
            assert "no gap" in words(gap_chart(told, "k", size))


def test_missing_months_stay_holes(releases):
    release, plan = releases.widened()
    view = release.views[0]
    empty = Shown(None, "no_data")
    points = tuple(
        replace(p, difference=empty) if k == 10 else p
        for k, p in enumerate(view.gap.points)
    )
    view = replace(view, gap=replace(view.gap, points=points))
    svg = gap_chart(Story(release, plan, view), "k", WIDE)
    joined = [
        p for p in re.findall(r'<polyline points="([^"]+)"', svg) if len(p.split()) > 5
    ]
    assert sorted(len(p.split()) for p in joined)[-2:] == [10, 25]
    assert "url(#k-h)" not in svg.replace('id="k-h"', "")


def test_charts_of_one_view_share_a_scale_unless_they_say_so(releases):
    told = story(releases.widened(), 1)
    common = common_domain(told.view.series)
    domains = {s.group: own_domain(s, common) for s in told.view.series}
    assert domains["everyone_else"] == common
    assert not domains["people_with_a_learning_disability"].is_common


def test_a_panel_clips_what_lies_outside_its_scale(releases):
    told = story(releases.extremes())
    series = told.view.series[0]
    svg = drawn(panel_chart(told, series, common_domain(told.view.series), "k"))
    height = float(svg.get("height"))
    for mark in svg.iter(f"{SVG}circle"):
        assert 0 <= float(mark.get("cy")) <= height
