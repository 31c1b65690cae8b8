import tomllib

import pytest

from efqi.disclosure.charting import Charting
from efqi.errors import ProjectError
from efqi.projects.charting import charting, overruled
from efqi.projects.parse import parse

FILE = """
[project]
title = "Missed appointments"
rules = "nhsrplotthedots-0.2.2"
[data]
file = "counts.csv"
form = "counts"
interval = "month"
[[measure]]
name = "missed"
title = "missed appointments"
of = "appointments"
better = "lower"
chart = "p"
rules = "anhoej"
[[measure]]
name = "falls"
title = "falls"
of = "bed days"
kind = "rate"
better = "lower"
[[group]]
name = "deprivation"
title = "deprivation"
order = ["1", "5"]
reference = "5"
[[change]]
date = 2025-04-01
label = "Texts began"
[contrast]
measure = "missed"
group_by = "deprivation"
compare = "1"
with = "5"
margin_points = 1
margin_percent = 10
"""


@pytest.fixture
def content():
    return tomllib.loads(FILE)


def test_a_measure_says_its_own_chart_and_rules_or_takes_the_projects(content):
    assert charting(parse(content)) == {
        "missed": Charting("anhoej", "p"),
        "falls": Charting("nhsrplotthedots-0.2.2", ""),
    }


def test_rules_are_anhoej_unless_said(content):
    del content["project"]["rules"], content["measure"][0]["chart"]
    assert charting(parse(content))["falls"] == Charting()


@pytest.mark.parametrize(
    ("measure", "key", "value", "found", "fix"),
    [
        (0, "chart", "u", "A u chart does not suit 'missed'", "p, pp, i, ip, run"),
        (1, "chart", "p", "A p chart does not suit 'falls', a rate", "u, up, i, ip"),
        (0, "chart", "pie", "There is no chart 'pie'", "p, pp, i, ip, run"),
        (0, "rules", "anhoy", "There are no rules 'anhoy'", "Did you mean 'anhoej'"),
    ],
)
def test_a_chart_or_rules_that_do_not_fit_are_refused(
    content, measure, key, value, found, fix
):
    content["measure"][measure][key] = value
    with pytest.raises(ProjectError, match=found) as refused:
        parse(content)
    assert fix in str(refused.value)
    assert f"> {key}" in str(refused.value)


def test_rules_of_the_project_must_exist(content):
    content["project"]["rules"] = "western"
    with pytest.raises(ProjectError, match=r"project > rules.*no rules 'western'"):
        parse(content)


def test_overruling_changes_only_what_was_asked(content):
    plan = parse(content)
    asked = overruled(plan, measure="falls", chart="run", rules=None)
    assert charting(asked) == {
        "missed": Charting("anhoej", "p"),
        "falls": Charting("nhsrplotthedots-0.2.2", "run"),
    }
    assert overruled(plan, measure=None, chart=None, rules=None) == plan
    every = charting(overruled(plan, measure=None, chart="i", rules="anhoej"))
    assert set(every.values()) == {Charting("anhoej", "i")}


def test_overruling_with_a_chart_that_does_not_suit_names_the_option(content):
    with pytest.raises(ProjectError, match=r"--chart.*does not suit 'falls'"):
        overruled(parse(content), measure=None, chart="p", rules=None)
