"""What a form offers to choose from that only the project knows."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from efqi.projects.document.charter import Lens
from efqi.projects.gates.facts import Facts
from efqi.reports.wording.charter import area_words
from efqi.store.practice_file import load_practice
from efqi.web.workbench.forms.field import Choices, Field, Form, Widget


def _measures(facts: Facts) -> Choices:
    plan = facts.plan
    planned = [(m.measure.name, m.measure.title) for m in plan.measures] if plan else []
    known = {name for name, _ in planned}
    named = {name for d in facts.document.drivers for name in d.measures}
    return (*planned, *((name, name) for name in sorted(named - known)))


def _drivers(facts: Facts) -> Choices:
    return tuple((d.identifier, d.text) for d in facts.document.drivers)


def _groups(facts: Facts) -> Choices:
    return tuple((group, group) for group in facts.groups)


def _people(facts: Facts) -> Choices:
    return tuple((member.name, member.name) for member in facts.document.team)


def _roles(facts: Facts) -> Choices:
    roles = dict.fromkeys(member.role for member in facts.document.team)
    return tuple((role, role) for role in roles if role)


def _mechanisms(facts: Facts) -> Choices:  # noqa: ARG001 - one list for all
    return tuple((m.identifier, m.name) for m in load_practice().mechanisms)


def _areas(facts: Facts) -> Choices:
    core = load_practice().core20plus5
    both = {Lens.ADULTS: core.adults, Lens.CHILDREN: core.children}
    found = {area.area: area_words(lens, area) for lens in both for area in both[lens]}
    kept = facts.document.charter.clinical_area
    own = ((kept, kept),) if kept and kept not in found else ()
    return (("", _("None of these")), *found.items(), *own)


def _ideas(facts: Facts) -> Choices:
    return tuple((idea.identifier, idea.title) for idea in facts.document.ideas)


def _agreeing_again(facts: Facts) -> Choices:
    """Offer to agree the aim again, where it was agreed before."""
    if facts.document.aim.agreed_at is None:
        return ()
    return (("yes", _("We agree to this aim as of today")),)


def _earlier_cycles(facts: Facts) -> Choices:
    """Offer the cycles before the one that is written: nothing follows from later ones."""
    own = facts.cycle
    return tuple(
        (cycle.identifier, f"{cycle.number}. {cycle.title}")
        for cycle in facts.document.cycles
        if own is None or cycle.number < own.number
    )


OFFERS: Mapping[str, Callable[[Facts], Choices]] = {
    "measures": _measures,
    "drivers": _drivers,
    "groups": _groups,
    "people": _people,
    "roles": _roles,
    "mechanisms": _mechanisms,
    "areas": _areas,
    "ideas": _ideas,
    "agreeing_again": _agreeing_again,
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
