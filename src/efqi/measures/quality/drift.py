"""Spellings, groups and codes that begin or end inside the data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from efqi.measures.codes.catalogue import code_list, names
from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.quality.field_counts import FieldCounts
from efqi.measures.quality.finding import Finding, Severity
from efqi.measures.quality.observed import Spelling
from efqi.measures.table import Counts

EXPECTED = 10.0
"""Records that must be missing: chance leaves none of ten in one of 22,000 (Poisson)."""
FEWEST = 20.0
"""Records that a spelling must have to be spoken of."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Edge:
    """A value that begins or ends at an interval."""

    value: str
    at: date
    records: float


_Edges = tuple[list[_Edge], list[_Edge]]
"""What begins, and what ends."""


def drift_findings(dimension: Dimension, counts: FieldCounts) -> Iterator[Finding]:
    """Say which groups and spellings begin or end inside the data, and when.

    A value begins where it is absent before and its share soon after would have given
    `EXPECTED` records there; it ends likewise. Values that efqi made are its own and
    are not looked at for spelling.

    Parameters
    ----------
    dimension : Dimension
        Its groups.
    counts : FieldCounts
        What was seen of it.
    """
    whole, starts = counts.whole, counts.use.starts
    groups = {
        dimension.label(group): _records(counts, group) for group in dimension.order
    }
    begun, ended = _edges(groups, whole, starts)
    yield from _told("group_begins", Severity.COULD_CHANGE, dimension, begun)
    yield from _told("group_ends", Severity.COULD_CHANGE, dimension, ended)
    moved = {edge.value for edge in (*begun, *ended)}
    respelt = _edges(_spellings(dimension, counts, moved), whole, starts)
    yield from _of_spellings(dimension, counts.use.spellings, respelt)
    yield from _list_change(dimension, counts.use.spellings, respelt)
    if not any((begun, ended, *respelt)):
        fine = "groups_steady" if counts.use.is_made else "spellings_steady"
        yield Finding(fine, Severity.FINE, dimension.name)


def _records(counts: FieldCounts, group: str) -> Counts:
    return counts.over_time(lambda s: s.group == group)


def _spellings(
    dimension: Dimension, counts: FieldCounts, moved: set[str]
) -> dict[str, Counts]:
    """Give the spellings whose group does not itself begin or end; none of our own."""
    return {
        s.value: np.array(s.records)
        for s in counts.use.spellings
        if s.value.strip()
        and dimension.label(s.group) not in moved
        and not counts.use.is_made
    }


def _of_spellings(
    dimension: Dimension, spellings: Sequence[Spelling], edges: _Edges
) -> Iterator[Finding]:
    """Tell a new way to write a group from spellings that come or go alone."""
    group = {s.value: s.group for s in spellings}
    begun, ended = edges
    both = {group[edge.value] for edge in begun} & {group[edge.value] for edge in ended}
    worth = Severity.WORTH_KNOWING
    respelt = [edge for edge in begun if group[edge.value] in both - {UNKNOWN}]
    yield from _told("respelt", worth, dimension, respelt)
    for code, found in (("begins", begun), ("ends", ended)):
        alone = [e for e in found if group[e.value] not in both | {UNKNOWN}]
        unknown = [e for e in found if group[e.value] == UNKNOWN]
        yield from _told(f"spelling_{code}", worth, dimension, alone)
        yield from _told(f"unknown_spelling_{code}", worth, dimension, unknown)


def _edges(
    values: Mapping[str, Counts], whole: Counts, starts: Sequence[date]
) -> _Edges:
    begun, ended = [], []
    for value, records in values.items():
        seen = np.flatnonzero(records > 0)
        total = float(records.sum())
        if not seen.size or total < FEWEST:
            continue
        first, last = int(seen[0]), int(seen[-1])
        if _missing(records, whole, first) >= EXPECTED:
            begun.append(_Edge(value, starts[first], total))
        if _missing(records[::-1], whole[::-1], len(starts) - 1 - last) >= EXPECTED:
            ended.append(_Edge(value, starts[last], total))
    return begun, ended


def _missing(records: Counts, whole: Counts, first: int) -> float:
    """Give the records that are missing before the first, at the share after it.

    As many intervals are taken after as there are before, so that a value that grows from
    nothing is not held to its later share.
    """
    after = slice(first, 2 * first)
    share = float(records[after].sum()) / max(float(whole[after].sum()), 1.0)
    taken = slice(max(0, first - len(records[after])), first)
    return share * float(whole[taken].sum())


def _told(
    code: str, severity: Severity, dimension: Dimension, edges: Sequence[_Edge]
) -> Iterator[Finding]:
    """Give one finding for all that begins, or ends, with the day of each."""
    if not edges:
        return
    ordered = sorted(edges, key=lambda edge: (edge.at, edge.value))
    facts: dict[str, str | int] = {"number": len(ordered)}
    for k, edge in enumerate(ordered[:_NAMED]):
        facts |= {f"name{k}": edge.value, f"when{k}": edge.at.isoformat()}
    fewest = min(edge.records for edge in ordered)
    yield Finding(code, severity, dimension.name, {}, facts, fewest)


def _list_change(
    dimension: Dimension,
    spellings: Sequence[Spelling],
    edges: _Edges,
) -> Iterator[Finding]:
    """Say where what ends and what begins belong to two different lists of codes."""
    begun, ended = edges
    if not (begun and ended):
        return
    moved = {edge.value for edge in (*begun, *ended)}
    steady = {s.value for s in spellings if s.group != UNKNOWN} - moved
    old = _lists({edge.value for edge in ended} | steady)
    new = _lists({edge.value for edge in begun} | steady)
    if old and new and not set(old) & set(new):
        day = min(edge.at for edge in begun)
        fewest = min(edge.records for edge in (*begun, *ended))
        facts = {"from": old[0], "to": new[0], "when": day.isoformat()}
        yield Finding(
            "code_list_changed",
            Severity.COULD_CHANGE,
            dimension.name,
            {},
            facts,
            fewest,
        )


def _lists(values: set[str]) -> list[str]:
    """Name the lists of codes that have every one of some values."""
    return [name for name in names() if values <= _written(name)]


def _written(name: str) -> set[str]:
    codes = code_list(name)
    spellings = {s for group in codes.spellings.values() for s in group}
    return {*codes.order, *spellings, *codes.unknown}
