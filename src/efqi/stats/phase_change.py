"""How a figure changed from one phase to the next."""

import numpy as np

from efqi.stats.limits import Figures, Floats


def change(after: Figures, before: Figures, *, is_pushed: bool = False) -> Figures:
    """Subtract what was before from what is after.

    Parameters
    ----------
    after, before : Figures
        The same figure in two independent phases, of shapes that broadcast together.
    is_pushed : bool
        Whether chance alone pushes the figure one way, as it pushes groups apart.

    Returns
    -------
    Figures
        Infinite where a phase has no limit on the side that matters.

    Notes
    -----
    The distances from each phase's figure to its limits are combined as roots of summed
    squares (Zou and Donner 2008). That supposes that chance moves both figures either way
    about the truth. Where it pushes, the truth of one phase can lie at its limit for
    certain, and the whole distance of the other phase must remain: the distances are
    added, which holds whatever the two do (Bonferroni), and is wider.
    """
    reach = np.add if is_pushed else np.hypot
    with np.errstate(invalid="ignore"):  # An infinite figure has no change: NaN.
        down = (after.value - after.lower, before.upper - before.value)
        up = (after.upper - after.value, before.value - before.lower)
        value = after.value - before.value
        return Figures(value, value - reach(*down), value + reach(*up))


def ratio_change(
    after: Figures, before: Figures, *, is_pushed: bool = False
) -> Figures:
    """Divide a ratio after by the ratio before.

    Arguments as `change`. Distances are those of logarithms, so that the ratio read the
    other way round has limits turned round with it.

    Returns
    -------
    Figures
        Where a phase's ratio is 0 or infinite, the limits are the least and the most that
        those of the two phases leave open.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        logs = change(_log(after), _log(before), is_pushed=is_pushed)
        found = Figures(*(np.exp(f) for f in _sides(logs)))
        value = after.value / before.value
        lower, upper = after.lower / before.upper, after.upper / before.lower
    is_bare = ~np.isfinite(logs.value)
    is_known = ~np.isnan(after.value) & ~np.isnan(before.value)
    least, most = (np.where(is_known, limit, np.nan) for limit in (0.0, np.inf))
    return Figures(
        np.where(is_bare, value, found.value),
        np.where(is_bare, np.where(np.isnan(lower), least, lower), found.lower),
        np.where(is_bare, np.where(np.isnan(upper), most, upper), found.upper),
    )


def _log(figures: Figures) -> Figures:
    return Figures(*(np.log(f) for f in _sides(figures)))


def _sides(figures: Figures) -> tuple[Floats, Floats, Floats]:
    return figures.value, figures.lower, figures.upper
