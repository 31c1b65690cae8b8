"""What a form offers to choose from that only the project knows."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from efqi.projects.gates.facts import Facts
from efqi.web.workbench.forms.field import Choices, Field, Form, Widget


def _ideas(facts: Facts) -> Choices:
    return tuple((idea.identifier, idea.title) for idea in facts.document.ideas)


def _earlier_cycles(facts: Facts) -> Choices:
    """Offer the cycles before the one that is written: nothing follows from later ones."""
    own = facts.cycle
    return tuple(
        (cycle.identifier, f"{cycle.number}. {cycle.title}")
        for cycle in facts.document.cycles
        if own is None or cycle.number < own.number
    )


OFFERS: Mapping[str, Callable[[Facts], Choices]] = {
    "ideas": _ideas,
    "earlier_cycles": _earlier_cycles,
}
"""What a field can offer, by the name that it asks by."""


def offered(form: Form, facts: Facts) -> Form:
    """Give a form with what this project offers to choose from.

    Parameters
    ----------
    form : Form
        As its table has it.
    facts : Facts
        The project.
    """
    fields = tuple(_filled(field, facts) for field in form.fields)
    return replace(form, fields=fields)


def _filled(field: Field, facts: Facts) -> Field:
    if not field.offer:
        return field
    choices = OFFERS[field.offer](facts)
    if field.widget is Widget.SELECT:
        choices = (("", ""), *choices)
    return replace(field, choices=choices)
