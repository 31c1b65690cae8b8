"""One measure by one dimension: everything that may be shown of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from efqi.disclosure.check_figures import shown_checks
from efqi.disclosure.coarsening import Strand, strand, together
from efqi.disclosure.completeness import released_completeness
from efqi.disclosure.gap_counts import Strands, contrasted, phase_gaps
from efqi.disclosure.protect_gap import released_gap
from efqi.disclosure.protect_group import hidden_group, released_group
from efqi.disclosure.protect_inequality import released_inequality
from efqi.disclosure.protect_inequality_over_time import inequality_over_time
from efqi.disclosure.protect_pareto import released_pareto
from efqi.disclosure.protect_series import (
    Row,
    Terms,
    hidden_series,
    released_series,
)
from efqi.disclosure.protect_warnings import with_warnings
from efqi.disclosure.release import (
    Contrast,
    Interval,
    ReleasedCompleteness,
    ReleasedGroup,
    ReleasedSeries,
    Shown,
    UnknownBound,
    Verdict,
    View,
)
from efqi.disclosure.rounding import TO_PROTECT
from efqi.disclosure.statement import (
    hidden_bound,
    hidden_verdict,
    shown_bound,
    shown_verdict,
)
from efqi.equity.analysis import Analysis, GapSeries
from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.table import GroupSeries

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Restriction:
    """What is held back of a view, beyond what is small, so that nothing can be worked out.

    Attributes
    ----------
    hidden : frozenset of str
        Groups that are not shown at all.
    units : mapping of str to tuple of Interval
        Units that a group may be shown at; none leaves its pooled phases.
    """

    hidden: frozenset[str] = frozenset()
    units: Mapping[str, tuple[Interval, ...]] = field(default_factory=dict)


def released_view(analysis: Analysis, terms: Terms, restriction: Restriction) -> View:
    """Release one view.

    Parameters
    ----------
    analysis : Analysis
        Exact results.
    terms : Terms
        What they are released on.
    restriction : Restriction
        What else is held back.

    Returns
    -------
    View
    """
    question = analysis.question
    strands = _strands(analysis, terms, restriction)
    groups = _groups(analysis, strands, terms)
    can_say = frozenset(row.group for row in groups if row.care is not None)
    part = _Part(analysis, strands, can_say, terms)
    verdict, *exploratory = map(part.verdict, (analysis.verdict, *analysis.exploratory))
    among = {name: each for name, each in strands.items() if name != TOTAL}
    series = _series(question.dimension, strands, terms)
    return View(
        question.measure,
        question.dimension.name,
        question.dimension.title,
        question.dimension.is_ordered,
        question.dimension.is_overlapping,
        groups,
        with_warnings(series, terms.measure),
        released_gap(among, question, analysis.gap, terms),
        verdict,
        tuple(exploratory),
        analysis.discoveries,
        _completeness(strands, terms),
        tuple(map(part.bound, analysis.unknown_bounds)),
        replace(
            released_inequality(groups, series, question),
            over_time=inequality_over_time(among, question, terms),
        ),
        pareto=released_pareto(groups) if question.dimension.is_pareto else None,
    )


def _strands(
    analysis: Analysis, terms: Terms, restriction: Restriction
) -> dict[str, Strand | None]:
    """Exact counts of each group, unknown and then the total; None for hidden ones.

    There is no total where the source gives none: it is not hidden, it is not known.
    """

    def column(series: GroupSeries, at: int) -> Strand:
        units = restriction.units.get(series.groups[at], terms.units)
        fine = strand(series, at, analysis.phases, units)
        return replace(fine, smaller_side=terms.measure.smaller_side)

    found: dict[str, Strand | None] = {
        group: None if group in restriction.hidden else column(analysis.groups, g)
        for g, group in enumerate(analysis.groups.groups)
    }
    if np.isnan(analysis.total.ratio).all():
        return found
    return found | {TOTAL: column(analysis.total, 0)}


def _rows(dimension: Dimension, strands: Strands) -> list[tuple[Row, Strand | None]]:
    return [(_row(dimension, name), fine) for name, fine in strands.items()]


def _row(dimension: Dimension, name: str) -> Row:
    if name == TOTAL:
        return Row(TOTAL, dimension.labels.get(TOTAL, "Total"), "total")
    role = "unknown" if name == UNKNOWN else "group"
    return Row(name, dimension.label(name), role)


def _groups(
    analysis: Analysis, strands: Strands, terms: Terms
) -> tuple[ReleasedGroup, ...]:
    care = {change.group: change for change in analysis.care}
    return tuple(
        hidden_group(row)
        if fine is None
        else released_group(fine, row, care[row.group], terms)
        for row, fine in _rows(analysis.question.dimension, strands)
    )


def _series(
    dimension: Dimension, strands: Strands, terms: Terms
) -> tuple[ReleasedSeries, ...]:
    return tuple(
        hidden_series(row, terms) if fine is None else released_series(fine, row, terms)
        for row, fine in _rows(dimension, strands)
    )


def _completeness(strands: Strands, terms: Terms) -> ReleasedCompleteness | None:
    if not {UNKNOWN, TOTAL} <= strands.keys():
        return None
    unknown, total = strands[UNKNOWN], strands[TOTAL]
    if unknown is None or total is None:
        # Some are unknown: what is held back is how many.
        hidden = Shown(None, TO_PROTECT)
        return ReleasedCompleteness((), terms.units[-1], (), hidden, hidden)
    return released_completeness(unknown, total, terms)


@dataclass(frozen=True, slots=True)
class _Part:
    """What every statement of a view is made from."""

    analysis: Analysis
    strands: Strands
    can_say: frozenset[str]
    terms: Terms

    def verdict(self, verdict: Verdict) -> Verdict:
        """Release one verdict."""
        if self._may_say(verdict.contrast):
            sizes = self._sizes(self.strands, verdict.contrast)
            shown = shown_verdict(verdict, sizes, self.terms.measure.kind)
        else:
            shown = hidden_verdict(verdict)
        return replace(shown, checks=shown_checks(shown.checks, self.terms.policy))

    def bound(self, bound: UnknownBound) -> UnknownBound:
        """Release what the unknown could change."""
        contrast = self.analysis.verdict.contrast
        group, unknown = self.strands[bound.group], self.strands[UNKNOWN]
        may_say = self._may_say(contrast) and UNKNOWN in self.can_say
        if group is None or unknown is None or not may_say:
            return hidden_bound(bound)
        moved = {**self.strands, bound.group: together(group, unknown)}
        sizes = self._sizes(moved, contrast)
        return shown_bound(bound, sizes, self.terms.measure.kind)

    def _may_say(self, contrast: Contrast) -> bool:
        return self.can_say.issuperset(contrasted(contrast, self._groups))

    def _sizes(self, strands: Strands, contrast: Contrast) -> GapSeries | None:
        among = {name: strands[name] for name in self._groups}
        asked = replace(self.analysis.question, contrast=contrast)
        return phase_gaps(among, asked, self.terms.policy)

    @property
    def _groups(self) -> list[str]:
        return [name for name in self.strands if name != TOTAL]
