"""What every chapter of a project shows: its records, and what is asked there."""

from collections.abc import Sequence
from typing import Any

from efqi.projects.progress import steps
from efqi.store.practice_file import load_practice
from efqi.web.page import Visit


def chapter_context(visit: Visit, name: str, kinds: Sequence[str]) -> dict[str, Any]:
    """Give what the page of a chapter needs.

    Parameters
    ----------
    visit : Visit
        Who looks.
    name : str
        The chapter.
    kinds : sequence of str
        Kinds of records that it lists; those that this person may not see are left out.
    """
    known = visit.known()
    shown = [kind for kind in kinds if visit.may_see(kind)]
    found = steps(known.facts, load_practice())
    return {
        "chapter": name,
        "document": known.document,
        "answered": known.answered,
        "kinds": shown,
        "entries": visit.project.entries.filter(deleted_at=None, kind__in=shown),
        "steps": [step for step in found if step.chapter.value == name],
    }
