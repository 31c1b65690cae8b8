"""Who signs in, and what they are in which project."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.db import models

from efqi.projects.permission import Role
from efqi.web.workbench.models.project import Programme, Project


class Person(AbstractUser):
    """Someone who uses the workbench; known by their e-mail address."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=300)
    email = models.EmailField(unique=True)
    wants_large_print = models.BooleanField(default=False)
    account = models.UUIDField(default=uuid4, editable=False)
    """Opaque key by which records of a project point at this person."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["username"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role of someone in one project, or over every project of a programme."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="memberships"
    )
    project = models.ForeignKey(
        Project, null=True, on_delete=models.CASCADE, related_name="memberships"
    )
    programme = models.ForeignKey(
        Programme, null=True, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(
        max_length=16, choices=[(role.value, role.value) for role in Role]
    )

    class Meta:
        """Of a project or of a programme, and each role once."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(project__isnull=False)
                ^ models.Q(programme__isnull=False),
                name="membership_of_one",
            ),
            models.UniqueConstraint(
                fields=["person", "project", "programme", "role"],
                name="membership_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"


class Invitation(models.Model):
    """A link by which someone joins a project, once.

    The link's secret is not kept, only its SHA-256.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE)
    role = models.CharField(
        max_length=16, choices=[(role.value, role.value) for role in Role]
    )
    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    """Where it was sent; blank where its link was handed over."""
    note = models.CharField(max_length=300, blank=True)
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.project}: {self.role}"
