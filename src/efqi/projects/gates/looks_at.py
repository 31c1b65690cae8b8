"""Which of the groups that every project in England looks at a plan has."""

import re

from efqi.projects.plan import Plan, PlannedDimension

MINIMUM = ("deprivation", "ethnicity", "age", "sex")
"""Groups to look at first (NHS England's statement on information on inequalities)."""
_WORDS = {
    "deprivation": r"depriv|\bimd\b|core20",
    "ethnicity": r"ethnic|\brace\b",
    "age": r"\bages?\b|\bage[ _]",
    "sex": r"\bsex\b|gender",
}


def looks_at(plan: Plan) -> frozenset[str]:
    """Say which of `MINIMUM` a plan groups people by, from its names, titles and codes."""
    return frozenset(dimension for dimension in MINIMUM if grouped_by(plan, dimension))


def grouped_by(plan: Plan, dimension: str) -> tuple[str, ...]:
    """Name the dimensions of a plan that are one of `MINIMUM`."""
    return tuple(
        planned.dimension.name for planned in plan.dimensions if _is(planned, dimension)
    )


def _is(planned: PlannedDimension, dimension: str) -> bool:
    if dimension == "age" and planned.bands:
        return True
    if dimension == "deprivation" and planned.lookup:
        return True
    named = f"{planned.dimension.name} {planned.dimension.title}".replace("_", " ")
    return re.search(_WORDS[dimension], named, re.IGNORECASE) is not None
