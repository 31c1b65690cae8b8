"""Who is told of a comment, and whether the message went out."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from efqi.web.workbench.models.talk import Comment


class Notice(models.Model):
    """A comment that someone is told of: on Home until it is read, and by e-mail once."""

    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, related_name="notices"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    link = models.CharField(max_length=500)
    """Whole address of the page where it stands, for the message."""
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    """Why the last try to send it failed."""

    class Meta:
        """Each person is told of a comment once; the newest first."""

        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "person"], name="notice_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.comment}"
