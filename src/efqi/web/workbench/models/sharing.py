"""Links that show a page of a project to someone without an account."""

from typing import ClassVar

from django.db import models

from efqi.web.workbench.models.entry import Entry
from efqi.web.workbench.models.people import Person
from efqi.web.workbench.models.project import Project


class SharedLink(models.Model):
    """A link to the plain page, or to an offer to take part.

    Its secret is not kept, only its SHA-256: who reads this table can open nothing.
    """

    PLAIN, OFFER = "plain page", "offer to take part"

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="shared_links"
    )
    purpose = models.CharField(
        max_length=24, choices=[(PLAIN, PLAIN), (OFFER, OFFER)], default=PLAIN
    )
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=300)
    """Whom or what it is for, in the team's words; never shown by the link."""
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    """When it was last opened."""
    offer = models.JSONField(null=True)
    """What is offered; only where it is an offer to take part."""
    reply = models.JSONField(null=True)
    """What was answered to the offer; None before an answer."""
    replied_at = models.DateTimeField(null=True)
    entry = models.ForeignKey(Entry, null=True, on_delete=models.SET_NULL)
    """Of the participation log, which a yes made."""

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.project}: {self.label}"
