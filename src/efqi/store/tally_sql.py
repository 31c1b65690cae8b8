"""Conditions and amounts of the plan as SQL over an extract."""

import re
import sys
from collections.abc import Iterator

from efqi.measures.tally import Condition
from efqi.projects.plan import Plan
from efqi.store.engine import text
from efqi.store.extract import Extract

LARGEST = sys.float_info.max
"""The largest finite number."""
_WHOLE_NUMBER = re.compile(r"-?\d+")


def met(extract: Extract, conditions: tuple[Condition, ...]) -> str:
    """Write SQL that is true where all conditions hold, and never NULL."""
    parts = [part for c in conditions for part in _parts(extract, c)]
    return " AND ".join(parts) or "true"


def _parts(extract: Extract, condition: Condition) -> Iterator[str]:
    value = f"coalesce(trim({extract.text(condition.column)}), '')"
    if condition.is_in:
        yield f"{value} IN ({_texts(condition.is_in)})"
    if condition.is_not_in:
        yield f"{value} NOT IN ({_texts(condition.is_not_in)})"
    number = extract.number(condition.column)
    if condition.at_least is not None:
        yield f"coalesce({number} >= {condition.at_least!r}, false)"
    if condition.at_most is not None:
        yield f"coalesce({number} <= {condition.at_most!r}, false)"


def _texts(values: tuple[str, ...]) -> str:
    # pandas writes a whole number as 1.0 in a column that has a blank.
    also = [f"{v}.0" for v in values if _WHOLE_NUMBER.fullmatch(v)]
    return ", ".join(text(v) for v in (*values, *also))


def is_amount(extract: Extract, column: str) -> str:
    """Write SQL that is true where a column holds a finite number, 0 or more."""
    number = extract.number(column)
    return f"coalesce({number} BETWEEN 0 AND {LARGEST!r}, false)"


def columns_of(plan: Plan) -> tuple[str, ...]:
    """Give every column of the extract that the plan names, each once."""
    named = [plan.source.date_column or ""]
    for planned in plan.measures:
        if planned.value_column is not None:
            named.append(planned.value_column)
        for tally in (planned.denominator, planned.numerator):
            if tally is not None:
                named += [c.column for c in tally.where]
                named += [tally.sum_of] if tally.sum_of is not None else []
    named += [column for planned in plan.dimensions for column in planned.columns]
    source = plan.source
    named += [c for c in (source.site_column, source.id_column) if c is not None]
    return tuple(dict.fromkeys(named))
