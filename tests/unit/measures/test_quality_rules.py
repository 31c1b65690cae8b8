from datetime import date

import pytest

from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.interval import Interval
from efqi.measures.quality.completeness import Field, field_findings
from efqi.measures.quality.direction import direction_findings
from efqi.measures.quality.drift import drift_findings
from efqi.measures.quality.field_counts import FieldCounts, other_groups
from efqi.measures.quality.finding import Severity
from efqi.measures.quality.observed import AreaUse, FieldUse, SiteUse, Spelling
from efqi.measures.quality.unknown_kind import kind_of

STARTS = Interval.MONTH.sequence(date(2024, 1, 1), date(2024, 12, 1))
CHANGE = date(2024, 7, 1)


def dimension(*order, ordered=False, title="ethnic group", **labels):
    return Dimension(
        title.split()[0], title, order, order[-1], is_ordered=ordered, labels=labels
    )


def use(of, *spellings, is_made=False):
    return FieldUse(
        of.name,
        STARTS,
        tuple(Spelling(v, g, tuple(map(float, n))) for v, g, n in spellings),
        is_made,
    )


def codes(findings):
    return {finding.code: finding for finding in findings}


def looked_at(of, seen, *, sites=(), changes_answer=None, is_counted=True):
    field = Field(of, FieldCounts(seen, CHANGE), {}, changes_answer, is_counted)
    return codes(field_findings(field, sites))


BLACK_WHITE = dimension("Black", "White")


def with_unknown(unknown, blank=(0,) * 12):
    return use(
        BLACK_WHITE,
        ("B", "Black", [50] * 12),
        ("W", "White", [50] * 12),
        ("Z", UNKNOWN, unknown),
        ("", UNKNOWN, blank),
    )


@pytest.mark.parametrize(
    ("unknown", "changes_answer", "severity"),
    [
        ([1] * 12, None, Severity.FINE),
        ([1] * 12, False, Severity.FINE),
        ([1] * 12, True, Severity.COULD_CHANGE),
        ([5] * 12, False, Severity.WORTH_KNOWING),
        ([12] * 12, False, Severity.COULD_CHANGE),
        ([1] * 6 + [3] * 6, None, Severity.WORTH_KNOWING),
        ([1] * 6 + [6] * 6, None, Severity.COULD_CHANGE),
        ([100] * 12, None, Severity.STOPS),
    ],
)
def test_unknown_matters_by_share_shift_and_answer(unknown, changes_answer, severity):
    found = looked_at(BLACK_WHITE, with_unknown(unknown), changes_answer=changes_answer)
    assert found["unknown_share"].severity is severity


def test_unknown_is_split_by_kind_and_by_side_of_the_change():
    found = looked_at(BLACK_WHITE, with_unknown([10] * 12, [0] * 6 + [20] * 6))
    shares = found["unknown_share"].shares
    assert (shares["not stated"].part, shares["not recorded"].part) == (120, 120)
    assert (shares["before"].part, shares["before"].whole) == (60, 660)
    assert (shares["after"].part, shares["after"].whole) == (180, 780)
    assert "not known" not in shares


def test_nobody_unknown_is_fine_in_records_and_odd_in_counts():
    seen = with_unknown([0] * 12)
    assert looked_at(BLACK_WHITE, seen)["unknown_absent"].severity is Severity.FINE
    counts = looked_at(BLACK_WHITE, seen, is_counted=False)
    assert counts["unknown_absent"].severity is Severity.WORTH_KNOWING


@pytest.mark.parametrize(
    ("spelling", "kind"),
    [
        ("Z", "not stated"),
        ("Not stated", "not stated"),
        ("prefer not to say", "not stated"),
        ("99", "not known"),
        ("X", "not known"),
        ("Unknown", "not told apart"),
        ("unknown to us", "not known"),
        ("?", "not known"),
        ("", "not recorded"),
        ("NULL", "not recorded"),
        ("Not stated/Not known/Invalid", "not told apart"),
        ("something else", "not known"),
    ],
)
def test_kind_of_unknown_is_read_from_the_spelling(spelling, kind):
    assert kind_of(spelling, {}) == kind


def test_kind_that_a_list_gives_comes_first():
    assert kind_of("x", {"X": "not stated"}) == "not stated"
    assert (
        kind_of("W01000001", {"W01000001": "outside England"}) == "outside the groups"
    )


def test_other_groups_are_those_that_nobody_else_fits():
    group = dimension("Any other Asian background", "European or other", "White")
    assert other_groups(group) == ("Any other Asian background",)
    assert other_groups(dimension("core20", "Other four fifths", ordered=True)) == ()
    labelled = dimension("Other Ethnic Groups: Chinese", "S", S="Any other group")
    renamed = Dimension(
        "e",
        "e",
        labelled.order,
        "S",
        labels={"Other Ethnic Groups: Chinese": "Chinese", "S": "Any other group"},
    )
    assert other_groups(renamed) == ("S",)


@pytest.mark.parametrize(
    ("other", "severity"),
    [
        ([10] * 12, Severity.FINE),
        ([10] * 6 + [12] * 6, Severity.WORTH_KNOWING),
        ([10] * 6 + [20] * 6, Severity.COULD_CHANGE),
    ],
)
def test_other_matters_where_its_share_of_the_known_moves(other, severity):
    group = dimension("Any other", "White")
    seen = use(
        group,
        ("S", "Any other", other),
        ("A", "White", [90] * 12),
        ("", UNKNOWN, [0] * 6 + [300] * 6),
    )
    found = looked_at(group, seen)["other_share"]
    assert found.severity is severity
    assert found.shares["all"].whole == 90 * 12 + sum(other)


def sites(*unknown, records=500.0):
    return tuple(
        SiteUse(f"site {k}", records, {"ethnic": float(n)}, {})
        for k, n in enumerate(unknown)
    )


def test_site_stands_out_by_distance_and_beyond_chance():
    seen = with_unknown([5] * 12)
    alike = looked_at(BLACK_WHITE, seen, sites=sites(25, 30, 28, 20))
    assert alike["unknown_by_site"].severity is Severity.FINE
    apart = looked_at(BLACK_WHITE, seen, sites=sites(25, 30, 28, 200))[
        "unknown_by_site"
    ]
    assert apart.severity is Severity.COULD_CHANGE
    assert apart.facts["highest_site"] == "site 3"
    assert apart.facts["apart"] == 1


def test_small_sites_are_not_compared():
    few = (SiteUse("small", 99.0, {"ethnic": 99.0}, {}),)
    found = looked_at(BLACK_WHITE, with_unknown([5] * 12), sites=(*sites(25, 30), *few))
    assert found["unknown_by_site"].facts["sites"] == 2


def drift(of, *spellings, **more):
    seen = use(of, *spellings, **more)
    return codes(drift_findings(of, FieldCounts(seen, CHANGE)))


def test_steady_spellings_are_fine():
    found = drift(BLACK_WHITE, ("B", "Black", [9] * 12), ("W", "White", [90] * 12))
    assert list(found) == ["spellings_steady"]


def test_new_spelling_of_a_group_is_told_once():
    found = drift(
        BLACK_WHITE,
        ("B", "Black", [20] * 12),
        ("White British", "White", [90] * 6 + [0] * 6),
        ("white british", "White", [0] * 6 + [90] * 6),
    )
    assert list(found) == ["respelt"]
    assert found["respelt"].facts == {
        "number": 1,
        "name0": "white british",
        "when0": "2024-07-01",
    }


def test_group_that_begins_or_ends_could_change_the_answer():
    found = drift(
        dimension("Roma", "Arab", "White"),
        ("R", "Roma", [0] * 6 + [10] * 6),
        ("Q", "Arab", [10] * 6 + [0] * 6),
        ("W", "White", [90] * 12),
    )
    assert found["group_begins"].severity is Severity.COULD_CHANGE
    assert found["group_begins"].facts["when0"] == "2024-07-01"
    assert found["group_ends"].facts["when0"] == "2024-06-01"


def test_rare_value_that_happens_to_come_late_is_not_drift():
    found = drift(
        BLACK_WHITE,
        ("B", "Black", [0, 0, 1, 0, 2, 1, 0, 1, 2, 0, 1, 1]),
        ("W", "White", [90] * 12),
    )
    assert list(found) == ["spellings_steady"]


def test_unknown_code_that_begins_is_told():
    found = drift(
        BLACK_WHITE,
        ("B", "Black", [50] * 12),
        ("W", "White", [50] * 12),
        ("99", UNKNOWN, [0] * 6 + [10] * 6),
    )
    assert list(found) == ["unknown_spelling_begins"]


def test_change_from_the_codes_of_2001_to_those_of_2021_is_named():
    of = dimension("Indian", "White", "Irish")
    old, new = [60] * 6 + [0] * 6, [0] * 6 + [60] * 6
    british = "English, Welsh, Scottish, Northern Irish or British"
    found = drift(
        of,
        ("H", "Indian", old),
        ("A", "White", old),
        ("B", "Irish", old),
        ("Indian", "Indian", new),
        (british, "White", new),
        ("Irish", "Irish", new),
    )
    change = found["code_list_changed"]
    assert change.severity is Severity.COULD_CHANGE
    assert change.facts["from"] == "ethnic-category-2001"
    assert change.facts["to"] == "ethnic-group-2021"


def test_groups_that_efqi_made_have_no_spelling_to_drift():
    found = drift(
        BLACK_WHITE,
        ("0", "Black", [20] * 12),
        ("0,1", "White", [0] * 6 + [20] * 6),
        ("1", "White", [20] * 12),
        is_made=True,
    )
    assert list(found) == ["groups_steady"]


TENTHS = ("1", "2", "3", "4", "5")
MOST_FIRST = ("10 Most deprived", "05 More", "01 Least deprived")


def direction(order, *, area=None, is_made=False, turned_values=False):
    of = dimension(*order, ordered=True, title="deprivation of home area")
    written = order[::-1] if turned_values else order
    seen = use(
        of,
        *((v, g, [10] * 12) for v, g in zip(written, order, strict=True)),
        is_made=is_made,
    )
    (found,) = direction_findings(of, seen, area)
    return found


def area(same, turned):
    return AreaUse("deprivation", "imd2019-quintile", 1000, same, turned)


@pytest.mark.parametrize(
    ("given", "code", "severity"),
    [
        ({"order": TENTHS}, "direction_not_checked", Severity.WORTH_KNOWING),
        ({"order": TENTHS, "is_made": True}, "direction_looked_up", Severity.FINE),
        ({"order": MOST_FIRST}, "numbers_turned", Severity.WORTH_KNOWING),
        ({"order": MOST_FIRST[::-1]}, "direction_turned", Severity.STOPS),
        (
            {"order": ("1 - most deprived", "2", "3 - least deprived")},
            "direction_by_words",
            Severity.FINE,
        ),
        ({"order": TENTHS, "area": area(990, 5)}, "direction_by_area", Severity.FINE),
        (
            {"order": TENTHS, "area": area(5, 990)},
            "direction_turned_by_area",
            Severity.STOPS,
        ),
        (
            {"order": TENTHS, "area": area(5, 990), "turned_values": True},
            "direction_by_area",
            Severity.FINE,
        ),
        (
            {"order": TENTHS, "area": area(700, 10)},
            "lookup_mismatch",
            Severity.COULD_CHANGE,
        ),
        (
            {"order": TENTHS, "area": AreaUse("d", "imd2019-quintile", 0, 0, 0)},
            "direction_not_checked",
            Severity.WORTH_KNOWING,
        ),
    ],
)
def test_direction_is_heard_from_words_lookup_or_nobody(given, code, severity):
    found = direction(**given)
    assert (found.code, found.severity) == (code, severity)


def test_dimension_that_is_no_deprivation_has_no_direction():
    ages = dimension("0 to 17", "18 and over", ordered=True, title="age")
    assert list(direction_findings(ages, use(ages), None)) == []
