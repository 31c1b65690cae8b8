"""From adverse counts to verdicts on every contrast of a view."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import nan

import numpy as np

from efqi.equity.category import NARROWED_TO, WIDENED_FROM, Decision, Evidence, decide
from efqi.equity.contrast import Contrast, Margin
from efqi.equity.evidence import GapEvidence, gap_evidence, published, seen
from efqi.equity.outcome import Outcome
from efqi.equity.scale import Gap, Sizing, described, judged, pooled_gap
from efqi.equity.timeline import Timeline
from efqi.equity.verdict import CareChange, Category, Estimate, ScaleResult, Verdict
from efqi.equity.weights import contrast_weights, ends
from efqi.measures.table import Counts
from efqi.stats.check import Check
from efqi.stats.gap_model import Scale


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for every contrast of a view.

    Attributes
    ----------
    outcome : Outcome
        Adverse counts by group.
    timeline : Timeline
        Phases.
    margin : Margin
        Smallest change that matters.
    care : mapping of str to CareChange
        Each group's own care, for levelling down.
    """

    outcome: Outcome
    timeline: Timeline
    margin: Margin
    care: Mapping[str, CareChange]


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict and how it ranks among many.

    Attributes
    ----------
    verdict : Verdict
        The answer.
    tail : float
        As in `GapEvidence`; NaN where the gap is only described.
    """

    verdict: Verdict
    tail: float


def judge(setting: Setting, contrasts: Sequence[Contrast]) -> tuple[Judged, ...]:
    """Give a verdict on every contrast, all run through the model in one go."""
    weights = [contrast_weights(c, setting.outcome) for c in contrasts]
    enough = [
        setting.timeline.is_enough(seen(setting.outcome, weight)) for weight in weights
    ]
    evidence = iter(
        gap_evidence(
            setting.outcome,
            [w for w, is_enough in zip(weights, enough, strict=True) if is_enough],
            setting.timeline,
            setting.margin,
        )
    )
    return tuple(
        _judged(setting, _description(setting, contrast, weight), evidence, is_enough)
        for contrast, weight, is_enough in zip(contrasts, weights, enough, strict=True)
    )


def _judged(
    setting: Setting, plain: Verdict, evidence: Iterator[GapEvidence], is_enough: bool
) -> Judged:
    if not is_enough:
        return Judged(plain, nan)
    found = next(evidence)
    return Judged(_verdict(setting, plain, found), found.tail)


def _description(setting: Setting, contrast: Contrast, weights: Counts) -> Verdict:
    """Describe a gap without judging it."""
    outcome, phases = setting.outcome, setting.timeline.phases
    before = pooled_gap(outcome, contrast, phases == 0)
    after = pooled_gap(outcome, contrast, phases >= 1)
    return Verdict(
        contrast,
        setting.margin,
        Category.DESCRIBE_ONLY,
        (),
        described(before, after, Scale.ABSOLUTE),
        described(before, after, Scale.RELATIVE),
        is_below_margin=False,
        is_levelling_down=False,
        worse_off_before=_worse_off(before, contrast, outcome),
        worse_off_after=_worse_off(after, contrast, outcome),
        matched_months=None,
        checks=_checks(setting, weights),
        is_turned=max(before.absolute.value, after.absolute.value, key=abs) < 0,
    )


def _checks(setting: Setting, weights: Counts) -> tuple[Check, ...]:
    """Check the data; counts or published values alike make an interval."""
    has_value = published(setting.outcome, weights)
    missing = int(((setting.timeline.phases >= 0) & ~has_value).sum())
    return (
        Check(
            "counts_given" if setting.outcome.variance is None else "spread_given",
            bool(seen(setting.outcome, weights).any()),
        ),
        *setting.timeline.checks(has_value),
        Check("no_interval_missing", missing == 0, {"missing": missing}),
    )


def _verdict(setting: Setting, plain: Verdict, evidence: GapEvidence) -> Verdict:
    """Judge a described gap."""
    direction = _direction(evidence, plain)
    span, multiplier = setting.timeline.half_span, setting.outcome.multiplier
    absolute, relative = (
        judged(description, found, Sizing(scale, multiplier, direction, span))
        for scale, description, found in (
            (Scale.ABSOLUTE, plain.absolute, evidence.absolute),
            (Scale.RELATIVE, plain.relative, evidence.relative),
        )
    )
    decision = _decision(setting.margin, absolute, relative, evidence)
    matched = (evidence.matched.value, evidence.matched.lower, evidence.matched.upper)
    return replace(
        plain,
        category=decision.category,
        decided_by=decision.decided_by,
        is_below_margin=decision.is_below_margin,
        is_levelling_down=decision.category is Category.NARROWED
        and _better_off_got_worse(setting, plain.contrast, direction),
        absolute=absolute,
        relative=relative,
        matched_months=Estimate(*(x * multiplier for x in matched)),
        checks=(*plain.checks, _matched_check(evidence)),
        is_turned=direction < 0,
    )


def _direction(evidence: GapEvidence, plain: Verdict) -> int:
    """Say which way the gap points: 1 towards the contrast's group, -1 to its reference.

    The baseline decides where it is clear. Where there was no clear gap before, a clear gap
    after does, so that a gap that opens is a gap that widens, whomever it harms. Where
    neither is clear, the larger of the two does, so that the answer agrees with the sizes
    that are shown.
    """
    absolute = evidence.absolute
    for above in (absolute.before_above_zero, absolute.after_above_zero):
        if above <= NARROWED_TO:
            return -1
        if above >= WIDENED_FROM:
            return 1
    return -1 if plain.is_turned else 1


def _decision(
    margin: Margin, absolute: ScaleResult, relative: ScaleResult, evidence: GapEvidence
) -> Decision:
    before = evidence.absolute.before_above_zero
    after = evidence.absolute.after_above_zero
    is_reversed = (before >= WIDENED_FROM and after <= NARROWED_TO) or (
        before <= NARROWED_TO and after >= WIDENED_FROM
    )
    change, times = absolute.change, 1 + margin.relative / 100
    return decide(
        Evidence(
            absolute.probability_widened,
            max(abs(change.lower), abs(change.upper)) <= margin.absolute,
        ),
        Evidence(
            relative.probability_widened,
            1 / times <= relative.change.lower and relative.change.upper <= times,
        ),
        is_reversed=is_reversed,
    )


def _better_off_got_worse(setting: Setting, contrast: Contrast, direction: int) -> bool:
    """Whether the better-off group's own care got worse, with evidence."""
    group, reference = ends(contrast, setting.outcome)
    care = setting.care[reference if direction > 0 else group]
    return care.probability_improved <= NARROWED_TO


def _matched_check(evidence: GapEvidence) -> Check:
    """Whether the same calendar months point the way that a finding points."""
    is_found = not NARROWED_TO < evidence.absolute.above_zero < WIDENED_FROM
    agrees = evidence.matched.value * evidence.absolute.change.value > 0
    return Check("matched_months_agree", agrees or not is_found)


def _worse_off(gap: Gap, contrast: Contrast, outcome: Outcome) -> str | None:
    value = gap.absolute.value
    if np.isnan(value) or value == 0:
        return None
    group, reference = ends(contrast, outcome)
    return group if value > 0 else reference
