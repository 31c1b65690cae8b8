"""Who belongs to a project: which roles it can give, and that someone must own it."""

from collections.abc import Collection, Mapping

from efqi.projects.permission import Role

PROJECT_ROLES = (
    Role.OWNER,
    Role.EDITOR,
    Role.ANALYST,
    Role.PATIENT_PARTNER,
    Role.VIEWER,
)
"""Roles that a project gives; those over many projects are given elsewhere."""


def loses_its_owner(
    before: Mapping[int, Collection[Role]], after: Mapping[int, Collection[Role]]
) -> bool:
    """Say whether a change of roles would leave a project without an owner.

    Parameters
    ----------
    before, after : mapping of int to collection of Role
        Roles of each person. A project that already had no owner loses none.
    """
    return _has_owner(before) and not _has_owner(after)


def _has_owner(held: Mapping[int, Collection[Role]]) -> bool:
    return any(Role.OWNER in roles for roles in held.values())
