"""What the forms about measures ask for."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as words

from efqi.projects.document.measurement import MeasureRole
from efqi.web.workbench.forms.field import Field, Form, Widget, choices_of

DATA_FORMS: Mapping[str, Form] = {
    "measure": Form(
        "measure",
        words("How is this measure counted?"),
        words("Lock the definition before results are seen."),
        (
            Field(
                "role",
                words("What is it for?"),
                "",
                Widget.CHOICE,
                choices_of(MeasureRole),
            ),
            Field("definition", words("How is it counted, in words?"), "", Widget.TEXT),
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
        ),
    ),
}
