"""What the forms of the resources plan ask for: one for each line of the plan."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as words

from efqi.projects.practice import ResourceLine
from efqi.reports.wording.resource import field_words
from efqi.store.practice_file import load_practice
from efqi.web.workbench.forms.field import Field, Form, Widget

_ROLES = ("role", "person_role")


def form_name(line: str) -> str:
    """Give the name of the form that fills a line, such as "resource-rp-time-1"."""
    return f"resource-{line.replace('.', '-')}"


def _field(name: str) -> Field:
    offer = "roles" if name in _ROLES else ""
    return Field(f"values.{name}", field_words(name), offer=offer)


def _form(line: ResourceLine) -> Form:
    return Form(
        "resource",
        line.ask,
        line.good,
        (
            *map(_field, line.fields),
            Field("owner", words("Who finds it?"), offer="people"),
            Field(
                "agreed_by",
                words("Who agreed?"),
                words("Somebody who can say yes to it."),
            ),
            Field(
                "agreed_on",
                words("When did they agree?"),
                words("Leave it empty while it is still to be found."),
                Widget.DATE,
            ),
        ),
        sets=(("line", line.identifier),),
    )


RESOURCE_FORMS: Mapping[str, Form] = {
    form_name(line.identifier): _form(line) for line in load_practice().resources
}
"""Forms by name; their questions come from the practice content."""
