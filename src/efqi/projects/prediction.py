"""When a prediction was made, against when its test began."""

from collections.abc import Iterator
from datetime import UTC, datetime

from efqi.projects.document.cycle import Cycle, Prediction, Study

_STAMPS = {"saved_at", "changed_at"}


def said_at(prediction: Prediction) -> datetime | None:
    """Give when a prediction was last put as it stands; None before it was whole."""
    return prediction.changed_at or prediction.saved_at


def was_early(cycle: Cycle) -> bool:
    """Say whether the prediction as it stands was saved before the test began.

    The whole first day counts as before, until something was seen on it. A prediction that
    was changed later is judged by the change: what was written after results were seen
    predicts nothing, whatever day the test is said to have begun.
    """
    said = said_at(cycle.prediction)
    if said is None or lacks_first_day(cycle):
        return False
    first = cycle.started_on
    is_by_first_day = first is None or said.astimezone(UTC).date() <= first
    return is_by_first_day and all(said <= seen for seen in _seen_at(cycle))


def lacks_first_day(cycle: Cycle) -> bool:
    """Say whether a test has results and no first day: nothing shows what came before."""
    has_results = cycle.reach or cycle.observations or cycle.study != Study()
    return cycle.started_on is None and bool(has_results)


def _seen_at(cycle: Cycle) -> Iterator[datetime]:
    """Give the times at which something of a test was seen."""
    if cycle.study.groups_opened_at is not None:
        yield cycle.study.groups_opened_at
    yield from (each.at for each in cycle.observations if each.at is not None)


def stamped(before: Prediction, after: Prediction, now: datetime) -> Prediction:
    """Date a prediction that is being saved.

    Parameters
    ----------
    before, after : Prediction
        As it stood, and as it was written now.
    now : datetime
        When.

    Returns
    -------
    Prediction
        With `saved_at` from the first time that it was whole, and `changed_at` from the
        last time that its words changed since.
    """
    kept = {"saved_at": before.saved_at, "changed_at": before.changed_at}
    is_changed = before.model_dump(exclude=_STAMPS) != after.model_dump(exclude=_STAMPS)
    if before.saved_at is None:
        if after.overall and after.by_group:
            kept["saved_at"] = now
    elif is_changed:
        kept["changed_at"] = now
    return after.model_copy(update=kept)
