"""Work that is done beside the pages: counting a file, working out an answer."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from efqi.web.workbench.models.project import Project


class Job(models.Model):
    """One piece of work that was promised, and how far it is.

    The row is written before anyone is told that their file was taken, and it outlives the
    process that works on it: what stops halfway is taken up again once.
    """

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    class Stage(models.TextChoices):
        """What is being done."""

        READING = "reading"
        COUNTING = "counting"
        ANSWERING = "working out the answer"

    key = models.CharField(max_length=32, unique=True)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="jobs")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL
    )
    asked = models.JSONField(default=dict)
    """What `efqi.web.workbench.counting.Asked` holds; empty to answer again only."""
    state = models.CharField(
        max_length=8, choices=State.choices, default=State.WAITING, db_index=True
    )
    stage = models.CharField(
        max_length=32, choices=Stage.choices, default=Stage.READING
    )
    percent = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(blank=True)
    """Why it failed, as a sentence with what to do."""
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """In the order in which they were asked for."""

        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.project}: {self.state}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be done."""
        return self.state in (self.State.DONE, self.State.FAILED)
