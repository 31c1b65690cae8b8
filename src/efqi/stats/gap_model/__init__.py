"""Did a gap change? A level change under noise, autocorrelation and slow drift.

Method and its measured error rates: ``docs/explanation/verdict.md``.
"""

from efqi.stats.gap_model.level_change import (
    CARE_PRIOR,
    GAP_PRIOR,
    MODEST_PRIOR,
    Posterior,
    Prior,
    posterior,
)
from efqi.stats.gap_model.mixture import Mixture
from efqi.stats.gap_model.projection import CLEAR, SEE, Projection, project
from efqi.stats.gap_model.series import (
    Calendar,
    Counts,
    Scale,
    Series,
    Variation,
    contrast_series,
    has_ratio,
    stack,
)

__all__ = [
    "CARE_PRIOR",
    "CLEAR",
    "GAP_PRIOR",
    "MODEST_PRIOR",
    "SEE",
    "Calendar",
    "Counts",
    "Mixture",
    "Posterior",
    "Prior",
    "Projection",
    "Scale",
    "Series",
    "Variation",
    "contrast_series",
    "has_ratio",
    "posterior",
    "project",
    "stack",
]
