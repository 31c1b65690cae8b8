import pytest

from efqi.errors import ProjectError
from efqi.measures.standard_population import ages, european_2013

# Published by fives, the two oldest joined: Eurostat's report of 2013.
BY_FIVES = (
    (0, 5000), (5, 5500), (10, 5500), (15, 5500), (20, 6000), (25, 6000), (30, 6500),
    (35, 7000), (40, 7000), (45, 7000), (50, 7000), (55, 6500), (60, 6000), (65, 5500),
    (70, 5000), (75, 4000), (80, 2500), (85, 1500),
)  # fmt: skip


def test_population_by_fives_is_the_published_one():
    bands = [f"{first}-{first + 4}" for first, _ in BY_FIVES] + ["90+"]
    want = [*(float(n) for _, n in BY_FIVES), 1000.0]
    assert list(european_2013(bands)) == want
    assert sum(want) == 100_000


def test_wider_and_finer_bands_add_up_to_the_whole():
    assert european_2013(["Under 1", "1-4"]) == (1000.0, 4000.0)
    wide = european_2013(["0 to 19", "20-64", "aged 65 and over"])
    assert sum(wide) == 100_000
    assert european_2013(["90-94", "95+"]) == (800.0, 200.0)


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("0-17", (0, 18)),
        ("18 to 24", (18, 25)),
        ("85+", (85, 1000)),
        ("85 years and over", (85, 1000)),
        ("under 5", (0, 5)),
        ("7", (7, 8)),
        ("adults", None),
    ],
)
def test_bands_are_read_as_tables_write_them(words, want):
    assert ages(words) == want


def test_a_band_that_cuts_the_standards_is_named_with_the_age():
    with pytest.raises(ProjectError, match=r"'0-17' cuts a band .* at 18"):
        european_2013(["0-17", "18+"])


def test_a_name_that_is_no_band_is_named():
    with pytest.raises(ProjectError, match="'adults' is not a band of ages"):
        european_2013(["adults"])
