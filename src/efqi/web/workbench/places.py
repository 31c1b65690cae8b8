"""Where in the workbench each condition of a gate can be met."""

from collections.abc import Mapping

from django.urls import reverse

_CYCLE = "{cycle}"
"""Stands for the cycle that a gate was asked about."""


def _edit(form: str, key: str = "only") -> tuple[str, ...]:
    return ("edit", form, key)


def _sheet(kind: str) -> tuple[str, ...]:
    return ("worksheet", kind)


_AIM, _CHARTER, _TOOK_PART = (
    _edit("aim"),
    _edit("charter"),
    _edit("participation", "new"),
)
_READING = ("reading", "for-someone")
_PLAN, _DO = _edit("cycle-plan", _CYCLE), _edit("cycle-do", _CYCLE)
_STUDY, _ACT = _edit("cycle-study", _CYCLE), _edit("cycle-act", _CYCLE)

PLACES: Mapping[str, tuple[str, ...]] = {
    "aim_agreed": _AIM,
    "aim_has_date": _AIM,
    "aim_has_group_target": _AIM,
    "aim_has_overall_target": _AIM,
    "aim_names_group": _AIM,
    "aim_says_failure": _AIM,
    "answer_there": ("upload",),
    "baseline_before_aim": _AIM,
    "baseline_came": ("upload",),
    "burdens_lightened": ("design",),
    "cause_is_ours": _sheet("causes"),
    "causes_there": _sheet("causes"),
    "chain_ends": _sheet("causes"),
    "channels_differ": _sheet("voices"),
    "choice_for_group": _ACT,
    "choice_made": _ACT,
    "completeness_charted": ("data",),
    "definition_locked": ("data",),
    "direction_settled": ("data",),
    "everyone_known": ("data",),
    "exclusions_sized": _sheet("exclusions"),
    "experiment_there": _edit("cycle", "new"),
    "failure_by_group": _sheet("failures"),
    "failures_there": _sheet("failures"),
    "feedback_given": ("design",),
    "field_by_group": _sheet("group_fields"),
    "field_improved": ("asked", "mfi.meas.4", "project"),
    "fields_tested": _sheet("group_fields"),
    "first_day_known": _edit("cycle", _CYCLE),
    "first_test_small": _PLAN,
    "floor_set": _AIM,
    "gap_declared": ("data",),
    "gap_in_scope": _CHARTER,
    "gap_judged": ("answer",),
    "gap_split": _sheet("between_within"),
    "group_charted": ("data",),
    "group_explained": ("answer",),
    "group_has_date": _sheet("targets"),
    "group_judged": _STUDY,
    "group_not_worse": _ACT,
    "group_watched": _sheet("control"),
    "groups_declared": ("data",),
    "groups_opened": ("cycle", _CYCLE),
    "ideas_screened": ("design",),
    "ideas_there": _edit("idea", "new"),
    "left_out_named": _PLAN,
    "locked_before_study": ("data",),
    "looks_at_group": ("data",),
    "nobody_left_out": _CHARTER,
    "people_paid": ("design",),
    "predicted_before_data": _PLAN,
    "predicted_for_group": _PLAN,
    "predicted_overall": _PLAN,
    "predicted_why": _PLAN,
    "price_lowered": ("design",),
    "problem_said_by_patient": _TOOK_PART,
    "reach_counted": _DO,
    "reach_falls": _DO,
    "reading_there": _READING,
    "removal_answered": ("design",),
    "resources_owned": ("resources",),
    "resources_planned": ("resources",),
    "sample_sized": _PLAN,
    "segments_heard": _sheet("voices"),
    "sponsor_named": _CHARTER,
    "stop_rule_there": _PLAN,
    "task_covered": _sheet("work"),
    "voices_before_aim": _TOOK_PART,
    "walks_there": _sheet("walks"),
    "work_listed": _sheet("work"),
    "work_shared": _sheet("work"),
}
"""Name of an address and its arguments after the project's key, by the condition's code."""


WRITES = frozenset({"write"})
"""What someone may do who can open most of these places."""


def needs(code: str) -> frozenset[str]:
    """Name what someone must be allowed to do to meet a condition where it is met."""
    tells_who = PLACES[code] in (_TOOK_PART, _READING)
    return WRITES | {"see_people"} if tells_who else WRITES


def place_of(code: str, project: str, cycle: str | None) -> str:
    """Give the address where a condition can be met.

    Parameters
    ----------
    code : str
        Of the condition.
    project : str
        Key of the project.
    cycle : str or None
        Cycle that the gate was asked about; without one, a condition about a cycle is
        met from the list of cycles.
    """
    name, *arguments = PLACES[code]
    if _CYCLE not in arguments:
        return reverse(name, args=[project, *arguments])
    if cycle is None:
        return reverse("cycles", args=[project])
    filled = [cycle if each == _CYCLE else each for each in arguments]
    return reverse(name, args=[project, *filled])
