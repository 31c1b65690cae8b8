import pytest

from efqi.measures.suppressed import bounds_of, interval_text, is_suppressed


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("<5", (0, 4)),
        ("< 10", (0, 9)),
        ("<=7", (0, 7)),
        ("1-4", (1, 4)),
        ("1 to 7", (1, 7)),
        ("1\N{EN DASH}4", (1, 4)),
        ("fewer than 5", (0, 4)),
        ("Less than 8", (0, 7)),
        ("*", None),
        ("[c]", None),
        ("7-1", None),
        ("12", None),
        ("", None),
    ],
)
def test_interval_text_reads_least_and_most(text, bounds):
    assert interval_text(text) == bounds


@pytest.mark.parametrize(
    "text", ["*", "c", "[c]", "<5", "1-4", "[REDACTED]", "-", ".."]
)
def test_marks_of_hidden_counts_are_known(text):
    assert is_suppressed(text)


@pytest.mark.parametrize("text", ["12", "1,234", "", "White", "-3", "0"])
def test_counts_and_words_are_no_marks(text):
    assert not is_suppressed(text)


def test_the_plan_says_what_a_mark_stands_for():
    hidden = {"*": (1.0, 7.0), "<5": (1.0, 4.0)}
    assert bounds_of("*", hidden) == (1, 7)
    assert bounds_of("<5", hidden) == (1, 4)
    assert bounds_of("<8", hidden) == (0, 7)
    assert bounds_of("[c]", hidden) is None
