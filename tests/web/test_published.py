"""A yearly table as a public body publishes it becomes an answer that is described only."""

import re

import pytest

from tests.web.test_browser import (  # noqa: F401 - fixtures
    address,
    axe,
    browser,
    page_of,
)
from tests.web.test_walk import MEANING

DECILES = ("1 Most deprived", "2", "3 Least deprived")
CHOICES = {
    "period": "year",
    "numerator": "recovered",
    "denominator": "finished",
    "kind": "breakdown=Deprivation",
    "group": "group",
}


@pytest.fixture
def yearly(tmp_path):
    lines = ["year,body,breakdown,group,finished,recovered"]
    for year in range(2017, 2025):
        for body in ("North", "South"):
            for place, decile in enumerate(DECILES):
                of = 4_000 + 100 * place + year - 2017
                got = round(of * (0.42 + 0.06 * place))
                named = f"{year}-{(year + 1) % 100:02}"
                lines.append(f"{named},{body},Deprivation,{decile},{of},{got}")
            lines.append(f"{named},{body},Sex,Female,6000,3000")
    path = tmp_path / "published.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def sent(lead, path):
    with path.open("rb") as file:
        return lead.post("upload", lead.project.key, file=file)


def test_yearly_table_is_described_and_not_judged(lead, yearly):
    asked = sent(lead, yearly)
    assert asked.url.endswith("/columns/")
    page = lead.client.get(asked.url).content.decode()
    assert "Which column is what?" in page
    added = lead.client.post(asked.url, CHOICES)
    assert added.status_code == 302, added.content.decode()
    asked_of = set(
        re.findall(r'name="(\w+)"', lead.client.get(added.url).content.decode())
    )
    assert not asked_of & {"date", "outcome"}, "these are asked of records only"
    meaning = {
        **MEANING,
        "groups": "Deprivation",
        "better": "higher",
        "title": "recovery",
        "of": "people who finished",
        "change_date[year]": "2020",
        "change_date[month]": "4",
        "compare": "1 Most deprived",
        "with": "3 Least deprived",
    }
    counted = lead.client.post(added.url, meaning)
    wrong = re.findall(r'error-message">(.*?)</', counted.content.decode(), re.S)
    assert (counted.status_code, wrong) == (302, [])
    answer = lead.get("answer", lead.project.key).content.decode()
    assert "described, not judged" in answer
    assert lead.client.get(asked.url).url.endswith("/data/bring/")


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("numerator", "", "Choose a column"),
        ("group", "no such column", "Choose a column"),
        ("kind", "breakdown=Age' OR 1=1 --", "Choose which rows to take"),
        ("denominator", "recovered", "Choose another column"),
    ],
)
def test_choice_that_cannot_be_is_said_by_its_field(lead, yearly, part, value, said):
    asked = sent(lead, yearly)
    refused = lead.client.post(asked.url, CHOICES | {part: value})
    assert refused.status_code == 422
    assert said in refused.content.decode()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_page_of_columns_has_no_barrier(
    lead,
    yearly,
    page_of,  # noqa: F811 - the fixture
    axe,  # noqa: F811 - the fixture
    width,
):
    page = page_of(lead, sent(lead, yearly).url, width)
    assert axe(page) == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
