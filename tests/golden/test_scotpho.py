"""Slope and relative indices that Public Health Scotland published (OGL v3.0)."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from efqi.stats.inequality import slope_index
from efqi.stats.limits import Figures

EXTRACT = Path(__file__).parent / "inequality" / "scotpho.csv"
KEYS = ["indicator", "year"]


@pytest.fixture(scope="module")
def compared() -> pl.DataFrame:
    rows = []
    table = pl.read_csv(EXTRACT).sort(*KEYS, "quintile")
    for (indicator, year), fifths in table.group_by(KEYS, maintain_order=True):
        level = fifths["measure"].to_numpy()
        size = fifths["denominator"].to_numpy().astype(float)
        slope = -float(slope_index(Figures(level, level, level), size).value)
        relative = slope / np.average(level, weights=size)
        published = fifths["sii"][0], fifths["rii"][0]
        rows.append((indicator, year, slope, relative, *published))
    names = [*KEYS, "slope", "relative", "sii", "rii"]
    return pl.DataFrame(rows, schema=names, orient="row")


def test_slope_index_agrees_with_every_published_one(compared):
    assert compared.height == 84
    assert (compared["slope"] - compared["sii"]).abs().max() < 0.15


def test_relative_index_agrees_with_every_published_one(compared):
    assert (compared["relative"] - compared["rii"]).abs().max() <= 0.06


def test_smoking_in_pregnancy_narrowed_absolutely_and_widened_relatively(compared):
    smoking = compared.filter(pl.col("indicator") == "Smoking during pregnancy")
    first, last = smoking.row(0, named=True), smoking.row(-1, named=True)
    assert last["slope"] < first["slope"] - 10
    assert last["relative"] > first["relative"] + 0.4
