"""What a gate found and what it misses, in words; and where to do something about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from efqi.projects.fidelity import Feature
from efqi.projects.gates.facts import Condition
from efqi.reports.wording.care import whose_care
from efqi.reports.wording.sentence import say


@dataclass(frozen=True, slots=True)
class _Words:
    held: str
    missing: str


_CONDITIONS: Mapping[str, _Words] = {
    "aim_agreed": _Words(
        "The aim is agreed.",
        "Write and save the aim in one sentence: that is the day on which it is agreed.",
    ),
    "aim_has_date": _Words(
        "The aim has a date.", "Say by when the aim should be reached."
    ),
    "aim_has_group_target": _Words(
        "The aim has a target for the group that is worst served.",
        "Give a target for the group that is worst served.",
    ),
    "aim_has_overall_target": _Words(
        "The aim has a target for everyone.", "Give a target for everyone."
    ),
    "aim_names_group": _Words(
        "The group that is worst served is named.",
        "Name the group that is worst served.",
    ),
    "aim_says_failure": _Words(
        "The aim says what result would be a failure.",
        "Say what result would be a failure, whatever the average does.",
    ),
    "answer_there": _Words(
        "There is an answer.", "Bring data: there is no answer yet."
    ),
    "baseline_before_aim": _Words(
        "The baseline was there before the aim was agreed.",
        "The aim was agreed before there was a baseline. Look at the baseline by group, "
        "then agree the aim again.",
    ),
    "baseline_came": _Words(
        "There is a baseline.", "Bring a file: there is no baseline yet."
    ),
    "burdens_lightened": _Words(
        "No idea asks much of patients without something being done about it.",
        "Say what is given or done about what these ideas ask of patients: {ideas}.",
    ),
    "cause_is_ours": _Words(
        "“{cause}” ends at something that the service or its partners can change.",
        "“{cause}” ends at who the patient is. Ask why once more.",
    ),
    "causes_there": _Words(
        "The causes are written down.", "Write down why it happens, and why again."
    ),
    "chain_ends": _Words(
        "“{cause}”: the chain of why has an end.",
        "“{cause}”: say where the chain of why ends.",
    ),
    "channels_differ": _Words(
        "People were heard in {channels} ways.",
        "Everyone was heard in one way. Whom does it not reach?",
    ),
    "choice_for_group": _Words(
        "There is a choice for: {group}.", "Say what is chosen for: {group}."
    ),
    "choice_made": _Words("There is a choice.", "Choose: adopt, adapt or abandon."),
    "completeness_charted": _Words(
        "How often the group is unknown is counted.",
        "Count how often the group is unknown.",
    ),
    "definition_locked": _Words(
        "The definition of {measure} is locked.", "Lock the definition of {measure}."
    ),
    "direction_settled": _Words(
        "It is settled which way is better for {measure}.",
        "Settle which way is better for {measure}.",
    ),
    "everyone_known": _Words(
        "Everyone's group is known: no record lacks one.",
        "Count how often the group is unknown.",
    ),
    "exclusions_sized": _Words(
        "What the scope leaves out is known for each group.",
        "Say which share of each group the scope leaves out.",
    ),
    "experiment_there": _Words("There is a cycle.", "Plan a first, small test."),
    "failure_by_group": _Words(
        "“{failure}” is scored for more than one group.",
        "Score “{failure}” for each group, not once for all.",
    ),
    "failures_there": _Words(
        "What could fail is listed.", "List what could fail, for each group."
    ),
    "feedback_given": _Words(
        "Nobody is waiting to hear from you.",
        "{people} waiting to hear what became of what they said. Tell them, and write "
        "down when.",
    ),
    "field_by_group": _Words(
        "“{field}” was checked in more than one group.",
        "Check “{field}” in each group: it may be worse where it matters most.",
    ),
    "field_improved": _Words(
        "One field is being improved.", "Say which field you will improve, and how."
    ),
    "fields_tested": _Words(
        "The group fields were checked against what people say.",
        "Ask a sample of people again, and compare with the record.",
    ),
    "first_day_known": _Words(
        "The first day of the test is known.",
        "Give the first day of the test: without it, nothing shows that the prediction came "
        "first.",
    ),
    "first_test_small": _Words(
        "The first test is smaller than the whole unit.",
        "Make the first test smaller than the whole unit, and write down both sizes.",
    ),
    "floor_set": _Words(
        "There is a floor for everyone.",
        "Set the level that no group should stay on the wrong side of.",
    ),
    "gap_declared": _Words(
        "The gap was declared, with the day on which it was.",
        "Declare the gap that counts, and the day on which you did.",
    ),
    "gap_in_scope": _Words(
        "Closing the gap is in scope.", "Say that closing the gap is in scope."
    ),
    "gap_judged": _Words(
        "The gap has an answer: {answer}.",
        "Two points in time describe and do not judge: collect more.",
    ),
    "gap_split": _Words(
        "It is known how much of the gap lies between sites.",
        "Work out how much of the gap lies between sites, and how much inside them.",
    ),
    "group_charted": _Words(
        "{group}: charted, or with a plan of its own.",
        "{group}: too small to chart. Say what you do for it instead.",
    ),
    "group_explained": _Words(
        "{group}: what {measure} show is explained, and owned by someone.",
        "{group}: {measure} are not clearly better. Explain it and name who looks into it.",
    ),
    "group_has_date": _Words(
        "{group}: has a day by which it reaches the floor.",
        "{group}: give a day by which it reaches the floor.",
    ),
    "group_judged": _Words(
        "{group}: held to its prediction.",
        "{group}: hold the result to its prediction.",
    ),
    "group_not_worse": _Words(
        "{group}: worse in {measure}; someone answers for adopting it all the same.",
        "{group}: worse in {measure}. Adapt the change, or let someone answer for it with "
        "a reason and a day to look again.",
    ),
    "group_watched": _Words(
        "{group}: watched, with a trigger, an owner and an action.",
        "{group}: say what sets off which action, and whose it is.",
    ),
    "groups_declared": _Words(
        "Outcomes are seen by group.", "Say by which groups outcomes are seen."
    ),
    "groups_opened": _Words(
        "The groups were looked at first.", "Open the groups before the total."
    ),
    "ideas_screened": _Words(
        "Every idea says what it asks of patients.",
        "Ask what these cost patients: {ideas}.",
    ),
    "ideas_there": _Words(
        "There are ideas for change.", "Write down an idea for change."
    ),
    "left_out_named": _Words(
        "It is known who is left out of the test.",
        "Say who is left out of the test, or how you know that nobody is.",
    ),
    "locked_before_study": _Words(
        "The definition was locked before results were seen.",
        "The definition was changed after results were seen.",
    ),
    "looks_at_group": _Words(
        "{dimension}: looked at, or left out with a reason.",
        "{dimension}: look at it, or say why it cannot be looked at.",
    ),
    "nobody_left_out": _Words(
        "The charter leaves nobody out.",
        "Say who is left out, and which share of each group that is.",
    ),
    "people_paid": _Words(
        "Everyone was paid.",
        "{people} not paid yet, or without an offer.",
    ),
    "predicted_before_data": _Words(
        "The prediction was saved before the test began.",
        "The prediction was not saved before the test began, so it cannot be one.",
    ),
    "predicted_for_group": _Words(
        "There is a prediction for a group.",
        "Predict for the group that is worst served.",
    ),
    "predicted_overall": _Words(
        "There is a prediction for everyone.", "Predict for everyone."
    ),
    "predicted_why": _Words(
        "It says why groups might differ.", "Say why groups might differ."
    ),
    "price_lowered": _Words(
        "At least one idea asks less of patients.",
        "Find one idea that asks less of patients than care does now.",
    ),
    "problem_said_by_patient": _Words(
        "The problem is told by someone who is not staff.",
        "Let someone who is not staff say what the problem is.",
    ),
    "reach_counted": _Words(
        "Its reach is counted in {groups} groups.",
        "Count by group: eligible, offered, taken up, finished.",
    ),
    "reach_falls": _Words(
        "{group}: the four counts fit together.",
        "{group}: each count can be no larger than the one before it.",
    ),
    "reading_there": _Words(
        "Someone who is not staff read the result.",
        "Let someone from the group read the result and say what it means.",
    ),
    "removal_answered": _Words(
        "“{idea}” says who uses what it takes away, and what replaces it.",
        "“{idea}” takes something away. Say who uses it and what replaces it first.",
    ),
    "resources_owned": _Words(
        "Nothing that is to be found is without an owner.",
        "Some lines of the resources plan are to be found by nobody: name an owner.",
    ),
    "resources_planned": _Words(
        "Hours, money and help are planned.", "Plan hours, money and analyst help."
    ),
    "sample_sized": _Words(
        "The test has a size.", "Say how many people are in the test."
    ),
    "segments_heard": _Words(
        "{segments} kinds of people were heard.", "Hear at least two kinds of people."
    ),
    "sponsor_named": _Words("A sponsor is named.", "Name who answers for it."),
    "stop_rule_there": _Words(
        "It says what would end the test early.", "Say what would end the test early."
    ),
    "task_covered": _Words(
        "“{task}” has an owner, hours and cover.",
        "“{task}” needs an owner, hours and someone who covers.",
    ),
    "voices_before_aim": _Words(
        "People with experience changed how the problem is put.",
        "Ask people from the group that is worst served what the problem is, write down "
        "what changed, and agree the aim after that.",
    ),
    "walks_there": _Words(
        "The pathway was walked for {walks} kinds of people.",
        "Walk the pathway with someone whom it serves worst, and time it.",
    ),
    "work_listed": _Words(
        "The extra work is listed.", "List the extra work and who does it."
    ),
    "work_shared": _Words(
        "The extra work is shared.",
        "{owner} carries {share} % of the extra work: share it.",
    ),
}
_FEATURES: Mapping[str, str] = {
    "documentation": "Each cycle has a plan, what was done, what was learned and a choice.",
    "chain": "A later cycle follows from an earlier one.",
    "prediction": "Predictions were saved before there were data.",
    "small_scale": "The first test was small, and tests grew.",
    "data_over_time": "There are three or more points since the change, monthly or finer.",
    "theory": "Each test says why it should work.",
    "equity": "Groups have predictions, reach and an answer, and someone who is not staff "
    "has read it.",
}


def condition_sentence(condition: Condition) -> str:
    """Say what a gate found, or what it misses and what to do.

    Parameters
    ----------
    condition : Condition
        As the gate judged it.
    """
    words = _CONDITIONS[condition.code]
    template = words.held if condition.holds else words.missing
    return say(template, **_filled(condition))


def _filled(condition: Condition) -> dict[str, str]:
    figures = {name: str(value) for name, value in condition.figures.items()}
    if "role" in figures:
        figures["group"] = whose_care(figures)
    if "people" in figures:
        count = figures["people"]
        figures["people"] = (
            say("One person is") if count == "1" else say("{n} people are", n=count)
        )
    return figures


def feature_sentence(feature: Feature) -> str:
    """Say what a feature of PDSA asks."""
    return say(_FEATURES[feature.code])


def condition_codes() -> frozenset[str]:
    """List the conditions that there are words for."""
    return frozenset(_CONDITIONS)
