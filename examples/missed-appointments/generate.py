"""Make the synthetic extract of outpatient appointments, and the truth behind it.

Nobody in it exists. Run: python generate.py [FILE.parquet or FILE.csv]

Only uniform draws of PCG64 are used, in one fixed order, so that every machine makes the
same rows.
"""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

HERE = Path(__file__).resolve().parent
SEED = 20250401
BOOKINGS = 240_000
START, CHANGE, END = date(2023, 4, 1), date(2025, 4, 1), date(2026, 3, 31)

FIFTHS = ("1", "2", "3", "4", "5")
SHARE = (0.22, 0.21, 0.20, 0.19, 0.18)
NOT_RECORDED = (0.075, 0.065, 0.060, 0.055, 0.050)
MISSED_BEFORE = (0.177, 0.150, 0.122, 0.098, 0.078)
MISSED_AFTER = (0.175, 0.141, 0.106, 0.076, 0.054)

# Effects are on the log odds of missing an appointment; they do not change in April 2025.
ETHNIC_GROUP = {
    "A": (0.640, 0.00), "B": (0.012, 0.00), "C": (0.062, 0.05), "D": (0.010, 0.12),
    "E": (0.005, 0.12), "F": (0.006, 0.05), "G": (0.007, 0.08), "H": (0.032, 0.00),
    "J": (0.030, 0.12), "K": (0.012, 0.14), "L": (0.015, 0.06), "M": (0.017, 0.20),
    "N": (0.026, 0.15), "P": (0.008, 0.18), "R": (0.007, -0.10), "S": (0.016, 0.12),
    "Z": (0.060, 0.05), "99": (0.035, 0.10),
}  # fmt: skip
AGE_BAND = {
    "0 to 17": (0.13, 0.05),
    "18 to 34": (0.19, 0.35),
    "35 to 64": (0.38, 0.00),
    "65 and over": (0.30, -0.30),
}
SEX = {"F": (0.555, 0.00), "M": (0.440, 0.06), "X": (0.005, 0.10)}
SITE = {
    "Riverside": (0.46, 0.00),
    "Northgate": (0.33, 0.06),
    "St Agnes": (0.21, -0.05),
}
LEARNING_DISABILITY = {"no": (0.9977, 0.00), "yes": (0.0023, 0.45)}
CANCELLED = {"cancelled by patient": 0.075, "cancelled by hospital": 0.045}
SEASON, SHARED_NOISE, GROUP_NOISE = 0.06, 0.06, 0.05

Array = NDArray[np.float64]
Index = NDArray[np.int64]


def main(target: Path) -> None:
    """Write the extract to `target` and the truth beside it."""
    extract, chance = generate()
    if target.suffix == ".csv":
        extract.write_csv(target)
    else:
        extract.write_parquet(target, compression="zstd", compression_level=19)
    truth = target.with_name("truth.toml")
    truth.write_text(truth_of(extract, chance), encoding="utf-8", newline="\n")


def generate(seed: int = SEED, bookings: int = BOOKINGS) -> tuple[pl.DataFrame, Array]:
    """Give the extract, by date, and each row's true chance of being missed if held."""
    draw = np.random.Generator(np.random.PCG64(seed)).random
    days = np.sort(_pick(draw(bookings), _weight_of_days()))
    fifth = _pick(draw(bookings), np.array(SHARE))
    traits = {
        "ethnic_group": ETHNIC_GROUP,
        "age_band": AGE_BAND,
        "sex": SEX,
        "learning_disability": LEARNING_DISABILITY,
        "site": SITE,
    }
    picked = {name: _traits(draw(bookings), of) for name, of in traits.items()}
    month = np.array([_month(START + timedelta(int(d))) for d in range(_days())])[days]
    chance = _expit(
        _level(fifth, month)
        + sum(effect for _, effect in picked.values())
        + _noise(draw, month, fifth)
    )
    extract = pl.DataFrame(
        {
            "appointment_id": np.arange(1, bookings + 1, dtype=np.int32),
            "appointment_date": np.datetime64(START) + days.astype("timedelta64[D]"),
            "outcome": _outcome(draw(bookings), draw(bookings), chance),
            "imd_quintile": _recorded(draw(bookings), fifth),
            **{name: value for name, (value, _) in picked.items()},
        }
    )
    return extract, chance


def truth_of(extract: pl.DataFrame, chance: Array) -> str:
    """Write the truth: mean chance of a miss by recorded fifth, per cent, as TOML."""
    held = extract.with_columns(
        chance=pl.Series(100 * chance),
        phase=pl.when(pl.col("appointment_date") < CHANGE)
        .then(pl.lit("before"))
        .otherwise(pl.lit("after")),
    ).filter(pl.col("outcome").is_in(["attended", "did not attend"]))
    lines = ["# Written by generate.py: the chances that the rows were drawn with,"]
    lines += ["# in per cent, averaged over the appointments that were not cancelled."]
    gap, ratio = {}, {}
    for phase in ("before", "after"):
        rows = held.filter(pl.col("phase") == phase)
        means = {
            f: rows.filter(pl.col("imd_quintile") == f)["chance"].mean() for f in FIFTHS
        }
        gap[phase] = means["1"] - means["5"]
        ratio[phase] = means["1"] / means["5"]
        lines += ["", f"[{phase}]", f"overall = {rows['chance'].mean():.2f}"]
        lines += [f"fifth_{f} = {mean:.2f}" for f, mean in means.items()]
        lines += [f"gap_points = {gap[phase]:.2f}", f"ratio = {ratio[phase]:.3f}"]
    lines += [
        "",
        "[change]",
        f"gap_points = {gap['after'] - gap['before']:.2f}",
        f"ratio = {ratio['after'] / ratio['before']:.3f}",
        'verdict = "widened"',
    ]
    return "\n".join(lines) + "\n"


def _days() -> int:
    return (END - START).days + 1


def _month(day: date) -> int:
    return (day.year - START.year) * 12 + day.month - START.month


def _weight_of_days() -> Array:
    """Clinics run on weekdays, half of them at Christmas, and slowly grow."""
    weights = np.zeros(_days())
    for d in range(_days()):
        day = START + timedelta(d)
        is_holiday = (day.month, day.day) in {(12, 25), (12, 26), (1, 1)}
        if day.weekday() < 5 and not is_holiday:
            at_christmas = day.month == 12 and day.day > 20
            weights[d] = (0.5 if at_christmas else 1.0) * (1 + 0.04 * d / 365)
    return weights / weights.sum()


def _pick(uniform: Array, weights: Array) -> Index:
    edges = np.cumsum(weights)
    return np.minimum(np.searchsorted(edges, uniform, "right"), len(weights) - 1)


def _traits(
    uniform: Array, of: dict[str, tuple[float, float]]
) -> tuple[NDArray[np.str_], Array]:
    """Draw a trait; effects are centred, so that fifths keep the levels above."""
    weights, effects = np.array(list(of.values())).T
    index = _pick(uniform, weights / weights.sum())
    centred = effects - (effects * weights).sum() / weights.sum()
    return np.array(list(of))[index], centred[index]


def _level(fifth: Index, month: Index) -> Array:
    before, after = _logit(np.array(MISSED_BEFORE)), _logit(np.array(MISSED_AFTER))
    season = SEASON * np.cos(2 * np.pi * (month - 9) / 12)
    return np.where(month < _month(CHANGE), before[fifth], after[fifth]) + season


def _noise(draw: Callable[..., Array], month: Index, fifth: Index) -> Array:
    """Noise from month to month: shared by all, and each fifth's own."""
    months = _month(END) + 1
    shared = SHARED_NOISE * _normal(draw, (months, 1))
    own = GROUP_NOISE * _normal(draw, (months, len(FIFTHS)))
    noise = shared + own
    is_before = np.arange(months) < _month(CHANGE)
    for phase in (is_before, ~is_before):
        noise[phase] -= noise[phase].mean(axis=0)
    return noise[month, fifth]


def _normal(draw: Callable[..., Array], shape: tuple[int, int]) -> Array:
    """Twelve uniforms less six: near enough to normal, and alike on every machine."""
    return draw((12, *shape)).sum(axis=0) - 6


def _outcome(first: Array, second: Array, chance: Array) -> NDArray[np.str_]:
    by_patient, by_hospital = CANCELLED.values()
    held = np.where(second < chance, "did not attend", "attended")
    cancelled = np.where(first < by_patient, *CANCELLED)
    return np.where(first < by_patient + by_hospital, cancelled, held)


def _recorded(uniform: Array, fifth: Index) -> list[str | None]:
    missing = uniform < np.array(NOT_RECORDED)[fifth]
    return [None if m else FIFTHS[f] for m, f in zip(missing, fifth, strict=True)]


def _logit(chance: Array) -> Array:
    return np.log(chance / (1 - chance))


def _expit(level: Array) -> Array:
    return 1 / (1 + np.exp(-level))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "appointments.parquet")
