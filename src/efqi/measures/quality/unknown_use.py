"""How often one field is unknown over time, by kind, as exact counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.quality.field_counts import FieldCounts
from efqi.measures.quality.observed import FieldUse
from efqi.measures.quality.unknown_kind import KINDS, kind_of
from efqi.measures.table import Counts


@dataclass(frozen=True, slots=True)
class UnknownUse:
    """One field over time.

    Attributes
    ----------
    dimension : Dimension
        Its name and words.
    starts : tuple of date
        Interval starts, length T.
    kinds : mapping of str to ndarray of float, shape (T,)
        Kind of unknown to records; kinds that are never met are left out.
    whole : ndarray of float, shape (T,)
        Every record.
    """

    dimension: Dimension
    starts: tuple[date, ...]
    kinds: Mapping[str, Counts]
    whole: Counts


def unknown_use(
    dimension: Dimension, use: FieldUse, unknown_kinds: Mapping[str, str]
) -> UnknownUse:
    """Sum a field's unknown records by kind."""
    counts = FieldCounts(use, use.starts[0])
    kinds = {kind: _over_time(counts, kind, unknown_kinds) for kind in KINDS}
    met = {kind: records for kind, records in kinds.items() if records.any()}
    return UnknownUse(dimension, use.starts, met, counts.whole)


def _over_time(counts: FieldCounts, kind: str, declared: Mapping[str, str]) -> Counts:
    return counts.over_time(
        lambda s: s.group == UNKNOWN and kind_of(s.value, declared) == kind
    )
