import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from efqi.projects.parse import parse
from efqi.projects.plan import Plan

CONTENT = """
[project]
title = "Missed appointments"
[data]
file = "records.csv"
date = "day"
interval = "month"
[[measure]]
name = "missed"
title = "missed appointments"
of = "appointments"
better = "lower"
numerator = [{ column = "outcome", is_in = ["missed"] }]
denominator = [{ column = "outcome", is_not_in = ["cancelled"] }]
[[group]]
name = "deprivation"
title = "deprivation"
column = "imd"
order = [1, 2]
reference = 2
ordered = true
[[group]]
name = "ethnicity"
title = "ethnic group"
order = ["Asian", "White"]
reference = "White"
values = { Asian = ["Indian", "Chinese"] }
unknown = ["Z"]
[[change]]
date = 2024-02-01
label = "Texts"
[contrast]
measure = "missed"
group_by = "deprivation"
compare = 1
with = 2
margin_points = 1
margin_percent = 10
"""
RECORDS = """day,outcome,imd,ethnicity
2024-01-02,missed,1,White
2024-01-03,attended,1,Indian
2024-01-04,cancelled,1,White
2024-01-05,missed,2,Chinese
2024-01-31,attended,2,Z
2024-03-01,attended,1,White
2024-03-02,missed,,White
2024-03-31,attended,2,
"""


@pytest.fixture
def content() -> dict:
    return tomllib.loads(CONTENT)


@pytest.fixture
def counts_content(content) -> dict:
    content["data"] = {"file": "counts.csv", "form": "counts", "interval": "month"}
    for key in ("numerator", "denominator"):
        del content["measure"][0][key]
    return content


@pytest.fixture
def plan(content) -> Plan:
    return parse(content)


@pytest.fixture
def counts_plan(counts_content) -> Plan:
    return parse(counts_content)


@pytest.fixture
def records() -> str:
    return RECORDS


@pytest.fixture
def write(tmp_path) -> Callable[..., Path]:
    """Write a file and give its folder."""

    def to_folder(text: str | bytes, name: str = "records.csv") -> Path:
        content = text.encode() if isinstance(text, str) else text
        (tmp_path / name).write_bytes(content)
        return tmp_path

    return to_folder
