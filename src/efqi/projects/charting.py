"""Charts and rules that a plan asks for: whether there are such, and whom they concern."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from efqi.disclosure.charting import Charting
from efqi.errors import Place, ProjectError
from efqi.projects.plan import Plan, PlannedMeasure
from efqi.stats.spc.chart import RULE_SETS
from efqi.stats.spc.choice import SUITED
from efqi.stats.spc.limits import CHARTS


def charting(plan: Plan) -> Mapping[str, Charting]:
    """Give the chart and rules of every measure, by its name."""
    return {
        planned.measure.name: Charting(planned.rules or plan.rules, planned.chart)
        for planned in plan.measures
    }


def overruled(
    plan: Plan, *, measure: str | None, chart: str | None, rules: str | None
) -> Plan:
    """Put another chart or other rules in place of the plan's.

    Parameters
    ----------
    plan : Plan
        As its file says.
    measure : str or None
        Measure that they are for; None for every one.
    chart, rules : str or None
        None leaves what the plan says.

    Raises
    ------
    ProjectError
        Where there are no such rules, or the chart does not suit a measure's kind.
    """
    measures = tuple(
        replace(
            planned,
            chart=planned.chart if chart is None else chart,
            rules=planned.rules if rules is None else rules,
        )
        if measure in (None, planned.measure.name)
        else planned
        for planned in plan.measures
    )
    for planned in measures:
        for key, found, fix in chart_mistakes(planned):
            raise ProjectError(found, where=Place(column=f"--{key}"), fix=fix)
    return replace(plan, measures=measures)


def chart_mistakes(planned: PlannedMeasure) -> Iterator[tuple[str, str, str]]:
    """Give the keys of a measure that name no chart or rules for it: key, what, what to do."""
    chart, measure = planned.chart, planned.measure
    suited = SUITED[measure.kind.value]
    if chart and chart not in suited:
        found = (
            f"A {chart} chart does not suit '{measure.name}', a {measure.kind}."
            if chart in CHARTS
            else f"There is no chart '{chart}'."
        )
        yield "chart", found, f"Choose one of: {', '.join(suited)}; or leave it out."
    for found, fix in rules_mistake(planned.rules):
        yield "rules", found, fix


def rules_mistake(rules: str) -> Iterator[tuple[str, str]]:
    """Say where there are no such rules: what, and what to do."""
    if rules and rules not in RULE_SETS:
        close = get_close_matches(rules, RULE_SETS, n=1)
        meant = f"Did you mean '{close[0]}'? " if close else ""
        fix = f"{meant}Rules are: {', '.join(RULE_SETS)}."
        yield f"There are no rules '{rules}'.", fix
