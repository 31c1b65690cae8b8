"""From exact analyses to the one thing that may be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import numpy as np

from efqi.disclosure.attack import exposed
from efqi.disclosure.audit import audit
from efqi.disclosure.breakdowns import with_breakdowns
from efqi.disclosure.charting import Charting
from efqi.disclosure.check_figures import shown_checks
from efqi.disclosure.choices import Choices
from efqi.disclosure.coarsening import units_from
from efqi.disclosure.policy import POLICIES, Policy
from efqi.disclosure.protect_inequality_over_time import check_name
from efqi.disclosure.protect_series import Terms
from efqi.disclosure.protect_view import TOTAL, Restriction, released_view
from efqi.disclosure.reading import Cell
from efqi.disclosure.release import Release, View
from efqi.disclosure.remedy import tighter
from efqi.equity.analysis import Analysis
from efqi.errors import DisclosureError
from efqi.measures.interval import Interval
from efqi.stats.check import Check


def release(
    analyses: Sequence[Analysis],
    policy: Policy,
    *,
    interval: Interval | None = None,
    checks: Iterable[Check] = (),
    choices: Choices | None = None,
) -> Release:
    """Make what may be shown of analyses, and audit it.

    Parameters
    ----------
    analyses : sequence of Analysis
        Exact results over the same intervals; the view of the primary contrast is put
        first.
    policy : Policy
        What is hidden and rounded.
    interval : Interval, optional
        Finest unit to show; the unit counted by default.
    checks : iterable of Check
        Checks of the table, handed on.
    choices : Choices, optional
        Measure of inequality to follow, charts and rules, standardised levels and funnels.

    Returns
    -------
    Release
        With the audit's checks.

    Raises
    ------
    DisclosureError
        Where nothing was analysed, or where a small count could be worked out from what
        would be shown; it names the smallest change that would pass.

    Notes
    -----
    Where a count that is too small could be worked out from the others, the smallest
    other group is held back with it: first its finer intervals, then, if need be, all of
    it. The audit is made on what comes out.
    """
    if not analyses:
        raise DisclosureError("There is nothing to release.", fix="Analyse a measure.")
    ordered = sorted(analyses, key=lambda each: not each.question.contrast.is_primary)
    wanted = choices or Choices()
    check_name(wanted.inequality, [each.question for each in ordered])
    asked = _Asked(tuple(ordered), policy, interval, wanted)
    found, cell = _hold_back(asked)
    if cell is not None:
        raise DisclosureError(
            f"Under '{policy.name}' the {cell.counted} of '{cell.group}' could be worked "
            f"out from the rest of '{cell.measure}' by '{cell.dimension or 'everyone'}'.",
            fix=_smallest_change(asked),
        )
    found = with_breakdowns(found, wanted.crossings, policy)
    stated = (*shown_checks(checks, policy), *_on_policy(asked))
    whole = replace(found, checks=stated)
    return replace(whole, checks=(*stated, *_passed(audit(whole))))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What to release, and how."""

    analyses: tuple[Analysis, ...]
    policy: Policy
    interval: Interval | None
    choices: Choices = field(default_factory=Choices)

    @property
    def units(self) -> tuple[Interval, ...]:
        """Units of time there are, finest first; the first was counted."""
        first = self.analyses[0]
        change = min(first.question.change_dates, default=first.groups.starts[0])
        return units_from(first.groups.interval, change)

    @property
    def allowed(self) -> tuple[Interval, ...]:
        """Units that may be shown.

        Raises
        ------
        DisclosureError
            Where the unit asked for cannot be made from what was counted.
        """
        if self.interval is None:
            return self.units
        if self.interval not in self.units:
            known = ", ".join(self.units)
            raise DisclosureError(
                f"Counts by {self.units[0]} cannot be shown by {self.interval}.",
                fix=f"Choose one of: {known}.",
            )
        return self.units[self.units.index(self.interval) :]

    def terms(self, analysis: Analysis) -> Terms:
        """Give what one view is released on."""
        measure = analysis.question.measure
        asked = self.choices.charts.get(measure.name, Charting())
        return Terms(
            self.policy,
            measure,
            self.units,
            asked.rule_set,
            self.choices.inequality,
            asked.chart,
        )


def _hold_back(asked: _Asked) -> tuple[Release, Cell | None]:
    """Hold back as little as leaves nothing to be worked out; or say what still is."""
    held = [
        Restriction(units=dict.fromkeys((*a.groups.groups, TOTAL), asked.allowed))
        for a in asked.analyses
    ]
    views: list[View] = [
        released_view(a, asked.terms(a), r)
        for a, r in zip(asked.analyses, held, strict=True)
    ]
    while True:
        found = _release(asked, views)
        cell = exposed(found, asked.policy) if asked.policy.is_for_sharing else None
        if cell is None:
            return found, None
        moved = False
        for at, view in enumerate(views):
            more = (
                tighter(view, held[at], cell, asked.units)
                if cell.dimension in ("", view.dimension)
                and cell.measure == view.measure.name
                else None
            )
            if more is not None:
                analysis, held[at], moved = asked.analyses[at], more, True
                views[at] = released_view(analysis, asked.terms(analysis), more)
        if not moved:
            return found, cell


def _release(asked: _Asked, views: Sequence[View]) -> Release:
    first = asked.analyses[0]
    starts, unit = first.groups.starts, first.groups.interval
    is_seen = np.isfinite(first.groups.ratio).any(axis=1)
    return Release(
        asked.policy.name,
        unit,
        starts[0],
        unit.next(starts[-1]) - timedelta(days=1),
        tuple(sorted(first.question.change_dates)),
        int(np.count_nonzero(is_seen & (first.phases == 0))),
        int(np.count_nonzero(is_seen & (first.phases > 0))),
        tuple(views),
        (),
    )


def _on_policy(asked: _Asked) -> tuple[Check, ...]:
    """Say what the policy leaves open: reports print it, the command line logs it."""
    policy = asked.policy
    with_counts = all(
        np.isfinite(analysis.groups.numerator).any() for analysis in asked.analyses
    )
    return (
        Check("safe_to_share", policy.is_for_sharing, {"policy": policy.name}),
        Check("counts_rounded", policy.is_rounded, {"policy": policy.name}),
        Check("values_have_counts", with_counts),
    )


def _passed(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    failed = [check.code for check in checks if not check.passed]
    if failed:
        raise DisclosureError(
            f"The release did not pass its own audit: {', '.join(failed)}.",
            fix="Please report this; nothing was released.",
        )
    return checks


def _smallest_change(asked: _Asked) -> str:
    """Name the first change of unit or policy with which nothing could be worked out."""
    for unit in asked.allowed[1:]:
        if _hold_back(replace(asked, interval=unit))[1] is None:
            return f"Show it by {unit}."
    for name in ("opensafely-midpoint6", "nhs-england"):
        if _hold_back(replace(asked, policy=POLICIES[name]))[1] is None:
            return f"Use the policy '{name}'."
    return "Leave this dimension out, or join its smallest groups."
