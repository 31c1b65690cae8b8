"""Make the answer again once its plan or its aim was written anew, and say so until then."""

from enum import StrEnum
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from efqi.projects.document.document import ProjectDocument
from efqi.web.workbench.answering import is_current
from efqi.web.workbench.document import document_of
from efqi.web.workbench.jobs import answer_again, is_at_work
from efqi.web.workbench.kinds import PLAN
from efqi.web.workbench.models import EntryVersion, Project

_ANSWERED_FROM = ("aim", PLAN)
"""Kinds of entries that an answer is made from, besides the counts."""


class Standing(StrEnum):
    """Whether the newest answer is that of the plan as it is."""

    CURRENT = "current"
    REMADE = "being made again"
    OUTDATED = "could not be made again"


def standing(document: ProjectDocument, project: Project) -> Standing:
    """Say whether the newest answer may be read as it stands.

    Parameters
    ----------
    document : ProjectDocument
        The project as it is.
    project : Project
        Its row.
    """
    if not project.answers.exists() or is_current(project, document):
        return Standing.CURRENT
    return Standing.REMADE if is_at_work(project) else Standing.OUTDATED


def keep_answers() -> None:
    """Have an answer made again after each change of what it is made from."""
    post_save.connect(_changed, EntryVersion, dispatch_uid="answer of an entry")


def _changed(instance: EntryVersion, **_: Any) -> None:
    if instance.entry.kind in _ANSWERED_FROM:
        # Once all is saved: counts that came with a plan bring their answer along.
        transaction.on_commit(partial(_after, instance), robust=True)


def _after(version: EntryVersion) -> None:
    project = version.entry.project
    if standing(document_of(project), project) is not Standing.CURRENT:
        answer_again(project, version.by)
