"""What the page on the data says of the examples that ship, and of what was done to them."""

import pytest

from efqi.cli.project import Source, released
from efqi.reports.wording.quality_finding import findings_of
from tests.acceptance.answered import EXAMPLES, answered


def by_code(release) -> dict[tuple[str, str], object]:
    return {(f.code, f.about): f for f in release.quality}


def found(name: str) -> dict[tuple[str, str], object]:
    return by_code(answered(name)[1])


@pytest.fixture(scope="module")
def talking() -> dict[tuple[str, str], object]:
    return found("talking-therapies")


def test_deciles_that_count_the_other_way_are_told(talking):
    assert talking["numbers_turned", "deprivation"].severity == "worth_knowing"


def test_labels_that_changed_case_are_told_with_the_year(talking):
    drift = talking["respelt", "ethnic_group"]
    assert drift.facts["number"] == 4
    assert drift.facts["name0"] == "Asian or Asian British: Any other Asian background"
    assert {drift.facts[f"when{k}"] for k in range(3)} == {"2020-04-01"}


def test_fall_of_the_unknown_is_told(talking):
    share = talking["unknown_share", "ethnicity"].percents
    assert (share["before"].value, share["after"].value) == (5.6, 5.3)


def test_order_that_puts_the_least_deprived_first_stops_the_answer(tmp_path):
    folder = EXAMPLES / "talking-therapies"
    (tmp_path / "counts.csv").write_bytes((folder / "counts.csv").read_bytes())
    text = (folder / "project.toml").read_text(encoding="utf-8")
    order = text[text.index("order = [") : text.index("]\n", text.index("order = ["))]
    turned = ["order = [", *reversed(order.splitlines()[1:])]
    (tmp_path / "project.toml").write_text(
        text.replace(order, "\n".join(turned) + "\n", 1), encoding="utf-8"
    )
    found_there = by_code(released(Source(tmp_path))[1])
    assert found_there["direction_turned", "deprivation"].severity == "stops"


def test_unknown_that_could_turn_the_answer_is_told():
    seen = found("missed-appointments")
    ethnicity = seen["unknown_share", "ethnicity"]
    assert ethnicity.severity == "could_change"
    assert ethnicity.facts["changes_answer"] == "yes"
    assert {"not stated", "not known"} < set(ethnicity.percents)
    assert ("direction_not_checked", "deprivation") in seen


def test_published_percentages_without_counts_stop_the_answer():
    assert found("ldl-teaching-case")["no_counts", "ldl_control"].severity == "stops"


@pytest.mark.parametrize(
    "name",
    ["antipsychotics", "ldl-teaching-case", "missed-appointments", "talking-therapies"],
)
def test_every_finding_of_an_example_has_words(name):
    plan, release = answered(name)
    for finding in findings_of(release, plan):
        assert finding.found.endswith(".")
        assert "{" not in finding.found
