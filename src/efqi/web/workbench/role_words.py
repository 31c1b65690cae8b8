"""What each role is called, and what it may do, in words that an invited person reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from efqi.projects.permission import Role


@dataclass(frozen=True, slots=True)
class RoleWords:
    """A role in words.

    Attributes
    ----------
    name : str
        What it is called.
    may : str
        What someone with it may do.
    """

    name: str
    may: str


ROLE_WORDS: Mapping[Role, RoleWords] = {
    Role.OWNER: RoleWords(
        _("Owner"),
        _("Can write everything, see who took part, invite people, and delete it."),
    ),
    Role.EDITOR: RoleWords(
        _("Editor"),
        _("Can write in every chapter, bring data and see who took part."),
    ),
    Role.ANALYST: RoleWords(
        _("Analyst"),
        _(
            "Can write, bring data and see exact counts before they are protected. "
            "Cannot see who took part."
        ),
    ),
    Role.PATIENT_PARTNER: RoleWords(
        _("Patient partner"),
        _("Can see the answer in plain words, comment, and say what it means."),
    ),
    Role.VIEWER: RoleWords(
        _("Viewer"), _("Can read the project and comment. Cannot change it.")
    ),
    Role.PROGRAMME_LEAD: RoleWords(
        _("Programme lead"),
        _(
            "Can read every project of the programme, pass over a gate, and say who gives "
            "hours."
        ),
    ),
    Role.ADMINISTRATOR: RoleWords(
        _("Administrator"),
        _("Can invite people. Cannot read the project."),
    ),
}
"""Of every role."""
