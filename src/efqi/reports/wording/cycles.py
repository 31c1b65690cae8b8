"""Cycles of testing in words."""

from efqi.projects.document.cycle import Cycle
from efqi.reports.wording.dates import month_year
from efqi.reports.wording.sentence import phrase, say


def cycle_words(cycle: Cycle) -> str:
    """Name a cycle: "Cycle 1, March 2025: texts in two clinics"."""
    began = (
        phrase(", {month}", month=month_year(cycle.started_on))
        if cycle.started_on
        else ""
    )
    return say(
        "Cycle {number}{began}: {title}",
        number=str(cycle.number),
        began=began,
        title=cycle.title,
    )
