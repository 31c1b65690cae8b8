"""The synthetic extract is what its generator makes, and holds the truth it states."""

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest
from polars.testing import assert_frame_equal

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "missed-appointments"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", FOLDER / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def extract() -> pl.DataFrame:
    return pl.read_parquet(FOLDER / "appointments.parquet")


@pytest.fixture(scope="module")
def truth() -> dict:
    return tomllib.loads((FOLDER / "truth.toml").read_text(encoding="utf-8"))


def test_generator_makes_the_committed_extract_and_truth(generator, extract):
    made, chance = generator.generate()
    assert_frame_equal(made, extract)
    written = (FOLDER / "truth.toml").read_text(encoding="utf-8")
    assert generator.truth_of(made, chance) == written


def test_another_seed_makes_another_extract(generator):
    one, _ = generator.generate(seed=1, bookings=500)
    other, _ = generator.generate(seed=2, bookings=500)
    assert not one.equals(other)


def test_generator_writes_csv_as_well(generator, monkeypatch, tmp_path):
    monkeypatch.setattr(generator.generate, "__defaults__", (1, 3000))
    generator.main(tmp_path / "rows.csv")
    assert pl.read_csv(tmp_path / "rows.csv").height == 3000
    assert (tmp_path / "truth.toml").exists()


def test_extract_is_as_large_and_as_incomplete_as_it_says(extract):
    assert extract.height >= 200_000
    assert extract["appointment_date"].dt.truncate("1mo").n_unique() == 36
    unknown = extract["imd_quintile"].null_count() / extract.height
    assert unknown == pytest.approx(0.06, abs=0.01)
    assert {"Z", "99"} <= set(extract["ethnic_group"].unique())
    held = extract.filter(
        pl.col("outcome").is_in(["attended", "did not attend"]),
        learning_disability="yes",
    )
    assert held.height / 36 == pytest.approx(13, abs=1)


def test_observed_shares_lie_within_four_standard_errors_of_the_truth(extract, truth):
    held = extract.filter(pl.col("outcome").is_in(["attended", "did not attend"]))
    is_before = pl.col("appointment_date") < pl.date(2025, 4, 1)
    for phase, rows in (
        ("before", held.filter(is_before)),
        ("after", held.filter(~is_before)),
    ):
        for fifth in "12345":
            missed = rows.filter(imd_quintile=fifth)["outcome"] == "did not attend"
            chance = truth[phase][f"fifth_{fifth}"] / 100
            error = (chance * (1 - chance) / missed.len()) ** 0.5
            assert missed.mean() == pytest.approx(chance, abs=4 * error)


def test_stated_truth_is_a_gap_that_grew_while_everyone_improved(truth):
    assert truth["after"]["overall"] < truth["before"]["overall"] - 1
    assert truth["after"]["fifth_1"] < truth["before"]["fifth_1"]
    assert truth["change"]["gap_points"] > 2
    assert truth["change"]["ratio"] > 1.3
