"""What a project holds, one row a record, with every earlier version."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from efqi.web.workbench.models.append_only import AppendOnly
from efqi.web.workbench.models.project import Project


class Entry(models.Model):
    """One record of a project document, such as a driver or a cycle.

    Its content is the record as JSON, checked by its type in `efqi.projects.document`
    before it is saved. `version` counts its saves: whoever saves names the version that
    they read, so that two people never overwrite each other unseen.
    """

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="entries"
    )
    kind = models.CharField(max_length=32)
    key = models.CharField(max_length=64)
    position = models.PositiveIntegerField(default=0)
    content = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        """One entry of a kind by a key; read in order."""

        ordering: ClassVar = ["kind", "position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["project", "kind", "key"], name="entry_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class EntryVersion(AppendOnly):
    """What an entry held after one save; rows are added and never changed."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    is_deleted = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL
    )
    at = models.DateTimeField()

    class Meta:
        """Newest first; each version once."""

        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "version"], name="version_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry} v{self.version}"
