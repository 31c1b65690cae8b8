"""Who may do what in a project: one table."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """What someone is in a project, or over a programme of projects."""

    OWNER = "owner"
    EDITOR = "editor"
    ANALYST = "analyst"
    PATIENT_PARTNER = "patient partner"
    VIEWER = "viewer"
    PROGRAMME_LEAD = "programme lead"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What can be done.

    `SEE` is the released answer and the plain-language view. `READ` is everything written
    in the project. `SEE_PEOPLE` is what identifies those who took part. `SEE_EXACT` is
    counts before protection: every time is logged.
    """

    SEE = "see the answer"
    READ = "read the project"
    COMMENT = "comment"
    ADD_READING = "say what the answer means"
    OWN_ENTRIES = "see and correct one's own entries in the log"
    WRITE = "write"
    MANAGE_DATA = "bring, correct and replace data"
    SEE_EXACT = "see and take away exact counts"
    SEE_PEOPLE = "see who took part"
    PASS_OVER = "pass over a gate"  # noqa: S105 - not a password
    AGREE_HOURS = "say who gives hours to the work"
    CLAIM = "claim that a change is adopted, spread or closed"
    SHARE = "share the plain page by a link"
    INVITE = "invite people and give roles"
    DELETE = "delete the project"


_PARTNER = {Action.SEE, Action.COMMENT, Action.ADD_READING, Action.OWN_ENTRIES}
_VIEWER = {Action.SEE, Action.READ, Action.COMMENT}
_EDITOR = {
    *_VIEWER,
    Action.ADD_READING,
    Action.WRITE,
    Action.MANAGE_DATA,
    Action.SEE_PEOPLE,
    Action.PASS_OVER,
    Action.AGREE_HOURS,
    Action.SHARE,
}
MATRIX: Mapping[Role, frozenset[Action]] = {
    Role.OWNER: frozenset(set(Action) - {Action.OWN_ENTRIES, Action.SEE_EXACT}),
    Role.EDITOR: frozenset(_EDITOR),
    Role.ANALYST: frozenset(
        {*_EDITOR, Action.SEE_EXACT} - {Action.SEE_PEOPLE, Action.SHARE}
    ),
    Role.PATIENT_PARTNER: frozenset(_PARTNER),
    Role.VIEWER: frozenset(_VIEWER),
    Role.PROGRAMME_LEAD: frozenset(
        {*_VIEWER, Action.ADD_READING, Action.PASS_OVER, Action.AGREE_HOURS}
    ),
    Role.ADMINISTRATOR: frozenset({Action.INVITE, Action.DELETE}),
}
"""What each role may do. Exact counts go with the analyst's role alone; an owner who needs
them takes it too. An administrator keeps the service, and reads no project by that."""


def may(roles: Iterable[Role], action: Action) -> bool:
    """Say whether someone with these roles may do this; no role, no leave."""
    return any(action in MATRIX[role] for role in roles)
