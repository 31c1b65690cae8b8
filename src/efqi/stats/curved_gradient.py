"""Slope and relative index of a line fitted on the log or logit scale."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import expit, logit

from efqi.stats.groups import Groups
from efqi.stats.inequality import end_coefficients
from efqi.stats.limits import Figures, Floats, total
from efqi.stats.projection import projected_smooth


class Curve(StrEnum):
    """Scale on which the line is straight."""

    LOG = "log"
    """For rates."""
    LOGIT = "logit"
    """For proportions."""


@dataclass(frozen=True, slots=True)
class CurvedGradient:
    """The two ends of a curve through ordered groups, and what lies between.

    Attributes
    ----------
    start, end : Figures, shape (...)
        The curve at the two ends of the order, in the unit of the groups.
    slope : Figures
        End minus start.
    relative : Figures
        End over start.
    """

    start: Figures
    end: Figures
    slope: Figures
    relative: Figures


def curved_gradient(groups: Groups, curve: Curve) -> CurvedGradient:
    """Fit a line on the log or logit scale and read its ends on the natural scale.

    Parameters
    ----------
    groups : Groups, shape (..., G)
        In the order of the gradient; places and weights as `inequality.slope_index`.
    curve : Curve

    Returns
    -------
    CurvedGradient
        NaN where a group has no events (or, for the logit, nothing but events): such a
        figure has no place on the scale; use `inequality.slope_index`.
    """
    bent = _bent(groups, curve)
    back = np.exp if curve is Curve.LOG else expit
    first, last = end_coefficients(bent.near, bent.share)

    def at(weights: Floats, y: Floats) -> Floats:
        return np.asarray(back(total(weights, y)))

    return CurvedGradient(
        projected_smooth(lambda y: at(first, y), bent),
        projected_smooth(lambda y: at(last, y), bent),
        projected_smooth(lambda y: at(last, y) - at(first, y), bent),
        projected_smooth(lambda y: at(last, y) / at(first, y), bent),
    )


def _bent(groups: Groups, curve: Curve) -> Groups:
    onto = np.log if curve is Curve.LOG else logit
    with np.errstate(divide="ignore", invalid="ignore"):
        near, far = (
            Figures(onto(f.value), onto(f.lower), onto(f.upper))
            for f in (groups.near, groups.far)
        )
    used = groups.share > 0
    fits = np.all(np.isfinite(near.lower) & np.isfinite(near.upper) | ~used, axis=-1)
    share = np.where(fits[..., None], groups.share, 0.0)
    return Groups(near, far, groups.stretch, share)
