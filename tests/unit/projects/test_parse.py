import copy
import re
import tomllib
from datetime import date

import pytest

from efqi.equity.contrast import Margin
from efqi.errors import ProjectError
from efqi.measures.interval import Interval
from efqi.measures.measure import Direction, Kind
from efqi.measures.tally import Condition, Tally
from efqi.projects.parse import parse

WHOLE = """
[project]
title = "Missed appointments"
policy = "threshold-10"
cannot_say = ["Why."]
[data]
file = "appointments.csv"
form = "records"
date = "appointment_date"
interval = "month"
label = "Synthetic"
credit = "Nobody"
complete_to = 2026-03-31
[[measure]]
name = "missed"
title = "missed appointments"
of = "appointments"
better = "lower"
aim = "equitable"
target = 8
numerator = [{ column = "outcome", is_in = ["did not attend"] }]
denominator = [{ column = "outcome", is_not_in = "cancelled" }]
[[measure]]
name = "falls"
title = "falls"
of = "bed days"
kind = "rate"
better = "lower"
better_is_assumed = true
numerator_sum = "falls"
denominator_sum = "bed_days"
denominator = [{ column = "age", at_least = 18, at_most = 99.5 }]
[[group]]
name = "deprivation"
title = "deprivation of home area"
column = "imd"
order = [1, 2, 3]
reference = 3
ordered = true
labels = { 1 = "Most deprived", unknown = "Not known" }
[[group]]
name = "ethnicity"
title = "ethnic group"
order = ["Asian", "White"]
reference = "White"
values = { Asian = ["Indian", "Chinese"] }
unknown = ["Z", 99]
total = "All"
[[change]]
date = 2025-04-01
label = "Texts"
[[change]]
date = 2025-09-01
label = "Calls"
[contrast]
measure = "missed"
group_by = "deprivation"
compare = 1
with = 3
margin_points = 2
margin_percent = 10
reading_date = 2026-04-01
declared_on = 2025-03-01
[aim]
statement = "Fewer"
overall_target = 8.0
group = 1
group_target = 10.0
by = 2026-03-31
failure_condition = "The gap grows."
[[cross]]
groups = ["deprivation", "ethnicity"]
"""


@pytest.fixture
def content() -> dict:
    return tomllib.loads(WHOLE)


def refused(content: dict) -> str:
    with pytest.raises(ProjectError) as caught:
        parse(content)
    return str(caught.value)


def test_parse_reads_every_key(content):
    plan = parse(content)
    assert (plan.title, plan.policy) == ("Missed appointments", "threshold-10")
    assert plan.cannot_say == ("Why.",)
    assert plan.source.interval is Interval.MONTH
    assert plan.source.date_column == "appointment_date"
    assert plan.source.is_complete_to == date(2026, 3, 31)
    missed, falls = plan.measures
    assert missed.measure.kind is Kind.PROPORTION
    assert missed.measure.improvement_direction is Direction.LOWER
    assert missed.numerator == Tally((Condition("outcome", ("did not attend",)),))
    assert missed.denominator == Tally(
        (Condition("outcome", is_not_in=("cancelled",)),)
    )
    assert falls.measure.per == 1000
    assert falls.measure.direction_is_assumed
    assert falls.numerator == Tally((), "falls")
    assert falls.denominator == Tally(
        (Condition("age", at_least=18.0, at_most=99.5),), "bed_days"
    )


def test_parse_reads_groups_changes_and_contrast(content):
    plan = parse(content)
    deprivation, ethnicity = plan.dimensions
    assert deprivation.column == "imd"
    assert deprivation.dimension.order == ("1", "2", "3")
    assert deprivation.dimension.label("1") == "Most deprived"
    assert deprivation.dimension.label("unknown") == "Not known"
    assert ethnicity.values == (("Asian", ("Indian", "Chinese")),)
    assert (ethnicity.unknown, ethnicity.total) == (("Z", "99"), "All")
    assert [c.label for c in plan.changes] == ["Texts", "Calls"]
    assert (plan.contrast.group, plan.contrast.reference) == ("1", "3")
    assert plan.contrast.margin == Margin(2.0, 10.0)
    assert (plan.aim.group, plan.aim.group_target) == ("1", 10.0)
    assert plan.crosses == (("deprivation", "ethnicity"),)


def test_parse_reads_a_gradient(content):
    for key in ("compare", "with"):
        del content["contrast"][key]
    content["contrast"]["gradient"] = True
    contrast = parse(content).contrast
    assert (contrast.group, contrast.reference) == (None, None)


UNKNOWN_KEYS = [
    (("project",), "titel", r"[project]", "title"),
    (("data",), "intervall", "[data]", "interval"),
    (("measure", 1), "denominators", "[[measure]] (measure 2)", "denominator"),
    (("group", 0), "refernce", "[[group]] (group 1)", "reference"),
    (("contrast",), "margin_point", "[contrast]", "margin_points"),
    (("measure", 0, "numerator", 0), "isin", "numerator 1", "is_in"),
    ((), "contrasts", "The file", "contrast"),
]


@pytest.mark.parametrize(("path", "key", "section", "nearest"), UNKNOWN_KEYS)
def test_parse_names_the_nearest_key(content, path, key, section, nearest):
    table = content
    for step in path:
        table = table[step]
    table[key] = table.pop(nearest, "x")
    said = refused(content)
    assert f"has no key '{key}'" in said
    assert section in said
    assert f"Did you mean '{nearest}'?" in said


def test_parse_lists_keys_when_none_is_near(content):
    content["data"]["zzz"] = 1
    assert "Its keys are: file, form, date" in refused(content)


def test_parse_names_a_missing_key(content):
    del content["group"][1]["reference"]
    assert (
        "group 2 > reference': [[group]] (group 2) needs the key 'reference'."
        in refused(content)
    )


WRONG = [
    (("data", "interval"), "monthly", "'financial_year'"),
    (("measure", 0, "better"), "less", "'lower', 'higher' or 'neutral'"),
    (("change", 0, "date"), "1 April", "2025-04-30"),
    (("contrast", "margin_points"), -1, "0 or more"),
    (("group", 0, "order"), [], "a list with more entries"),
    (("group", 0, "ordered"), "perhaps", "true or false"),
    (("project", "title"), "", "not empty"),
    (("project",), "Missed", "a table"),
    (("measure", 1, "per"), 0, "over 0"),
]


@pytest.mark.parametrize(("path", "value", "expected"), WRONG)
def test_parse_says_what_a_value_must_be(content, path, value, expected):
    table = content
    for step in path[:-1]:
        table = table[step]
    table[path[-1]] = value
    said = refused(content)
    assert expected in said
    assert "pydantic" not in said
    assert said.startswith("project.toml, column '" + str(path[0]))


CONTRADICTIONS = [
    (("project", "policy"), "nhs-englnd", "no policy 'nhs-englnd'"),
    (("data", "columns"), {"ratio": "r"}, "Only a file of counts"),
    (("measure", 1, "name"), "missed", "Two of [[measure]] are called 'missed'"),
    (("group", 1, "name"), "deprivation", "Two of [[group]] are called"),
    (("group", 1, "name"), "ratio", "cannot be called 'ratio'"),
    (("measure", 0, "per"), 1000, "is not shown per anything"),
    (("measure", 0, "numerator"), [], "needs a numerator"),
    (("measure", 0, "numerator", 0, "is_in"), [], "asks for nothing"),
    (("group", 0, "order"), [1, 1, 3], "'1' is listed twice"),
    (("group", 0, "order"), [1, "unknown", 3], "Unknown is not listed"),
    (("group", 0, "reference"), 5, "order of the group 'deprivation' has no '5'"),
    (("group", 0, "labels"), {"9": "x"}, "has no '9'"),
    (("group", 1, "values"), {"Asain": ["Indian"]}, "Did you mean 'Asian'?"),
    (("group", 1, "unknown"), ["Indian"], "'Indian' is given two meanings"),
    (("group", 1, "total"), "White", "'White' is given two meanings"),
    (("change", 1, "date"), date(2025, 4, 1), "order of time"),
    (("contrast", "measure"), "mised", "Did you mean 'missed'?"),
    (("contrast", "group_by"), "deprived", "Did you mean 'deprivation'?"),
    (("contrast", "compare"), 9, "has no '9'"),
    (("contrast", "compare"), 3, "compared with itself"),
    (("contrast", "gradient"), True, "either two groups"),
    (("contrast", "reading_date"), date(2025, 4, 1), "change begins on 2025-04-01"),
    (("aim", "group"), 9, "has no '9'"),
    (("cross", 0, "groups"), ["deprivation", "sex"], "No group is called 'sex'"),
    (("cross", 0, "groups"), ["ethnicity", "ethnicity"], "crossed with itself"),
]


@pytest.mark.parametrize(("path", "value", "said"), CONTRADICTIONS)
def test_parse_refuses_contradictions(content, path, value, said):
    table = content
    for step in path[:-1]:
        table = table[step]
    table[path[-1]] = value
    assert said in refused(content)


def test_parse_refuses_half_a_contrast(content):
    del content["contrast"]["with"]
    assert "needs both compare and with" in refused(content)


def test_parse_refuses_a_gradient_without_order(content):
    content["contrast"] = {
        **content["contrast"],
        "group_by": "ethnicity",
        "gradient": True,
    }
    for key in ("compare", "with"):
        del content["contrast"][key]
    del content["aim"]
    assert "no order to make a gradient of" in refused(content)


def test_parse_refuses_records_without_a_date(content):
    del content["data"]["date"]
    assert "Records need a date" in refused(content)


def test_parse_refuses_conditions_on_counts(content):
    content["data"]["form"] = "counts"
    assert "Counts are already made" in refused(content)


def test_parse_leaves_the_content_as_it_was(content):
    before = copy.deepcopy(content)
    parse(content)
    assert content == before


AGE = {
    "name": "age",
    "title": "age",
    "order": ["0-19", "20-64", "65+"],
    "reference": "65+",
}


@pytest.fixture
def with_age(content):
    content["group"].append(dict(AGE))
    content["standardise"] = {"by": "age", "standard": "esp2013"}
    return content


def test_standard_crosses_every_other_group_but_sites(with_age):
    with_age["group"].append(
        {"name": "clinic", "title": "clinic", "order": ["n", "s"], "sites": True}
    )
    plan = parse(with_age)
    assert plan.crosses == (
        ("deprivation", "ethnicity"),
        ("deprivation", "age"),
        ("ethnicity", "age"),
    )
    assert (plan.standard.by, plan.standard.name) == ("age", "esp2013")
    assert plan.dimension("clinic").is_sites
    assert plan.dimension("clinic").reference == "s"


def test_standard_may_name_its_groups(with_age):
    with_age["standardise"]["groups"] = ["ethnicity"]
    assert parse(with_age).standard.groups == ("ethnicity",)


def test_sites_by_a_list_of_codes_need_no_reference(content):
    content["group"].append({"name": "icb", "codes": "ods-icb", "sites": True})
    assert parse(content).dimension("icb").is_sites


def test_sites_say_which_column_names_the_site_unless_the_plan_does(content):
    assert parse(content).source.site_column is None
    looked_up = {"file": "wards.csv", "from": "ward", "to": "clinic"}
    sites = {"title": "clinic", "order": ["n", "s"], "sites": True}
    content["group"].append({"name": "one", "lookup": looked_up, **sites})
    assert parse(content).source.site_column is None
    content["group"].append({"name": "clinic", "column": "where", **sites})
    assert parse(content).source.site_column == "where"
    content["data"]["site"] = "ward"
    assert parse(content).source.site_column == "ward"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"by": "ages"}, "No group is called 'ages'"),
        ({"groups": ["sex"]}, "No group is called 'sex'"),
        ({"groups": ["age"]}, "'age' cannot be standardised by itself"),
        ({"standard": "esp1976"}, "one of 'esp2013' or 'indirect'"),
        ({"standard_file": "a.csv"}, "either standard .* or standard_file, not both"),
        ({"standard": None}, "either standard .* or standard_file"),
        ({"by": "deprivation"}, "'4' is not a band|cuts a band"),
        ({"age": 1}, "has no key 'age'"),
    ],
)
def test_standard_that_does_not_fit_is_refused(with_age, change, error):
    with_age["standardise"] |= change
    kept = {k: v for k, v in with_age["standardise"].items() if v is not None}
    with_age["standardise"] = kept
    assert re.search(error, refused(with_age)), refused(with_age)


def test_band_that_cuts_the_european_standard_is_refused(with_age):
    with_age["group"][-1]["order"] = ["0-17", "18-64", "65+"]
    assert "cuts a band of the European Standard Population at 18" in refused(with_age)


def test_bands_that_overlap_or_are_sites_are_no_standard(with_age):
    with_age["group"][-1]["overlapping"] = True
    assert "overlap" in refused(with_age)
    with_age["group"][-1] |= {"overlapping": False, "sites": True}
    assert "sites" in refused(with_age)


@pytest.mark.parametrize("key", ["ordered", "overlapping"])
def test_sites_have_no_order_and_do_not_overlap(content, key):
    content["group"][1] |= {"sites": True, key: True}
    assert "ites" in refused(content)


def test_standard_needs_a_measure_with_people(with_age):
    with_age["measure"] = [
        {
            "name": "missed",
            "title": "missed",
            "of": "all",
            "kind": "count",
            "better": "lower",
        }
    ]
    assert "Only a proportion or a rate can be standardised" in refused(with_age)
