"""The resources plan in words: what its figures are called, and what it shows."""

from collections.abc import Mapping

from efqi.projects.document.people import ResourceEntry
from efqi.projects.workload import Workload
from efqi.reports.wording.sentence import say

_FIELDS: Mapping[str, str] = {
    "advice_source": "Who advises on benefits",
    "agreed_by": "Line manager who agreed",
    "approver": "Who approves",
    "band": "Pay band",
    "budget_holder": "Whose budget",
    "carer_cover": "Carer cover, pounds",
    "check": "How you know that they can",
    "consent_form": "Consent form",
    "cost": "Cost, pounds",
    "cost_year": "Cost a year, pounds",
    "date": "By when",
    "date_ok": "Approved on",
    "decision_date": "Decided by",
    "expenses": "Expenses, pounds",
    "fields": "Which fields",
    "from": "From",
    "hours": "Hours",
    "hours_month": "Hours a month",
    "item": "What",
    "lead_days": "Days it takes to get",
    "local_rate": "Pounds an hour",
    "method": "How they learn it",
    "minutes_added": "Minutes added a week",
    "minutes_removed": "Minutes taken away a week",
    "minutes_week": "Minutes a week",
    "name": "Who",
    "need": "What is needed",
    "number": "How many",
    "owner": "Who does them",
    "paid": "Is their time paid?",
    "people": "How many people",
    "person_role": "Role",
    "place": "Place",
    "planned_weeks": "Weeks planned",
    "points_needed_per_group": "Intervals that each group needs",
    "quantity": "How much",
    "readers": "Who may read it",
    "refresh": "How often it comes",
    "retention": "Kept until",
    "role": "Role",
    "skill": "Skill",
    "small_number_rule": "Rule for small numbers",
    "source": "Which extract",
    "stand_in": "Who stands in",
    "store": "Where it is kept",
    "supplier": "From whom",
    "tasks": "Which tasks",
    "to": "Until",
    "topic": "What",
    "until": "Until",
    "visits": "How many visits",
    "who": "Who goes",
    "who_gets": "Who gets it",
}
_AREAS: Mapping[str, str] = {
    "time": "Time",
    "training": "Training",
    "money": "Money",
    "data access": "Data access",
    "workload": "Workload",
    "sustain": "What must go on afterwards",
}


def field_words(name: str) -> str:
    """Name one figure of a line of the resources plan."""
    return say(_FIELDS[name])


def area_name(area: str) -> str:
    """Name an area of the resources plan."""
    return say(_AREAS[area])


def entry_words(entry: ResourceEntry) -> str:
    """Write what was filled of a line in one line."""
    filled = ((field_words(k), v) for k, v in entry.values.items() if v.strip())
    return "; ".join(f"{name.lower()}: {value}" for name, value in filled)


def load_sentences(load: Workload) -> tuple[str, ...]:
    """Say where the work falls in a way that wears people out; empty where it does not."""
    told = []
    if load.is_concentrated:
        told.append(
            say(
                "{share} of the planned time falls on one role: {role}.",
                share=f"{load.share:.0%}".replace("%", "\u00a0%"),
                role=load.role or say("not named"),
            )
        )
    if load.falls_on_lowest:
        told.append(
            say(
                "The lowest pay band that is named, band {band}, carries {share} of the "
                "planned time. Does it also have a say, and does something else stop?",
                band=load.lowest_band,
                share=f"{load.lowest_share:.0%}".replace("%", "\u00a0%"),
            )
        )
    if load.no_stand_in:
        told.append(say("Nobody stands in for the analyst."))
    if load.unpaid:
        told.append(say("People who are not staff take part, and no rate is written."))
    return tuple(told)
