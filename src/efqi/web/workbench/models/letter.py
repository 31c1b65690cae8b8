"""E-mail that waits to be sent."""

from typing import ClassVar

from django.db import models


class Letter(models.Model):
    """An e-mail on its way; its row is gone once it was sent or given up.

    It may hold a link that lets someone in, so that it is kept no longer than needed.
    """

    to = models.CharField(max_length=254, blank=True)
    """One address; blank for a letter that goes nowhere."""
    subject = models.CharField(max_length=300)
    text = models.TextField()
    due_at = models.DateTimeField(db_index=True)
    """When it is tried next."""
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        """The longest waiting first."""

        ordering: ClassVar = ["due_at", "pk"]

    def __str__(self) -> str:
        return self.subject
