"""Gates of DMAIC, the five stages of Six Sigma."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from efqi.projects.gates.facts import Condition, Facts, Rule, written
from efqi.projects.worksheets import holds

FEWEST_SEGMENTS = 2
"""Segments of people that a voice of the customer needs."""
BLAMES = "patient"
"""Where a chain of why may not end."""


def defect_for_whom(facts: Facts) -> Iterable[Condition]:
    """Judge dmaic.def.1: the charter says for whom it is worst, and keeps them in."""
    document = facts.document
    yield Condition("aim_names_group", written(document.aim.group))
    yield Condition("baseline_came", bool(document.data))
    yield Condition("gap_in_scope", document.charter.closes_gap)
    rows = document.rows("exclusions")
    if not rows and not written(document.charter.exclusions):
        yield Condition("nobody_left_out", holds=True)
    else:
        is_sized = all(holds("exclusions", row, "group", "share") for row in rows)
        yield Condition("exclusions_sized", bool(rows) and is_sized)


def voices_by_segment(facts: Facts) -> Iterable[Condition]:
    """Judge dmaic.def.2: several kinds of people were heard, by more than one way."""
    rows = facts.document.rows("voices")
    segments = {row["segment"] for row in rows if written(row.get("segment", ""))}
    channels = {row["channel"] for row in rows if written(row.get("channel", ""))}
    yield Condition(
        "segments_heard", len(segments) >= FEWEST_SEGMENTS, {"segments": len(segments)}
    )
    yield Condition("channels_differ", len(channels) > 1, {"channels": len(channels)})


def group_fields_tested(facts: Facts) -> Iterable[Condition]:
    """Judge dmaic.mea.1: agreement of record and person is known by group."""
    by_field = defaultdict(set)
    for row in facts.document.rows("group_fields"):
        if written(row.get("agreement", "")) and written(row.get("unknown", "")):
            by_field[row.get("field", "")].add(row.get("group", ""))
    yield Condition("fields_tested", bool(by_field))
    for name, groups in by_field.items():
        yield Condition("field_by_group", len(groups) > 1, {"field": name})


def strata_are_charted(facts: Facts) -> Iterable[Condition]:
    """Judge dmaic.mea.2: every group has its own chart, or a reason and a plan."""
    yield Condition("answer_there", bool(facts.views))
    yield from groups_charted(facts)


def groups_charted(facts: Facts) -> Iterable[Condition]:
    """Judge that each group of the declared gap is charted, or has a plan of its own."""
    plans = {
        group
        for note in facts.document.measures
        for group, text in note.small_groups.items()
        if written(text)
    }
    for view in facts.views[:1]:
        for series in view.series:
            if series.role == "group":
                yield Condition(
                    "group_charted",
                    bool(series.points) or series.label in plans,
                    {"group": series.label},
                )


def gap_is_located(facts: Facts) -> Iterable[Condition]:
    """Judge dmaic.ana.1: how much of the gap lies between sites is known."""
    rows = facts.document.rows("between_within")
    whole = [
        row
        for row in rows
        if written(row.get("between", "")) and written(row.get("within", ""))
    ]
    yield Condition("gap_split", bool(whole))


def causes_are_ours(facts: Facts) -> Iterable[Condition]:
    """Judge dmaic.ana.2 and a3.4.1: no chain of why ends at who the patient is."""
    rows = facts.document.rows("causes")
    yield Condition("causes_there", bool(rows))
    for row in rows:
        end, cause = row.get("ends_at", ""), {"cause": row.get("problem", "")}
        if written(end):
            yield Condition("cause_is_ours", end != BLAMES, cause)
        else:
            yield Condition("chain_ends", holds=False, figures=cause)


def failures_by_group(facts: Facts) -> Iterable[Condition]:
    """Judge dmaic.imp.1: each failure is scored for more than one group."""
    scored = defaultdict(set)
    for row in facts.document.rows("failures"):
        if holds("failures", row, "group", "severity", "occurrence", "detection"):
            scored[row.get("failure", "")].add(row["group"].casefold())
    yield Condition("failures_there", bool(scored))
    for failure, groups in scored.items():
        yield Condition("failure_by_group", len(groups) > 1, {"failure": failure})


def control_by_group(facts: Facts) -> Iterable[Condition]:
    """Judge dmaic.con.1: each group and the gap has a trigger, an owner and an action."""
    watched = {
        row.get("group", "").casefold()
        for row in facts.document.rows("control")
        if all(written(row.get(k, "")) for k in ("trigger", "owner", "action"))
    }
    for group in (*facts.groups, "the gap"):
        yield Condition("group_watched", group.casefold() in watched, {"group": group})


RULES: Mapping[str, Rule] = {
    "dmaic.def.1": defect_for_whom,
    "dmaic.def.2": voices_by_segment,
    "dmaic.mea.1": group_fields_tested,
    "dmaic.mea.2": strata_are_charted,
    "dmaic.ana.1": gap_is_located,
    "dmaic.ana.2": causes_are_ours,
    "dmaic.imp.1": failures_by_group,
    "dmaic.con.1": control_by_group,
}
