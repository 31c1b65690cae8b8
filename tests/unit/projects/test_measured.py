import tomllib

import pytest

from efqi.errors import ProjectError
from efqi.measures.measure import Kind
from efqi.projects.parse import parse

PLAN = """
[project]
title = "Waits"
[data]
file = "waits.csv"
date = "day"
interval = "month"
[[measure]]
name = "wait"
title = "wait"
of = "people seen"
kind = "mean"
value_column = "wait_days"
unit = "days"
better = "lower"
[[group]]
name = "area"
title = "area"
order = ["a", "b"]
reference = "b"
[[change]]
date = 2024-02-01
label = "More slots"
[contrast]
measure = "wait"
group_by = "area"
compare = "a"
with = "b"
margin_points = 1
margin_percent = 10
"""


def plan_with(**keys):
    """A plan whose measure has other keys; None takes one away."""
    content = tomllib.loads(PLAN)
    measure = {**content["measure"][0], **keys}
    content["measure"] = [{k: v for k, v in measure.items() if v is not None}]
    return content


def test_mean_is_of_its_column():
    (planned,) = parse(plan_with()).measures
    assert planned.measure.kind is Kind.MEAN
    assert planned.measure.unit == "days"
    assert planned.value_column == "wait_days"
    assert planned.measure.percentile is None


def test_median_is_short_for_the_fiftieth_percentile():
    (short,) = parse(plan_with(kind="median")).measures
    (long,) = parse(plan_with(kind="percentile", percentile=50)).measures
    assert short == long
    assert short.measure.smaller_side == 0.5


def test_smaller_side_of_a_high_percentile():
    (planned,) = parse(plan_with(kind="percentile", percentile=92)).measures
    assert planned.measure.smaller_side == pytest.approx(0.08)


@pytest.mark.parametrize(
    ("keys", "where", "message"),
    [
        ({"unit": None}, "unit", "needs a unit"),
        ({"value_column": None}, "value_column", "needs the column"),
        ({"percentile": 92}, "percentile", "A mean has no percentile"),
        ({"kind": "percentile"}, "percentile", "needs its number"),
        ({"kind": "percentile", "percentile": 100}, "percentile", "This must be"),
        ({"kind": "median", "percentile": 92}, "kind", "This must be"),
        ({"per": 10}, "per", "not shown per anything"),
        (
            {"numerator": [{"column": "x", "is_in": ["1"]}]},
            "numerator",
            "over the records of its denominator",
        ),
        ({"denominator_sum": "x"}, "denominator_sum", "over the records"),
        ({"kind": "count"}, "value_column", "A count has no value_column"),
        (
            {"kind": "count", "value_column": None},
            "unit",
            "A count has no unit",
        ),
    ],
)
def test_keys_that_contradict_are_named(keys, where, message):
    with pytest.raises(ProjectError, match=message) as caught:
        parse(plan_with(**keys))
    assert where in str(caught.value)
    assert caught.value.fix
