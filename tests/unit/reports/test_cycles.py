"""Cycles on charts over time, and the card for the wall."""

import io
import itertools
import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from efqi.projects.document.cycle import Cycle, GroupText, Prediction, Sample
from efqi.projects.document.document import ProjectDocument
from efqi.reports.alongside import Alongside
from efqi.reports.card import build_card, render_card_pdf
from efqi.reports.page import build_page

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2026, 4, 8)
WIDE_PLOT = (34, 880 - 118)
PANEL_PLOT = (34, 272 - 8)


def cycle(number, first_day, title="Texts in two clinics", **more):
    return Cycle(
        identifier=f"c{number}",
        number=number,
        title=title,
        started_on=first_day,
        **more,
    )


def page(made, *cycles):
    release, plan = made
    return build_page(release, plan, made_on=DAY, beside=Alongside(cycles=cycles))


def circles(svg):
    """Give the middle of each numbered circle by its number."""
    marks = list(ElementTree.fromstring(svg))  # noqa: S314  (our own output)
    found = {}
    for mark, follower in itertools.pairwise(marks):
        if (mark.tag, follower.tag) == (f"{SVG}circle", f"{SVG}text"):
            found[int(follower.text)] = float(mark.get("cx"))
    return found


def place(starts, day, plot, margin):
    """Where a day stands, by hand: months at whole numbers, a month from -0.5 to 0.5."""
    left, right = plot
    k = max(k for k, start in enumerate(starts) if start <= day)
    month_end = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    share = (day - starts[k]).days / (month_end - starts[k]).days
    whole = len(starts) - 1 + 2 * margin
    return left + (k - 0.5 + share + margin) / whole * (right - left)


def test_circles_stand_at_the_first_day_on_the_gap_chart_and_on_every_panel(releases):
    made = releases.widened()
    release, _ = made
    gap = release.views[0].gap
    starts = [point.start for point in gap.points]
    days = {1: starts[3], 2: starts[9].replace(day=16)}
    drawn = page(made, *(cycle(n, day) for n, day in days.items()))
    shown = circles(drawn.gap.wide)
    assert set(shown) == {1, 2}
    for number, day in days.items():
        assert shown[number] == pytest.approx(
            place(starts, day, WIDE_PLOT, 0.6), abs=0.1
        )
    for series, panel in zip(
        release.views[0].series, drawn.parts[0].panels, strict=True
    ):
        if series.interval.value == "month":
            on_panel = circles(panel.wide)
            own = [point.start for point in series.points]
            assert on_panel[1] == pytest.approx(
                place(own, days[1], PANEL_PLOT, 0.6), abs=0.1
            )


def test_key_names_each_circle_and_the_description_tells_them(releases):
    made = releases.widened()
    first = made[0].views[0].gap.points[0].start
    drawn = page(made, cycle(1, first))
    ((symbol, words),) = drawn.gap.cycles
    assert ">1</text>" in symbol
    assert words.endswith(": Texts in two clinics")
    assert words.startswith("Cycle 1, ")
    assert drawn.parts[0].cycles == drawn.gap.cycles
    assert words in drawn.gap.wide
    assert words in drawn.gap.narrow


@pytest.mark.parametrize("first_day", [None, date(1999, 1, 1), date(2099, 1, 1)])
def test_cycle_outside_the_chart_changes_nothing(releases, first_day):
    made = releases.widened()
    assert page(made, cycle(1, first_day)) == page(made)


def test_cycles_that_begin_together_do_not_hide_each_other(releases):
    made = releases.widened()
    first = made[0].views[0].gap.points[5].start
    drawn = page(made, *(cycle(n, first) for n in range(1, 6)))
    middles = sorted(circles(drawn.gap.narrow).values())
    assert len(middles) == 5
    assert min(b - a for a, b in itertools.pairwise(middles)) >= 18


def test_hostile_title_is_text_on_a_chart(releases):
    made = releases.widened()
    first = made[0].views[0].gap.points[5].start
    drawn = page(made, cycle(1, first, "<script>alert(1)</script> & more"))
    assert "<script>" not in drawn.gap.wide
    ElementTree.fromstring(drawn.gap.wide)  # noqa: S314  (our own output)


def test_every_release_takes_cycles(made):
    release, plan = made
    starts = [p.start for s in release.views[0].series for p in s.points]
    if starts:
        build_page(
            release,
            plan,
            made_on=DAY,
            beside=Alongside(cycles=(cycle(1, max(starts)),)),
        )


PREDICTION = Prediction(
    overall="Fewer",
    by_group=(GroupText(group="Most deprived fifth", text="Stays the same"),),
    saved_at=datetime(2025, 2, 27, 9, tzinfo=UTC),
)


def document(*cycles):
    return ProjectDocument(
        identifier="p",
        title="Reminder texts",
        created_at=datetime(2025, 1, 1, tzinfo=UTC),
        cycles=cycles,
    )


def pages(shown):
    card = build_card(document(shown), shown, made_on=DAY)
    pdf = render_card_pdf(card, made_on=DAY)
    assert pdf == render_card_pdf(card, made_on=DAY)
    return PdfReader(io.BytesIO(pdf)).pages


def words(shown):
    text = " ".join(page.extract_text() for page in pages(shown))
    return re.sub(r"\s+", " ", text)


def test_card_says_prediction_sample_stop_rule_and_days():
    shown = cycle(
        2,
        date(2025, 3, 1),
        ended_on=date(2025, 4, 30),
        prediction=PREDICTION,
        sample=Sample(
            size=40, unit_size=400, left_out="No phone", include_by=date(2025, 6, 1)
        ),
        stop_rule="Two complaints in a week",
    )
    said = words(shown)
    for part in (
        "Cycle 2: Texts in two clinics",
        "1 March 2025 to 30 April 2025",
        "Most deprived fifth: Stays the same",
        "Everyone: Fewer",
        "Written on 27 February 2025, before the test began.",
        "40 of 400.",
        "No phone",
        "They are in by 1 June 2025.",
        "Two complaints in a week",
    ):
        assert part in said
    assert said.index("Most deprived") < said.index("Everyone")


def test_card_of_a_new_cycle_says_what_is_not_said_yet():
    said = words(cycle(1, None))
    assert "No day is set yet." in said
    assert "Nothing is predicted yet." in said
    assert said.count("Not said yet.") == 3


def test_late_prediction_is_called_late():
    shown = cycle(1, date(2025, 2, 1), prediction=PREDICTION)
    assert "after the test began" in words(shown)


@pytest.mark.parametrize("length", [300, 3000])
def test_long_card_loses_nothing(length):
    text = " ".join(f"word{k}" for k in range(length // 8))
    shown = cycle(1, None, stop_rule=text, sample=Sample(left_out=text))
    assert words(shown).count(f"word{length // 8 - 1}") == 2


def test_card_is_half_a_sheet():
    (only,) = pages(cycle(1, None))
    width, height = (float(edge) for edge in only.mediabox[2:])
    assert (round(width), round(height)) == (595, 420)
