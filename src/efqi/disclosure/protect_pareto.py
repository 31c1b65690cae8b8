"""Sort the groups of a view by their events as they may be shown."""

from collections.abc import Sequence

from efqi.disclosure.release import ReleasedGroup
from efqi.disclosure.released_pareto import ReleasedPareto
from efqi.stats.pareto import pareto

_WHOLE = 100.0


def released_pareto(groups: Sequence[ReleasedGroup]) -> ReleasedPareto | None:
    """Sort the groups of a view by their events since the change.

    Every figure is worked out from counts as the view shows them, so it tells nothing that
    they do not.

    Parameters
    ----------
    groups : sequence of ReleasedGroup
        Of one view.

    Returns
    -------
    ReleasedPareto or None
        None where fewer than two groups have a count to show, or nothing happened.
    """
    inside = [group for group in groups if group.role == "group"]
    shown = [group for group in inside if group.after_numerator.value is not None]
    counts = [group.after_numerator.value or 0.0 for group in shown]
    if len(shown) < 2 or not sum(counts):
        return None
    found = pareto([group.label for group in shown], counts)
    return ReleasedPareto(
        found.category,
        tuple(map(float, found.count)),
        tuple(round(_WHOLE * float(share), 1) for share in found.cumulative_share),
        tuple(group.label for group in inside if group.after_numerator.value is None),
    )
