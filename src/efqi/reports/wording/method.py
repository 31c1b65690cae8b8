"""How the answer was reached, what the policy hides, and what was checked."""

import re

from efqi.disclosure.release import Release
from efqi.projects.plan import Plan
from efqi.reports.wording.dates import full_date, plural
from efqi.reports.wording.figure import NBSP
from efqi.reports.wording.sentence import capital, say
from efqi.reports.wording.story import Story

_CHARTS = {
    "p": "p charts (proportions), limits at three sigma",
    "pp": "p-prime charts (proportions in large groups), limits at three sigma",
    "u": "u charts (rates), limits at three sigma",
    "up": "u-prime charts (rates in large groups), limits at three sigma",
    "c": "c charts (counts), limits at three sigma",
    "i": "individuals charts (XmR), limits at three sigma",
    "ip": "individuals charts (I prime), limits at three sigma that follow the numbers",
    "xbar": "Xbar charts (means of groups), limits at three sigma",
    "run": "run charts around the median",
}
_RULES = {
    "anhoej": "long runs and few crossings (Anhøj)",
    "nhsrplotthedots-0.2.2": (
        "a point outside the limits, seven in a row on one side, seven in a row rising or "
        "falling, or two of three near a limit (NHS Making Data Count)"
    ),
}
_POLICIES = {
    "nhs-england": (
        "Counts of 1 to 7 are hidden, others rounded to the nearest 5; percentages are "
        "made from the rounded counts.",
        "Counts of 1 to 7 are hidden, others rounded to the nearest 5; values of so few "
        "people are hidden too.",
    ),
    "opensafely-midpoint6": (
        "Counts are shown as the middle of steps of six, and rates made from those.",
        "Counts are shown as the middle of steps of six; values of up to six people are "
        "hidden.",
    ),
    "opensafely-round5": (
        "Counts of 0 to 7 are hidden, others rounded to the nearest 5; percentages are "
        "made from the rounded counts.",
        "Counts of 0 to 7 are hidden, others rounded to the nearest 5; values of so few "
        "people are hidden too.",
    ),
    "internal": (
        "Exact counts are shown: for members with the data role, not for sharing.",
    ),
}


def declared_sentences(story: Story) -> tuple[str, ...]:
    """Say which gap was declared, when, and what size matters."""
    contrast, planned = story.view.verdict.contrast, story.plan.contrast
    gap = story.gap_name(contrast)
    sentences = []
    if not contrast.is_primary:
        sentences.append(
            say("{gap} was not declared in advance: exploratory.", gap=gap)
        )
    elif planned.declared_on is None:
        sentences.append(say("{gap} is the one declared in the plan.", gap=gap))
    elif planned.declared_on < story.change_date:
        sentences.append(
            say(
                "{gap}, declared on {day}, before the change.",
                gap=gap,
                day=full_date(planned.declared_on),
            )
        )
    else:
        sentences.append(
            say(
                "{gap}, declared on {day}, after the change had begun.",
                gap=gap,
                day=full_date(planned.declared_on),
            )
        )
    sentences.append(margin_sentence(story))
    if planned.reading_date is not None and contrast.is_primary:
        sentences.append(
            say("Planned reading date: {day}.", day=full_date(planned.reading_date))
        )
    return tuple(sentences)


def margin_sentence(story: Story) -> str:
    """Say which change of the gap was called meaningful."""
    margin = story.verdict.margin
    return say(
        "A change of {absolute}, or of {relative} in the ratio, was said to matter.",
        absolute=story.unit.size(margin.absolute),
        relative=f"{margin.relative:g}{NBSP}%",
    )


def method_sentences(story: Story) -> tuple[str, ...]:
    """Say how gap and charts were judged, and by which rules numbers are protected."""
    return (
        *declared_sentences(story),
        say(
            "The gap itself is judged, as a difference and as a ratio, allowing for "
            "chance, memory from month to month and drift; “widened” or “narrowed” "
            "needs 95 in 100."
        ),
        *direction_sentences(story),
        *chart_sentences(story),
        policy_sentence(story.release),
    )


def direction_sentences(story: Story) -> tuple[str, ...]:
    """Own up to a direction that is assumed, not settled."""
    if not story.measure.direction_is_assumed:
        return ()
    template = (
        "That higher is better is a working assumption."
        if story.is_higher_better
        else "That lower is better is a working assumption."
    )
    return (say(template),)


def chart_sentences(story: Story) -> tuple[str, ...]:
    """Name the control charts and the rules for a special cause; how values were made."""
    drawn = [s for s in story.view.series if s.points]
    kinds = dict.fromkeys((s.chart, s.rule_set) for s in drawn)
    charts = (_chart_sentence(chart, rules) for chart, rules in kinds)
    return (*charts, *_value_sentences(story))


def _value_sentences(story: Story) -> tuple[str, ...]:
    """Say how means and percentiles are pooled, and how they are protected."""
    if not story.measure.unit:
        return ()
    protected = say(
        "Values are shown only of enough people, and no finer than their number supports; "
        "sums, shortest and longest are never shown."
    )
    if story.measure.percentile is None:
        return (protected,)
    pooled = say(
        "A percentile of a longer stretch is the mean of those of its {intervals}, weighed "
        "by people.",
        intervals=plural(story.release.interval),
    )
    return (pooled, protected)


def _chart_sentence(chart: str, rules: str) -> str:
    return say(
        "{chart}. Special cause: {rules}.",
        chart=capital(_CHARTS.get(chart, chart))
        if chart in ("c", "i", "ip", "run")
        else _CHARTS.get(chart, chart),
        rules=_RULES.get(rules, rules),
    )


def short_method_sentences(story: Story) -> tuple[str, ...]:
    """Give the method in four lines, for the first page."""
    return (
        *declared_sentences(story)[:2],
        say("“Widened” or “narrowed” needs a chance of 95 in 100."),
        *direction_sentences(story),
        policy_sentence(story.release),
        *((looks,) if (looks := exploratory_sentence(story.release)) else ()),
    )


def policy_sentence(release: Release) -> str:
    """Say how counts are protected."""
    threshold = re.fullmatch(r"threshold-(\d+)", release.policy)
    if threshold:
        return say("Counts below {threshold} are hidden.", threshold=threshold[1])
    words = _POLICIES.get(release.policy)
    has_values_only = all(view.measure.unit for view in release.views)
    return (
        say("Protected by the policy “{policy}”.", policy=release.policy)
        if (words is None)
        else say(words[-1 if has_values_only else 0])
    )


def exploratory_sentence(release: Release) -> str | None:
    """Count the looks besides the declared one; None where there were none."""
    looks = sum(len(view.exploratory) for view in release.views)
    found = sum(sum(view.discoveries) for view in release.views)
    if not looks:
        return None
    return say(
        "Exploratory: {found} of {looks} other gaps looked at stands out after allowing "
        "for the number of looks."
        if found == 1
        else "Exploratory: {found} of {looks} other gaps looked at stand out after "
        "allowing for the number of looks.",
        found=str(found),
        looks=str(looks),
    )


def cannot_say_sentences(plan: Plan) -> tuple[str, ...]:
    """Give what the data cannot say: the team's own words, else what is always true."""
    return plan.cannot_say or (
        say("Why a group's care changed, or did not."),
        say("Whether the change did it: other things changed too."),
        say("How it went for people who are not in the data."),
    )
