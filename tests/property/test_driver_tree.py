"""A driver diagram of any shape: no boxes touch, no word leaves its box."""

from hypothesis import given
from hypothesis import strategies as st

from efqi.reports.charts.driver_tree import NARROWEST, driver_tree
from efqi.reports.charts.scale import text_width
from efqi.reports.charts.tree_layout import PADDING, SIZE, Knot, laid_out

words = st.text(min_size=1, max_size=60)
kinds = st.sampled_from(("cause", "gap cause", "idea"))
knots = st.recursive(
    st.builds(Knot, words, kinds, st.sampled_from(("", "Explains the gap"))),
    lambda inside: st.builds(
        Knot, words, kinds, st.just(""), st.lists(inside, max_size=4).map(tuple)
    ),
    max_leaves=25,
)


def count(knot):
    return 1 + sum(map(count, knot.knots))


def overlap(a, b):
    return (
        a.x < b.x + b.width
        and b.x < a.x + a.width
        and a.y < b.y + b.height
        and b.y < a.y + a.height
    )


@given(knots)
def test_no_two_boxes_touch_and_none_is_lost(knot):
    boxes = laid_out(knot, NARROWEST)
    assert len(boxes) == count(knot)
    assert min(box.y for box in boxes) == 0
    pairs = [(a, b) for k, a in enumerate(boxes) for b in boxes[k + 1 :]]
    assert not any(overlap(a, b) for a, b in pairs)


@given(knots)
def test_what_leads_to_a_box_stands_right_of_it(knot):
    for box in laid_out(knot, NARROWEST):
        if box.parent is not None:
            assert box.x > box.parent.end[0]
            assert box.knot in box.parent.knot.knots


@given(words)
def test_every_line_fits_its_box(text):
    (box,) = laid_out(Knot(text, "gap cause"), NARROWEST)
    room = NARROWEST - 2 * PADDING
    for line in box.lines:
        assert len(line) == 1 or text_width(line, SIZE * 1.06) <= room


@given(knots)
def test_picture_is_well_formed_whatever_people_write(knot):
    from xml.etree import ElementTree

    drawn = driver_tree(knot, "k", knot.words, knot.words)
    root = ElementTree.fromstring(drawn)  # noqa: S314 - our own
    assert root.attrib["role"] == "img"
