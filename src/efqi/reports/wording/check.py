"""What was checked, in words."""

from string import Formatter

from efqi.disclosure.release import Check
from efqi.reports.wording.sentence import say

_CHECKS = {
    "identical_rows": (
        "No two rows of the extract are the same.",
        "Rows of the extract that repeat another one exactly: {rows}. They were counted.",
    ),
    "calendar_year_before": (
        "A whole calendar year before the change: days {found}, needed {needed}.",
        "Less than a calendar year before the change: days {found}, needed {needed}.",
    ),
    "counts_given": (
        "Numerators and denominators are given.",
        "The source gives percentages only, so the gap cannot be judged.",
    ),
    "spread_given": (
        "People and the spread of their values are given.",
        "The source gives values without their spread, so the gap cannot be judged.",
    ),
    "values_missing": (
        "Every record has a value for {title}.",
        "Records without a value for {title}, left out: {rows}.",
    ),
    "no_interval_missing": (
        "No reading of the gap is missing.",
        "Readings of the gap that are missing: {missing}.",
    ),
    "matched_months_agree": (
        "The same calendar months before and after point the same way.",
        "The same calendar months before and after do not point the same way.",
    ),
    "contrast_too_small_to_show": (
        "The gap's figures can be shown.",
        "A group of this gap is too small to show its figures.",
    ),
    "safe_to_share": (
        "Made under a policy for sharing ({policy}).",
        "Not for sharing: made under the policy {policy}.",
    ),
    "counts_rounded": (
        "Counts are rounded ({policy}).",
        "Counts are not rounded ({policy}).",
    ),
    "values_have_counts": (
        "Every value is made from counts.",
        "Some values are shown as published, without counts.",
    ),
    "enough_intervals_before": (
        "Enough time before the change: readings {found}, needed {needed}.",
        "Too little time before the change: readings {found}, needed {needed}.",
    ),
    "enough_intervals_after": (
        "Enough time after the change: readings {found}, needed {needed}.",
        "Too little time after the change: readings {found}, needed {needed}.",
    ),
    "hidden_cells": (
        "The source hides no count.",
        "Counts that the source hides: {cells} of {used}. They are read as the least and "
        "the most they can be, never as 0.",
    ),
    "hidden_counts_agree": (
        "The answer is the same whether the counts that the source hides are put at their "
        "least or at their most.",
        "The answer hangs on counts that the source hides: it could be “{lowest}” or "
        "“{highest}”.",
    ),
    "last_interval_complete": (
        "The last reading looks complete.",
        "The last reading looks unfinished; it is drawn but not judged.",
    ),
    "intervals_apart": (
        "Intervals do not overlap.",
        "Intervals of the source reach into the next one, as rolling averages do. "
        "Neighbours share data, so special causes come up too easily.",
    ),
    "enough_points_for_limits": (
        "Every phase has enough readings for limits.",
        "Some phases have few readings, so their limits are rough.",
    ),
    "enough_crossings": (
        "The readings cross the middle line often enough.",
        "The readings cross the middle line too seldom for chance.",
    ),
    "counts_obey_policy": (
        "Every count shown obeys the policy.",
        "Counts that break the policy: {broken}.",
    ),
    "values_follow_from_counts": (
        "Every percentage follows from the counts shown.",
        "Values that do not follow from the counts shown: {broken}.",
    ),
    "no_exact_figures": (
        "No figure gives an exact count away.",
        "Figures that give an exact count away: {broken}.",
    ),
    "small_counts_uncertain": (
        "No small count can be worked out from the rest.",
        "Small counts that can be worked out from the rest: {broken}.",
    ),
}


def check_sentence(check: Check) -> str:
    """Turn a check into a sentence; one without words of its own is spelt out."""
    figures = {key: str(value) for key, value in check.figures.items()}
    passed, failed = _CHECKS.get(check.code, ("", ""))
    template = passed if check.passed else failed
    gaps = {name for _, name, _, _ in Formatter().parse(template) if name}
    if template and gaps <= figures.keys():
        return say(template, **figures)
    return _plain_check(check, figures)


def _plain_check(check: Check, figures: dict[str, str]) -> str:
    detail = ", ".join(
        f"{key.replace('_', ' ')} {value}" for key, value in figures.items()
    )
    template = (
        "Checked: {what}. Nothing to worry about{detail}."
        if check.passed
        else "Checked: {what}. Look at this{detail}."
    )
    return say(
        template,
        what=check.code.replace("_", " "),
        detail=f" ({detail})" if detail else "",
    )
