"""Projects and the programmes that they belong to."""

from typing import ClassVar

from django.db import models

from efqi.projects.document.decision import Claim
from efqi.projects.document.document import Method


def _choices(values: type[Method] | type[Claim]) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


class Programme(models.Model):
    """A set of projects that someone leads together."""

    key = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.title


class Project(models.Model):
    """A project: its name and what lists need; all else stands in its entries."""

    key = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=300)
    method = models.CharField(max_length=8, choices=_choices(Method))
    claim = models.CharField(
        max_length=16, choices=_choices(Claim), default=Claim.UNDER_WAY.value
    )
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.SET_NULL
    )
    example = models.CharField(max_length=300, blank=True)
    """What a worked example is made of; blank for a project of one's own."""
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    exact_kept_until = models.DateField(null=True)
    """Day on which its exact cells are deleted."""
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        """Newest change first."""

        ordering: ClassVar = ["-changed_at"]

    def __str__(self) -> str:
        return self.title
