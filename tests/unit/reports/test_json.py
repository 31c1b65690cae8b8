import json
from datetime import date
from enum import StrEnum

import pytest

from efqi.disclosure.release import Estimate, Shown
from efqi.reports.json import FORMAT, plain, render_json


def test_json_holds_answers_in_words_and_the_release(made):
    release, plan = made
    whole = json.loads(render_json(release, plan))
    assert list(whole) == [
        "format", "efqi", "project", "label", "credit", "answers", "release",
    ]  # fmt: skip
    assert whole["format"] == FORMAT
    assert len(whole["answers"]) == len(release.views) == len(whole["release"]["views"])
    assert all(answer["answer"].endswith(".") for answer in whole["answers"])


def test_a_hidden_number_is_null_with_its_reason(releases):
    whole = json.loads(render_json(*releases.hidden_group()))
    groups = whole["release"]["views"][0]["groups"]
    lost = next(g for g in groups if g["group"] == "no_fixed_home")
    assert lost["before_numerator"] == {
        "value": None, "reason": "fewer_than_8", "lower": 1, "upper": 7,
    }  # fmt: skip


class Colour(StrEnum):
    BLUE = "blue"


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        (
            Shown(None, "no_data"),
            {"value": None, "reason": "no_data", "lower": None, "upper": None},
        ),
        (
            Estimate(1.5, float("nan"), float("inf")),
            {"value": 1.5, "lower": None, "upper": None},
        ),
        (date(2026, 4, 8), "2026-04-08"),
        (Colour.BLUE, "blue"),
        ({"b": 1, "a": (1, 2)}, {"a": [1, 2], "b": 1}),
        (True, True),
        (None, None),
    ],
)
def test_plain_turns_released_things_into_json(thing, expected):
    assert plain(thing) == expected


def test_json_gives_the_same_bytes_again(made):
    assert render_json(*made) == render_json(*made)
