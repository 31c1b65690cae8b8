"""What someone did in a project, as the log has it, and what they say of that."""

from dataclasses import dataclass

from efqi.projects.document.people import Participation
from efqi.web.workbench.models import Entry, Person, Project
from efqi.web.workbench.saving import Conflict, save_record

AGREES, CORRECTED = "yes", "corrected"
"""What `Participation.agrees_record` says after an answer."""


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """One entry of the log that is about this person."""

    entry: Entry
    record: Participation


def own_entries(project: Project, person: Person) -> list[OwnEntry]:
    """Give the entries that are linked to someone's account, newest first; no others."""
    account = str(person.account)
    found = [
        OwnEntry(entry, Participation.model_validate(entry.content))
        for entry in project.entries.filter(kind="participation", deleted_at=None)
        if entry.content.get("account") == account
    ]
    return sorted(found, key=lambda own: own.record.on, reverse=True)


def agree(own: OwnEntry, person: Person, read: int) -> bool:
    """Keep that they agree to what the team wrote; False where it has changed since."""
    return _saved(own, person, read, {"agrees_record": AGREES, "correction": ""})


def correct(own: OwnEntry, person: Person, read: int, words: str) -> bool:
    """Keep their words beside the team's; False where those have changed since."""
    return _saved(own, person, read, {"agrees_record": CORRECTED, "correction": words})


def _saved(own: OwnEntry, person: Person, read: int, update: dict[str, str]) -> bool:
    content = own.record.model_dump(mode="json") | update
    record = Participation.model_validate(content)
    project = own.entry.project
    saved = save_record(project, "participation", record, read=read, by=person)
    return not isinstance(saved, Conflict)
