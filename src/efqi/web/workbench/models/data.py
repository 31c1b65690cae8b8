"""Counted cells, and the answers made from them."""

from typing import ClassVar

from django.db import models

from efqi.web.workbench.models.project import Project


class Cells(models.Model):
    """Exact counts of a project, as one Parquet file; records are never kept.

    They are read only to make an answer, or by someone whose role may see exact counts,
    which is logged.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="cells")
    key = models.CharField(max_length=64)
    """Of the data version in the project document that brought them."""
    content = models.BinaryField()
    notes = models.JSONField(default=dict)
    interval = models.CharField(max_length=16)
    incomplete_from = models.DateField(null=True)
    plan = models.JSONField(default=dict)
    """The plan that they were counted by, so that one can go back to them."""
    at = models.DateTimeField()

    class Meta:
        """The newest first; those before it are kept for its history."""

        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.project}: {self.key}"


class Answer(models.Model):
    """A release and the page drawn from it, made once for one plan and one set of cells."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="answers"
    )
    digest = models.CharField(max_length=64)
    """SHA-256 of the plan, the cells and the policy that it was made from."""
    method = models.CharField(max_length=32, blank=True)
    """Version of efqi that worked it out."""
    release = models.TextField()
    page = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """One of each; the newest first."""

        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["project", "digest"], name="answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.at:%d %B %Y}"
