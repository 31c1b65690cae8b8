"""A project's rows as one document, and back."""

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from efqi.projects.document.decision import Claim
from efqi.projects.document.document import Method, ProjectDocument
from efqi.web.workbench.kinds import KINDS, ONLY, PLAN
from efqi.web.workbench.models import Entry, Person, Project
from efqi.web.workbench.saving import add_version


def document_of(project: Project) -> ProjectDocument:
    """Build a project's document from its rows, in one query.

    Parameters
    ----------
    project : Project
        Its entries that are not deleted are read.
    """
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for entry in project.entries.filter(deleted_at=None):
        found[entry.kind].append(entry.content)
    parts: dict[str, Any] = {
        kind.field: found[name][0] if kind.key is None else found[name]
        for name, kind in KINDS.items()
        if name in found
    }
    if PLAN in found:
        parts["plan"] = found[PLAN][0]
    return ProjectDocument.model_validate(
        {
            "identifier": project.key,
            "title": project.title,
            "method": project.method,
            "created_at": project.created_at,
            "claim": project.claim,
            "example": project.example,
            **parts,
        }
    )


@transaction.atomic
def store_document(document: ProjectDocument, by: Person | None) -> Project:
    """Make a project of a document; it must not be there yet.

    Parameters
    ----------
    document : ProjectDocument
        A whole project, from a bundle or an example.
    by : Person or None
        Who brings it.
    """
    now = timezone.now()
    project = Project.objects.create(
        key=document.identifier,
        title=document.title,
        method=Method(document.method).value,
        claim=Claim(document.claim).value,
        example=document.example,
        created_at=document.created_at,
        changed_at=now,
    )
    entries = [
        Entry(
            project=project,
            kind=name,
            key=kind.key_of(record),
            position=position,
            content=record.model_dump(mode="json"),
            changed_at=now,
        )
        for name, kind in KINDS.items()
        for position, record in enumerate(_records(document, kind.field))
    ]
    if document.plan is not None:
        plan = document.model_dump(mode="json", include={"plan"})["plan"]
        entries.append(
            Entry(project=project, kind=PLAN, key=ONLY, content=plan, changed_at=now)
        )
    for entry in Entry.objects.bulk_create(entries):
        add_version(entry, by)
    return project


def _records(document: ProjectDocument, field: str) -> tuple[Any, ...]:
    held = getattr(document, field)
    return held if isinstance(held, tuple) else (held,)
