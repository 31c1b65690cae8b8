"""What people say to each other about a project, and what was done in it."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from efqi.web.workbench.models.append_only import AppendOnly
from efqi.web.workbench.models.project import Project


class Comment(models.Model):
    """A remark on something in a project, or a reply to one."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="comments"
    )
    about = models.CharField(max_length=120)
    """Kind and key of the entry, or name of the page."""
    thread = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="replies"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL
    )
    text = models.TextField(max_length=20_000)
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        """In the order of speaking."""

        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return self.text[:80]


class LogLine(AppendOnly):
    """Something that was done: rows are added and never changed or deleted."""

    project_key = models.CharField(max_length=64, db_index=True)
    by = models.CharField(max_length=300)
    at = models.DateTimeField()
    what = models.CharField(max_length=64)
    about = models.CharField(max_length=120, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%d %B %Y}: {self.what}"
