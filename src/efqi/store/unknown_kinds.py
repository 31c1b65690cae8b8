"""Why groups are unknown: not stated, not known, blank."""

from collections import Counter

from efqi.measures.dimension import UNKNOWN
from efqi.projects.plan import Plan, PlannedDimension
from efqi.store.extract import Extract
from efqi.store.finest_cells import group_text
from efqi.store.grouping import folded, meanings

_BLANK = "blank"


def unknown_kinds(plan: Plan, extract: Extract) -> dict[str, str]:
    """Count the records of unknown group by the reason that their code gives.

    Parameters
    ----------
    plan : Plan
        Its dimensions with known kinds of unknown are looked at.
    extract : Extract
        A file that has been tallied and checked.

    Returns
    -------
    dict of str to str
        ``unknown_<dimension>`` to words such as "not stated 30, not known 12, blank 5".
    """
    notes = {}
    for i, planned in enumerate(plan.dimensions):
        if planned.unknown_kinds:
            kinds = _kinds(extract, i, planned)
            commonest = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
            words = [f"{kind} {records:,}" for kind, records in commonest]
            if words:
                notes[f"unknown_{planned.dimension.name}"] = ", ".join(words)
    return notes


def _kinds(extract: Extract, group: int, planned: PlannedDimension) -> Counter[str]:
    rows = extract.cells(
        f"SELECT {group_text(extract, group, planned)} AS value, sum(counted) "  # noqa: S608
        "FROM finest WHERE counted > 0 GROUP BY value"
    )
    groups = meanings(planned, [value for value, _ in rows]).groups
    kind_of = {folded(s): kind for s, kind in planned.unknown_kinds.items()}
    kinds: Counter[str] = Counter()
    for value, records in rows:
        if groups[value] == (UNKNOWN,):
            kinds[kind_of.get(folded(value), value.strip() or _BLANK)] += int(records)
    return kinds
