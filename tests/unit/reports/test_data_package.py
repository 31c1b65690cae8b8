import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from efqi.reports.data_package import render_data_package, render_zip
from efqi.reports.table import render_csv

READ = {"string": str, "number": float, "integer": int, "date": date.fromisoformat}


def descriptor(release, plan):
    return json.loads(render_data_package(release, plan)["datapackage.json"])


def test_package_holds_the_table_and_its_description(releases):
    release, plan = releases.widened()
    files = render_data_package(release, plan)
    assert set(files) == {"datapackage.json", "release.csv"}
    assert files["release.csv"].decode() == render_csv(release)
    (resource,) = descriptor(release, plan)["resources"]
    assert resource["path"] == "release.csv"
    assert resource["bytes"] == len(files["release.csv"])
    digest = hashlib.sha256(files["release.csv"]).hexdigest()
    assert resource["hash"] == f"sha256:{digest}"


def test_every_value_of_the_table_has_the_type_that_is_said(made):
    release, plan = made
    fields = descriptor(release, plan)["resources"][0]["schema"]["fields"]
    rows = list(csv.DictReader(io.StringIO(render_csv(release))))
    assert [field["name"] for field in fields] == list(rows[0])
    for field in fields:
        assert field["description"].endswith(".")
        allowed = field.get("constraints", {}).get("enum")
        for row in rows:
            value = row[field["name"]]
            if value:
                READ[field["type"]](value)
            assert allowed is None or value in allowed


@pytest.mark.parametrize(
    ("credit", "name"),
    [
        (
            "Contains information licensed under the Open Government Licence v3.0.",
            "OGL-UK-3.0",
        ),
        ("Synthetic data. CC0.", "CC0-1.0"),
        ("A trust, CC BY 4.0", "CC-BY-4.0"),
        ("Released outputs (MIT licence).", "MIT"),
    ],
)
def test_licence_is_the_one_that_the_credit_names(releases, credit, name):
    release, plan = releases.widened()
    said = descriptor(
        release, replace(plan, source=replace(plan.source, credit=credit))
    )
    assert [licence["name"] for licence in said["licenses"]] == [name]
    assert said["sources"] == [{"title": credit}]


def test_no_licence_is_made_up(releases):
    release, plan = releases.widened()
    plan = replace(plan, source=replace(plan.source, credit=""))
    said = descriptor(release, plan)
    assert "licenses" not in said
    assert "sources" not in said


def test_description_gives_label_question_and_answer(releases):
    said = descriptor(*releases.widened())
    assert said["description"].startswith("Synthetic example.")
    assert "The gap very probably widened" in said["description"]
    assert said["name"] == "reminder-texts-for-clinic-appointments"


def test_zip_has_the_same_bytes_again_and_holds_the_package(made):
    release, plan = made
    packed = render_zip(release, plan)
    assert packed == render_zip(release, plan)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == render_data_package(release, plan)


def test_hidden_counts_have_a_reason_in_the_package_too(releases):
    table = render_data_package(*releases.hidden_group())["release.csv"].decode()
    hidden = [
        r for r in csv.DictReader(io.StringIO(table)) if r["reason"] == "fewer_than_8"
    ]
    assert hidden
    assert all(row["value"] == "" for row in hidden)
