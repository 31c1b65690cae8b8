"""Whether a field of deprivation runs the way the plan takes it to run."""

import re
from collections.abc import Iterator

from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.quality.finding import Finding, Severity, Share
from efqi.measures.quality.observed import AreaUse, FieldUse

AGREES = 95.0
"""Per cent of records that must agree with the lookup."""
_DEPRIVATION = re.compile(r"depriv|imd\b|\bimd|quintile|decile|simd", re.IGNORECASE)
_MOST = re.compile(r"\bmost\b", re.IGNORECASE)
_LEAST = re.compile(r"\bleast\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def is_deprivation(dimension: Dimension) -> bool:
    """Say whether an ordered dimension is one of deprivation."""
    named = f"{dimension.name.replace('_', ' ')} {dimension.title}"
    return dimension.is_ordered and bool(_DEPRIVATION.search(named))


def direction_findings(
    dimension: Dimension, use: FieldUse, area: AreaUse | None
) -> Iterator[Finding]:
    """Check that the first group of a gradient of deprivation is the most deprived one.

    Three witnesses are heard, the first that can speak decides: efqi's own lookup made the
    groups; the source's own words ("10 Most deprived"); the area in the same record. A
    bare number says nothing: sources count either way.

    Parameters
    ----------
    dimension : Dimension
        Its order is the plan's claim: most deprived first.
    use : FieldUse
        What stands in the source.
    area : AreaUse or None
        The field against a lookup by area.
    """
    if not is_deprivation(dimension):
        return
    if use.is_made:
        yield Finding("direction_looked_up", Severity.FINE, dimension.name)
    elif (found := _by_words(dimension, use)) is not None:
        yield found
    elif area is None or not area.compared:
        yield Finding("direction_not_checked", Severity.WORTH_KNOWING, dimension.name)
    else:
        yield _by_area(dimension, use, area)


def _by_words(dimension: Dimension, use: FieldUse) -> Finding | None:
    order = dimension.order
    ends = {}
    for group in (order[0], order[-1]):
        written = [s.value for s in use.spellings if s.group == group and s.records]
        ends[group] = " ".join([group, *written])
    first, last = ends[order[0]], ends[order[-1]]
    facts: dict[str, str | int] = {"first": order[0], "last": order[-1]}
    if _LEAST.search(first) and _MOST.search(last):
        return Finding("direction_turned", Severity.STOPS, dimension.name, facts=facts)
    if not (_MOST.search(first) and _LEAST.search(last)):
        return None
    numbers = [_NUMBER.search(words) for words in (first, last)]
    is_numbered = all(numbers)
    if is_numbered and int(numbers[0][0]) > int(numbers[1][0]):  # type: ignore[index]
        return Finding(
            "numbers_turned", Severity.WORTH_KNOWING, dimension.name, facts=facts
        )
    return Finding("direction_by_words", Severity.FINE, dimension.name, facts=facts)


def _by_area(dimension: Dimension, use: FieldUse, area: AreaUse) -> Finding:
    """Judge the plan's order by the lookup: the numbers, then the order of them."""
    same, turned = (Share(part, area.compared) for part in (area.same, area.turned))
    facts: dict[str, str | int] = {"lookup": area.lookup}
    if max(same.percent, turned.percent) < AGREES:
        return Finding(
            "lookup_mismatch",
            Severity.COULD_CHANGE,
            dimension.name,
            {"same": same, "turned": turned},
            facts,
        )
    is_right = (same.percent >= turned.percent) == _counts_up(dimension, use)
    return Finding(
        "direction_by_area" if is_right else "direction_turned_by_area",
        Severity.FINE if is_right else Severity.STOPS,
        dimension.name,
        {"agree": max(same, turned, key=lambda share: share.part)},
        facts,
    )


def _counts_up(dimension: Dimension, use: FieldUse) -> bool:
    """Say whether the numbers of the source rise along the plan's order."""
    number = {
        s.group: int(found[0])
        for s in use.spellings
        if s.group != UNKNOWN and (found := _NUMBER.search(s.value))
    }
    placed = [number[group] for group in dimension.order if group in number]
    return placed[0] < placed[-1]
