"""Projects in short: what lists of many show without reading each."""

from typing import ClassVar

from django.db import models

from efqi.projects.debt import Debt
from efqi.projects.gap_answer import GapAnswer
from efqi.web.workbench.models.project import Project

_ANSWERS = [(answer.value, answer.value) for answer in GapAnswer]


class ProjectSummary(models.Model):
    """A project in one row: made from its entries and its answer, and never written by hand.

    See `efqi.projects.summary.Summary` for what each column says.
    """

    project = models.OneToOneField(
        Project, on_delete=models.CASCADE, related_name="summary"
    )
    answer = models.CharField(max_length=20, choices=_ANSWERS)
    by_deprivation = models.CharField(max_length=20, choices=_ANSWERS)
    lead = models.TextField(blank=True)
    """The answer as a sentence; blank before there is one."""
    answered_on = models.DateField(null=True)
    data_to = models.DateField(null=True)
    next_item = models.CharField(max_length=300, blank=True)
    next_cycle = models.CharField(max_length=64, blank=True)
    next_chapter = models.CharField(max_length=16, blank=True)
    settled = models.PositiveIntegerField()
    asked = models.PositiveIntegerField()
    unagreed_minutes = models.FloatField()
    to_be_found = models.PositiveIntegerField()
    lens = models.CharField(max_length=16, blank=True)
    clinical_area = models.CharField(max_length=300, blank=True)
    plus_groups = models.JSONField(default=list)
    version = models.CharField(max_length=32)
    """Of efqi, whose rules made it."""
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.project}: {self.answer}"


class OwedItem(models.Model):
    """One thing that a project owes; it names nobody."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="owed")
    what = models.CharField(
        max_length=20, choices=[(debt.value, debt.value) for debt in Debt]
    )
    about = models.CharField(max_length=300)
    due_on = models.DateField(db_index=True)

    class Meta:
        """The longest overdue first."""

        ordering: ClassVar = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.project}: {self.what}"
