"""Rule sets as tables: which rules there are, and which names a point first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from efqi.stats.check import Check
from efqi.stats.spc.average import Sides
from efqi.stats.spc.limits import ProcessLimits
from efqi.stats.spc.rules import (
    NO_SIDE,
    alternating,
    beyond_limit,
    four_of_five,
    inner_third,
    outside_inner_third,
    same_side,
    same_side_skipping_line,
    trend,
    trend_skipping_ties,
    two_of_three,
    two_of_three_far_out,
    two_of_three_near_limit,
)
from efqi.stats.spc.runs import Runs


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a set.

    Attributes
    ----------
    code : str
        "beyond_limit", "shift", "trend", "two_of_three", "four_of_five", "inner_third",
        "alternating" or "outside_inner_third".
    find : callable
        A function of `efqi.stats.spc.rules`.
    points : int
        Points that a signal takes.
    """

    code: str
    find: Callable[[ProcessLimits, int], Sides]
    points: int


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules that a chart is judged by.

    Attributes
    ----------
    rules : tuple of Rule
        In the order in which they name a point that several fit.
    run_test : str
        Test of runs and crossings besides, a key of `efqi.stats.spc.runs.RUN_TESTS`; its
        long runs are the rule "long_run", after the others. Empty: none.
    is_rounded : bool
        An I chart is drawn with 2.66 in place of 3 / 1.128.
    is_screened : bool
        Outlying moving ranges are dropped once, unless the caller says otherwise.
    improvement_first : bool
        Where rules disagree, the side that is an improvement is shown.
    """

    rules: tuple[Rule, ...]
    run_test: str = ""
    is_rounded: bool = False
    is_screened: bool = True
    improvement_first: bool = False


@dataclass(frozen=True, slots=True)
class RuleSignal:
    """Where one rule fired.

    Attributes
    ----------
    rule : str
        `Rule.code`, or "long_run" for runs longer than a run test allows.
    points : int
        Points that a signal takes; 0 where that depends on the series.
    side : ndarray of int8, shape (T, S)
        +1 a signal on the high side, -1 on the low side, 2 (`NO_SIDE`) a pattern that has
        no side, 0 none.
    """

    rule: str
    points: int
    side: Sides


_BEYOND = Rule("beyond_limit", beyond_limit, 1)
_NHSR_SHIFT, _NHSR_TREND = Rule("shift", same_side, 7), Rule("trend", trend, 7)

RULE_SETS: Mapping[str, RuleSet] = {
    "anhoej": RuleSet((_BEYOND,), run_test="anhoej"),
    "bestbox": RuleSet((_BEYOND,), run_test="bestbox"),
    "cutbox": RuleSet((_BEYOND,), run_test="cutbox"),
    "exact": RuleSet((_BEYOND,), run_test="exact"),
    "mdc": RuleSet(
        (
            _BEYOND,
            _NHSR_TREND,
            Rule("two_of_three", two_of_three_far_out, 3),
            _NHSR_SHIFT,
        ),
        is_rounded=True,
        is_screened=False,
        improvement_first=True,
    ),
    "nhsrplotthedots-0.2.2": RuleSet(
        (
            _BEYOND,
            _NHSR_TREND,
            Rule("two_of_three", two_of_three_near_limit, 3),
            _NHSR_SHIFT,
        ),
        is_rounded=True,
    ),
    "ihi": RuleSet(
        (
            _BEYOND,
            Rule("shift", same_side_skipping_line, 8),
            Rule("trend", trend_skipping_ties, 6),
            Rule("two_of_three", two_of_three, 3),
            Rule("inner_third", inner_third, 15),
        )
    ),
    "nelson": RuleSet(
        (
            _BEYOND,
            Rule("shift", same_side, 9),
            Rule("trend", trend, 6),
            Rule("alternating", alternating, 14),
            Rule("two_of_three", two_of_three, 3),
            Rule("four_of_five", four_of_five, 5),
            Rule("inner_third", inner_third, 15),
            Rule("outside_inner_third", outside_inner_third, 8),
        )
    ),
}
"""Rule sets by name; each has a page in docs/reference/spc/."""


def rule_signals(limits: ProcessLimits, rule_set: RuleSet) -> tuple[RuleSignal, ...]:
    """Apply each rule of a set, afresh in each phase; see `judge`."""
    return judge(limits, rule_set)[0]


def judge(
    limits: ProcessLimits, rule_set: RuleSet
) -> tuple[tuple[RuleSignal, ...], tuple[Runs, ...]]:
    """Apply a rule set, afresh in each phase.

    On a moving range chart, where neighbours share a value, only limits are read.

    Returns
    -------
    tuple of RuleSignal
        One a rule, in the set's order, also where it fired nowhere.
    tuple of Runs
        What the set's run test found in each phase; empty without one.
    """
    rules = rule_set.rules if limits.has_run_rules else (_BEYOND,)
    found = [_signal(limits, rule) for rule in rules]
    if not rule_set.run_test:
        return tuple(found), ()
    runs = limits.runs(rule_set.run_test)
    side = np.concatenate([phase.long_run for phase in runs])
    return (*found, RuleSignal("long_run", 0, side)), runs


def _signal(limits: ProcessLimits, rule: Rule) -> RuleSignal:
    phases = [rule.find(limits.rows(rows), rule.points) for rows in limits.phases]
    return RuleSignal(rule.code, rule.points, np.concatenate(phases))


def leading_side(
    signals: tuple[RuleSignal, ...], rule_set: RuleSet, improvement_side: int
) -> Sides:
    """Side of each point's signal: of the first rule that has one.

    Parameters
    ----------
    signals : tuple of RuleSignal
        As `rule_signals` gives them.
    rule_set : RuleSet
        The set they are of.
    improvement_side : int
        +1 where higher is better, -1 where lower is, 0 where neither. Where the set shows
        improvement first, a rule on that side goes before any other.

    Returns
    -------
    ndarray of int8, shape (T, S)
        +1, -1, or 0 without a signal that has a side.
    """
    sides = [np.where(signal.side == NO_SIDE, 0, signal.side) for signal in signals]
    leading = np.zeros(sides[0].shape, dtype=np.int8)
    for side in reversed(sides):
        leading = np.where(side != 0, side, leading).astype(np.int8)
    if rule_set.improvement_first and improvement_side:
        is_better = np.any([side == improvement_side for side in sides], axis=0)
        leading[is_better] = improvement_side
    return leading


def run_checks(runs: Sequence[Runs], run_test: str) -> tuple[Check, ...]:
    """Check for signals that no single point carries, and for phases too poor to tell.

    Parameters
    ----------
    runs : sequence of Runs
        What the test found, in any order.
    run_test : str
        A key of `efqi.stats.spc.runs.RUN_TESTS`, or empty.

    Returns
    -------
    tuple of Check
        "enough_crossings": phases in which the centre line is crossed too seldom. For the
        exact test also "runs_can_tell": phases in which no order of their points could
        have been a signal.
    """
    if not run_test:
        return ()
    few = sum(int((r.crossings < r.crossings_needed).sum()) for r in runs)
    crossings = Check("enough_crossings", few == 0, {"phases_with_few": few})
    if run_test != "exact":
        return (crossings,)
    silent = sum(int((~r.could_signal).sum()) for r in runs)
    told = Check("runs_can_tell", silent == 0, {"phases_that_cannot": silent})
    return crossings, told
