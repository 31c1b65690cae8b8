"""What the forms about measures and charts ask for."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as words

from efqi.projects.document.measurement import MeasureRole
from efqi.web.workbench.forms.field import Column, Field, Form, Widget, choices_of

MEASURE_FORM = Form(
    "measure",
    words("How is this measure counted?"),
    words("Lock the definition before results are seen."),
    (
        Field(
            "role",
            words("What is it for?"),
            words("A balancing measure shows whether something else got worse."),
            Widget.CHOICE,
            choices_of(MeasureRole),
        ),
        Field(
            "definition",
            words("How is it counted, in words?"),
            words("Who counts, who does not, from which system, on which day."),
            Widget.TEXT,
        ),
        Field(
            "upstream",
            words("Who never reaches the point where it starts to count?"),
            words("Not referred, not registered, did not get through."),
            Widget.TEXT,
        ),
        Field(
            "same_experience",
            words("Does it count the same experience the same way for everyone?"),
            words("Think of an interpreter, a carer, someone without a phone."),
            Widget.TEXT,
        ),
        Field(
            "small_groups",
            words("What do you do for a group that is too small to chart?"),
            words(
                "Look at longer stretches of time, or plan conversations. Leave a group "
                "with a chart of its own empty."
            ),
            Widget.ROWS,
            columns=(Column("plan", words("What is done instead")),),
            per_group=True,
            is_mapping=True,
        ),
    ),
)
"""What is written about one measure; its page also locks it and asks for reasons."""
DATA_FORMS: Mapping[str, Form] = {}
"""Forms that need nothing but saving: a measure has a page of its own."""
RULE_WORDS: Mapping[str, str] = {
    "anhoej": words(
        "Long runs and few crossings (Anhøj), and points beyond the limits"
    ),
    "bestbox": words("Best box: runs and crossings, more sensitive"),
    "cutbox": words("Cut box: runs and crossings, fewer false alarms"),
    "exact": words("Exact limits and runs, for small counts"),
    "mdc": words("Making Data Count (NHS England)"),
    "nhsrplotthedots-0.2.2": words("As NHSRplotthedots 0.2.2 does it"),
    "ihi": words("Institute for Healthcare Improvement"),
    "nelson": words("Nelson's eight tests"),
}
"""Rule sets in words."""
