"""What the forms about measures and charts ask for."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as words

from efqi.projects.document.measurement import MeasureRole
from efqi.web.workbench.forms.field import Column, Field, Form, Widget, choices_of
from efqi.web.workbench.kinds import PLAN

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
RULES, CHANGES_OF_CARE = "project.rules", "change"
"""Where a plan keeps how it is charted."""
CHARTING_FORM = Form(
    PLAN,
    words("How should it be charted?"),
    words(
        "Rules and dates chosen after the result is seen can make any chart say "
        "anything. So each change is kept with your name and your reason."
    ),
    (
        Field(
            RULES,
            words("Which rules say that something changed?"),
            "",
            Widget.CHOICE,
            tuple(RULE_WORDS.items()),
        ),
        Field(
            CHANGES_OF_CARE,
            words("When did care change?"),
            words("Each date begins a new phase. Clear a row to take it out."),
            Widget.ROWS,
            columns=(
                Column("date", words("From which day?"), Widget.DATE),
                Column("label", words("What changed?")),
            ),
        ),
    ),
)
"""What may be charted otherwise, by a recorded decision."""
