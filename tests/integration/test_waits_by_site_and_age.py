"""A plan with a mean, bands of age and sites: what suits each, in one report."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from efqi.cli.main import app
from efqi.projects.answer import answer
from efqi.reports.page import build_page
from efqi.store.load import load
from efqi.store.plan_file import load_plan

PLAN = """
[project]
title = "Waits"

[data]
file = "visits.csv"
date = "day"
interval = "quarter"

[[measure]]
name = "dna"
title = "missed visits"
of = "visits"
better = "lower"
numerator = [{ column = "outcome", is_in = ["missed"] }]

[[measure]]
name = "wait"
title = "wait"
of = "visits"
kind = "mean"
better = "lower"
unit = "days"
value_column = "wait"

[[group]]
name = "imd"
title = "deprivation"
order = ["1", "2"]
reference = "2"

[[group]]
name = "age"
title = "age"
order = ["0-19", "20-64", "65+"]
reference = "65+"

[[group]]
name = "clinic"
title = "clinic"
column = "place"
order = ["n", "r", "s"]
sites = true

[[cross]]
groups = ["clinic", "imd"]

[standardise]
by = "age"
standard = "indirect"

[[change]]
date = 2025-01-01
label = "Texts began"

[contrast]
measure = "dna"
group_by = "imd"
compare = "1"
with = "2"
margin_points = 1
margin_percent = 10
"""


@pytest.fixture
def project(tmp_path):
    rng, size = np.random.default_rng(3), 24_000
    columns = {
        "day": [date(2024, 1 + k % 12, 5) for k in range(size // 2)]
        + [date(2025, 1 + k % 12, 5) for k in range(size // 2)],
        "outcome": rng.choice(["missed", "seen"], size, p=[0.2, 0.8]),
        "wait": rng.gamma(2, 10, size).round(),
        "imd": rng.choice(["1", "2", ""], size, p=[0.48, 0.48, 0.04]),
        "age": rng.choice(["0-19", "20-64", "65+"], size),
        "place": rng.choice(["n", "r", "s"], size),
    }
    pl.DataFrame(columns).write_csv(tmp_path / "visits.csv")
    (tmp_path / "project.toml").write_text(PLAN)
    return tmp_path


@pytest.fixture
def released(project):
    plan = load_plan(project / "project.toml")
    return answer(plan, load(plan, project)), plan


def test_only_shares_are_standardised_and_compared_by_funnels(released):
    release, _ = released
    standardised = {
        (view.measure.name, view.dimension): view.standardised is not None
        for view in release.views
    }
    assert standardised == {
        ("dna", "imd"): True,
        ("dna", "age"): False,
        ("wait", "imd"): False,
        ("wait", "age"): False,
    }
    assert {funnel.measure.name for funnel in release.funnels} == {"dna"}
    assert [funnel.group for funnel in release.funnels] == ["", "1", "2"]


def test_report_says_that_a_mean_is_not_standardised(released):
    page = build_page(*released, made_on=date(2026, 1, 1))
    said = {
        part.title: [
            s for b in part.blocks if "age explain" in b.title for s in b.sentences
        ]
        for part in page.parts
    }
    assert said["The mean wait by deprivation"] == [
        "Levels are not standardised: only proportions and rates can be."
    ]
    assert any("taken into account" in s for s in said["Missed visits by deprivation"])
    assert said["The mean wait by age"] == []


def test_sites_of_the_group_are_told_apart_on_the_page_on_data_quality(released):
    release, _ = released
    sites = {site.site: site.unknown for site in release.site_completeness}
    assert set(sites) == {"n", "r", "s"}
    assert all(set(unknown) == {"imd", "age"} for unknown in sites.values())


def test_spc_takes_a_chart_for_groups_and_draws_funnels_for_sites(project):
    def said(*words):
        done = CliRunner().invoke(app, ["spc", str(project), *words])
        return done.output or str(done.exception)

    by_group = said("--measure", "dna", "--by", "imd", "--chart", "run")
    assert "run, quarters" in by_group
    assert "Missed visits, since January 2025" in said("--by", "clinic")
    refused = said("--by", "clinic", "--measure", "wait")
    assert "no 'wait'" in refused
