"""Turn the published monthly table into counts that efqi reads.

Run: python prepare.py PUBLISHED.csv [COUNTS.csv]
"""

import sys
from pathlib import Path

import polars as pl

HERE = Path(__file__).resolve().parent
LEFT_OUT = "Serious Mental Illness"


def counts(published: Path) -> pl.DataFrame:
    """Give one row a month and group in the columns of an ehrQL measures file.

    People with serious mental illness are left out: antipsychotics treat their illness,
    so "lower is better" would be wrong for them.
    """
    starts = pl.col("date").str.to_date()
    return (
        pl.read_csv(published)
        .filter(pl.col("group") != LEFT_OUT)
        .select(
            measure=pl.lit("antipsychotics"),
            interval_start=starts,
            interval_end=starts.dt.month_end(),
            ratio=pl.col("rate_per_1000") / 1000,
            numerator=pl.col("patients_prescribed"),
            denominator=pl.col("population"),
            care_group=pl.col("group"),
        )
        .sort("care_group", "interval_start")
    )


if __name__ == "__main__":
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "counts.csv"
    counts(Path(sys.argv[1])).write_csv(target)
