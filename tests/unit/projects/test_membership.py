import pytest

from efqi.projects.membership import loses_its_owner
from efqi.projects.permission import Role

OWNED = {1: {Role.OWNER}, 2: {Role.EDITOR}}


@pytest.mark.parametrize(
    ("before", "after", "is_lost"),
    [
        (OWNED, {1: {Role.VIEWER}, 2: {Role.EDITOR}}, True),
        (OWNED, {1: set(), 2: {Role.EDITOR}}, True),
        (OWNED, {1: set(), 2: {Role.OWNER, Role.ANALYST}}, False),
        ({2: {Role.EDITOR}}, {2: {Role.VIEWER}}, False),
        ({}, {}, False),
    ],
)
def test_project_keeps_an_owner(before, after, is_lost):
    assert loses_its_owner(before, after) is is_lost
