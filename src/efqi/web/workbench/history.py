"""What was changed in a project: by whom, when, what stood before and what after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from efqi.projects.differences import Difference, differences
from efqi.projects.document.people import Reading
from efqi.projects.quoting import may_read
from efqi.web.page import Visit
from efqi.web.workbench.access import reader_of
from efqi.web.workbench.forms.asked import DELETABLE, FORMS
from efqi.web.workbench.forms.wording import choice_words, value_words
from efqi.web.workbench.kind_words import kind_words, record_name
from efqi.web.workbench.kinds import KINDS
from efqi.web.workbench.models import Entry, EntryVersion


@dataclass(frozen=True, slots=True)
class Change:
    """One save of one record, in words.

    Attributes
    ----------
    version : EntryVersion
        What was saved, by whom and when.
    what : str
        "added", "changed", "deleted" or "brought back".
    kind, name : str
        What kind of record it is; the record's own words.
    fields : tuple of (str, str, str)
        Question of each field that differs, what stood before, what stands after.
    is_undone : bool
        Whether it can be brought back now: it was deleted and nothing came after.
    """

    version: EntryVersion
    what: str
    kind: str
    name: str
    fields: tuple[tuple[str, str, str], ...]
    is_undone: bool


def versions_seen(visit: Visit) -> QuerySet[EntryVersion]:
    """Give every save that someone may see, the last first."""
    found = EntryVersion.objects.filter(entry__in=entries_seen(visit))
    return found.order_by("-at", "-pk").select_related("entry", "by")


def entries_seen(visit: Visit) -> QuerySet[Entry]:
    """Give the records whose every version someone may read, deleted ones too.

    Words that were once kept to one reader stay so, whatever was agreed to later.
    """
    hidden = [kind for kind in KINDS if not visit.may_see(kind)]
    reader = reader_of(visit.person, visit.may)
    versions = EntryVersion.objects.filter(
        entry__project=visit.project, entry__kind="reading"
    )
    closed = {
        entry
        for entry, content in versions.values_list("entry", "content")
        if not may_read(Reading.model_validate(content), reader)
    }
    found = visit.project.entries.exclude(kind__in=hidden).exclude(pk__in=closed)
    # What others scored opens on its own page, part by part, after scoring it alone.
    return found.exclude(~Q(key=reader.sheet), kind="assessment")


def changes(versions: Iterable[EntryVersion]) -> list[Change]:
    """Put saves into words beside what stood before each: one query for all of them.

    Parameters
    ----------
    versions : iterable of EntryVersion
        Those of one page, with their entries selected.
    """
    page = list(versions)
    earlier = EntryVersion.objects.filter(
        entry__in={each.entry_id for each in page},
        version__in={each.version - 1 for each in page},
    )
    before = {(each.entry_id, each.version): each for each in earlier}
    return [_change(v, before.get((v.entry_id, v.version - 1))) for v in page]


def _change(version: EntryVersion, before: EntryVersion | None) -> Change:
    entry = version.entry
    shown: tuple[tuple[str, str, str], ...] = ()
    if not version.is_deleted:
        old = before.content if before else {}
        shown = tuple(_fields(entry.kind, differences(old, version.content)))
    return Change(
        version,
        _what(version, before),
        kind_words(entry.kind),
        record_name(entry.kind, version.content),
        shown,
        entry.kind in DELETABLE
        and entry.deleted_at is not None
        and version.version == entry.version,
    )


def _what(version: EntryVersion, before: EntryVersion | None) -> str:
    if version.is_deleted:
        return _("deleted")
    if before is None:
        return _("added")
    return _("brought back") if before.is_deleted else _("changed")


def _fields(kind: str, found: Iterable[Difference]) -> Iterator[tuple[str, str, str]]:
    asked = {
        field.path: field
        for form in FORMS.values()
        if form.kind == kind
        for field in form.fields
    }
    for each in found:
        field = asked.get(each.path)
        label = _(field.label) if field else each.path.replace("_", " ")
        words = choice_words(field) if field else {}
        yield label, value_words(each.before, words), value_words(each.after, words)
