"""Keep every project's row for lists up to date with what was written and answered."""

import logging
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.signals import post_save
from django.utils import timezone

from efqi import __version__
from efqi.projects.gates.facts import Facts
from efqi.projects.summary import Summary, summary
from efqi.store.practice_file import load_practice
from efqi.web.workbench.answering import Answered, last_answer
from efqi.web.workbench.document import document_of
from efqi.web.workbench.models import (
    Answer,
    EntryVersion,
    OwedItem,
    Project,
    ProjectSummary,
)

_LOG = logging.getLogger(__name__)


def keep_summaries() -> None:
    """Sum a project up again after each change of its entries and each new answer."""
    post_save.connect(_changed, EntryVersion, dispatch_uid="summary of an entry")
    post_save.connect(_changed, Answer, dispatch_uid="summary of an answer")


def _changed(instance: EntryVersion | Answer, **_: Any) -> None:
    saved = instance.entry if isinstance(instance, EntryVersion) else instance
    # Once all is saved: a summary that fails must never undo what someone wrote.
    work = partial(_after, saved.project_id, timezone.now())
    transaction.on_commit(work, robust=True)


def _after(project: int, change: datetime) -> None:
    """Sum up after a change, unless a change beside it had it done already."""
    found = Project.objects.filter(pk=project).exclude(summary__made_at__gt=change)
    for each in found:
        summarise(each)


def summarise(project: Project) -> None:
    """Sum a project up in its row."""
    now = timezone.now()
    answered = last_answer(project)
    release = answered.release if answered else None
    found = summary(Facts(document_of(project), release, now), load_practice())
    with transaction.atomic():
        ProjectSummary.objects.update_or_create(
            project=project, defaults=_columns(found, answered) | {"made_at": now}
        )
        project.owed.all().delete()
        OwedItem.objects.bulk_create(
            OwedItem(
                project=project,
                what=each.what.value,
                about=each.about,
                due_on=each.due_on,
            )
            for each in found.owed
        )


def _columns(found: Summary, answered: Answered | None) -> dict[str, Any]:
    return {
        "answer": found.answer.value,
        "by_deprivation": found.by_deprivation.value,
        "lead": answered.page.lead if answered else "",
        "answered_on": answered.made_on if answered else None,
        "data_to": found.data_to,
        "next_item": found.next_item,
        "next_cycle": found.next_cycle,
        "next_chapter": found.next_chapter,
        "settled": found.settled,
        "asked": found.asked,
        "unagreed_minutes": found.unagreed_minutes,
        "to_be_found": found.to_be_found,
        "lens": found.lens.value if found.lens else "",
        "clinical_area": found.clinical_area,
        "plus_groups": list(found.plus_groups),
        "version": __version__,
    }


def summarise_outdated() -> int:
    """Sum up the projects that have changed since, or were summed up by other rules.

    One that cannot be summed up is in the log and tried again; the others still are.

    Returns
    -------
    int
        How many were summed up.
    """
    outdated = Project.objects.filter(
        Q(summary=None)
        | Q(summary__made_at__lt=F("changed_at"))
        | ~Q(summary__version=__version__),
        deleted_at=None,
    )
    return sum(_is_summed_up(project) for project in list(outdated))


def _is_summed_up(project: Project) -> bool:
    try:
        summarise(project)
    except Exception:
        _LOG.exception("project %s cannot be summed up", project.key)
        return False
    return True
