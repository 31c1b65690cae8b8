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
        _("Writes everything, says who took part, invites people, can delete it."),
    ),
    Role.EDITOR: RoleWords(
        _("Editor"),
        _("Writes in every chapter, brings data and sees who took part."),
    ),
    Role.ANALYST: RoleWords(
        _("Analyst"),
        _(
            "Writes and brings data, and sees exact counts before they are protected. "
            "Does not see who took part."
        ),
    ),
    Role.PATIENT_PARTNER: RoleWords(
        _("Patient partner"),
        _("Sees the answer in plain words, comments, and says what it means."),
    ),
    Role.VIEWER: RoleWords(
        _("Viewer"), _("Reads the project and comments. Changes nothing.")
    ),
    Role.PROGRAMME_LEAD: RoleWords(
        _("Programme lead"),
        _("Reads every project of the programme, and can pass over a gate."),
    ),
    Role.ADMINISTRATOR: RoleWords(
        _("Administrator"),
        _("Keeps the service and can invite people. Does not read the project."),
    ),
}
"""Of every role."""
