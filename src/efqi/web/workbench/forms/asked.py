"""Every form by its name; a name before a dash is the kind that several forms share."""

from collections.abc import Mapping

from efqi.web.workbench.forms.asked_of_cycles import CYCLE_FORMS
from efqi.web.workbench.forms.asked_of_data import DATA_FORMS
from efqi.web.workbench.forms.asked_of_design import DESIGN_FORMS
from efqi.web.workbench.forms.asked_of_people import PEOPLE_FORMS
from efqi.web.workbench.forms.asked_of_resources import RESOURCE_FORMS
from efqi.web.workbench.forms.asked_of_values import VALUES_FORMS
from efqi.web.workbench.forms.field import Form
from efqi.web.workbench.kinds import KINDS

FORMS: Mapping[str, Form] = {
    **VALUES_FORMS,
    **DATA_FORMS,
    **DESIGN_FORMS,
    **CYCLE_FORMS,
    **PEOPLE_FORMS,
    **RESOURCE_FORMS,
}
DELETABLE = frozenset(
    form.kind
    for name, form in FORMS.items()
    if KINDS[form.kind].key is not None
    if name == form.kind or form.kind == "resource"
)
"""Kinds of which a form shows a whole record and offers to delete it. Decisions, data that
came, people's own words and what a project has once stay."""
