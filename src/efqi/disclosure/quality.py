"""Findings on the data as they may be shown: coarse per cents, no count."""

from collections.abc import Sequence

import numpy as np

from efqi.disclosure.coarsening import Strand, gather
from efqi.disclosure.policy import Policy
from efqi.disclosure.release import (
    QualityFinding,
    ReleasedField,
    Shown,
    SiteCompleteness,
)
from efqi.disclosure.rounding import NONE_IN_DENOMINATOR, TOO_FEW
from efqi.measures.interval import Interval
from efqi.measures.quality.finding import Finding, Share
from efqi.measures.quality.observed import SiteUse
from efqi.measures.quality.unknown_kind import KINDS
from efqi.measures.quality.unknown_use import UnknownUse
from efqi.measures.table import Counts

STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
"""Per cent to which a share may be rounded."""
PEOPLE_HALF_A_STEP = 10.0
"""Half a step is at least so many people, more where the policy hides more."""
FINE_ENOUGH = 2.0
"""Per cent: a chart takes longer intervals rather than steps coarser than this."""

MOST_TOLD = 0.75
"""Share of a chart's intervals that must be told; the others are left as holes."""


def released_findings(
    findings: Sequence[Finding], policy: Policy
) -> tuple[QualityFinding, ...]:
    """Protect findings.

    Parameters
    ----------
    findings : sequence of Finding
        With exact counts.
    policy : Policy
        What is hidden.

    Returns
    -------
    tuple of QualityFinding
        In the same order, without those that would name a site or spelling of too few.
    """
    few = max(policy.smallest_shown, policy.small_below)
    return tuple(
        QualityFinding(
            finding.code,
            finding.severity,
            finding.about,
            _percents(finding, policy),
            finding.facts,
        )
        for finding in findings
        if finding.fewest_named >= few
    )


def _percents(finding: Finding, policy: Policy) -> dict[str, Shown]:
    """Leave out kinds of unknown that are too rare to tell from none."""
    shown = {name: percent(share, policy) for name, share in finding.shares.items()}
    return {
        name: each
        for name, each in shown.items()
        if name not in KINDS or _is_told(each)
    }


def percent(share: Share, policy: Policy) -> Shown:
    """Give a share as it may be shown: rounded so coarsely that no count shows through.

    Half a step is more people than any count that the policy hides, so that a small count
    reads as none does ("under 1 %"), and one that all but a few share as all ("over 99 %").
    A count that is the difference of others stays uncertain by a whole step.
    """
    step = step_of(share.whole, policy)
    if not share.whole > 0:
        return Shown(None, NONE_IN_DENOMINATOR)
    if step is None:
        return Shown(None, TOO_FEW)
    value = round(round(share.percent / step) * step, 1)
    if value <= 0 and (policy.is_for_sharing or share.part > 0):
        return Shown(0.0, "", 0.0, step / 2)
    if value >= 100 and (policy.is_for_sharing or share.part < share.whole):
        return Shown(100.0, "", 100 - step / 2, 100.0)
    return Shown(value)


def step_of(whole: float, policy: Policy) -> float | None:
    """Give the finest step for a whole; None where no step is coarse enough."""
    if not policy.is_for_sharing:
        return STEPS[0]
    few = max(policy.smallest_shown, policy.small_below)
    people = 2 * max(PEOPLE_HALF_A_STEP, few + 2)
    return next((step for step in STEPS if step / 100 * whole >= people), None)


def _is_told(shown: Shown) -> bool:
    """Say whether a share is more than the least that can be told."""
    return shown.value is not None and shown.value > 0


def released_site_completeness(
    sites: Sequence[SiteUse], policy: Policy
) -> tuple[SiteCompleteness, ...]:
    """Release how often each site leaves a field unknown, most first.

    Sites of which nothing may be shown are left out.
    """
    shown = [
        SiteCompleteness(
            site.site,
            {
                dimension: percent(Share(records, site.records), policy)
                for dimension, records in site.unknown.items()
            },
        )
        for site in sites
    ]
    told = [site for site in shown if _most(site) >= 0]
    return tuple(sorted(told, key=lambda site: (-_most(site), site.site)))


def _most(site: SiteCompleteness) -> float:
    shown = [s.value for s in site.unknown.values() if s.value is not None]
    return max(shown, default=-1.0)


def released_field(
    use: UnknownUse, units: Sequence[Interval], policy: Policy
) -> ReleasedField:
    """Release how often a field is unknown, at the finest unit that reads well.

    Parameters
    ----------
    use : UnknownUse
        Exact counts.
    units : sequence of Interval
        Finest first; the first was counted.
    policy : Policy
        What is hidden.
    """
    unknown = np.sum(list(use.kinds.values()), axis=0)
    tried = [_gathered(use, unknown, unit, units) for unit in units]
    fine = [s for s in tried if _reads_well(s.denominator, FINE_ENOUGH, policy)]
    whole = [s for s in tried if _reads_well(s.denominator, STEPS[-1], policy)]
    if not whole:
        name, title = use.dimension.name, use.dimension.title
        return ReleasedField(name, title, units[-1], (), (), {})
    strand = (fine or whole)[0]
    every = {
        kind: _over_time(_gathered(use, part, strand.interval, units), policy)
        for kind, part in use.kinds.items()
    }
    kinds = {kind: shown for kind, shown in every.items() if any(map(_is_told, shown))}
    return ReleasedField(
        use.dimension.name,
        use.dimension.title,
        strand.interval,
        strand.starts,
        _over_time(strand, policy),
        kinds,
    )


def _gathered(
    use: UnknownUse, part: Counts, unit: Interval, units: Sequence[Interval]
) -> Strand:
    """Sum a part into a unit; an interval without records is left away."""
    phases = np.zeros(len(use.starts), dtype=np.int64)
    with np.errstate(invalid="ignore"):
        ratio = part / use.whole
    fine = Strand(units[0], use.starts, phases, part, use.whole, ratio, tuple(units))
    coarse = gather(fine, unit)
    return coarse.only(coarse.denominator > 0)


def _over_time(strand: Strand, policy: Policy) -> tuple[Shown, ...]:
    return tuple(
        percent(Share(float(part), float(whole)), policy)
        for part, whole in zip(strand.numerator, strand.denominator, strict=True)
    )


def _reads_well(whole: Counts, coarsest: float, policy: Policy) -> bool:
    """Say whether most intervals can be told in steps no coarser than one."""
    steps = [step_of(float(each), policy) for each in whole]
    told = sum(step is not None and step <= coarsest for step in steps)
    return told >= MOST_TOLD * len(steps)
