"""The columns of a measures file, which `data > columns` may call otherwise."""

from typing import Literal

ColumnOfCounts = Literal[
    "measure",
    "interval_start",
    "interval_end",
    "ratio",
    "numerator",
    "denominator",
    "sum_of_squares",
    "standard_deviation",
    "variance",
    "lower",
    "upper",
]
