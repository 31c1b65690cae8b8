"""Turn the published annual table into counts that efqi reads.

Run: python prepare.py PUBLISHED.csv [COUNTS.csv]

Nothing is renamed here except that detailed ethnic groups carry their broad group, because
"British" or "African" alone says too little. Spellings that change between years, the
direction of the deciles and what is unknown are handled in project.toml, where they can be
seen.
"""

import sys
from pathlib import Path

import polars as pl

HERE = Path(__file__).resolve().parent
DEPRIVATION, ETHNICITY = "Indices of Deprivation Decile", "Ethnic Group"
UNKNOWN = "Not stated/Not known/Invalid"
DIMENSIONS = ("deprivation", "ethnicity", "ethnic_group")


def counts(published: Path) -> pl.DataFrame:
    """Give one row a year and group in the columns of an ehrQL measures file.

    Recovery counts people who were unwell ("at caseness") when treatment began and well
    when it ended, among those who finished treatment and were unwell when it began.
    """
    year = pl.col("reporting_period").str.slice(0, 4).cast(pl.Int32)
    kind, broad, detail = (pl.col(f"variable_{name}") for name in ("type", "a", "b"))
    is_known = broad != UNKNOWN
    rows = pl.read_csv(published, null_values=["NULL"]).with_columns(
        measure=pl.lit("recovery"),
        interval_start=pl.date(year, 4, 1),
        interval_end=pl.date(year + 1, 3, 31),
        numerator=pl.col("recovery"),
        denominator=pl.col("finished_course_treatment") - pl.col("not_at_caseness"),
    )
    parts = [
        _part(rows.filter(kind == "Total")),
        _part(rows.filter(kind == DEPRIVATION), deprivation=broad),
        _part(rows.filter((kind == ETHNICITY) & (detail == "All")), ethnicity=broad),
        _part(
            rows.filter((kind == ETHNICITY) & ((detail != "All") | ~is_known)),
            ethnic_group=pl.when(is_known)
            .then(pl.concat_str(broad, pl.lit(": "), detail))
            .otherwise(broad),
        ),
    ]
    return pl.concat(parts).sort(*DIMENSIONS, "interval_start")


def _part(rows: pl.DataFrame, **dimension: pl.Expr) -> pl.DataFrame:
    blank = dict.fromkeys(DIMENSIONS, pl.lit(None, dtype=pl.String))
    return rows.select(
        "measure",
        "interval_start",
        "interval_end",
        ratio=pl.col("numerator") / pl.col("denominator"),
        numerator=pl.col("numerator").cast(pl.Int64),
        denominator=pl.col("denominator").cast(pl.Int64),
        **(blank | dimension),
    )


if __name__ == "__main__":
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "counts.csv"
    counts(Path(sys.argv[1])).write_csv(target)
