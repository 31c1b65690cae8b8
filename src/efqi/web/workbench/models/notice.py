"""Who is told of a comment."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from efqi.web.workbench.models.talk import Comment


class Notice(models.Model):
    """A comment that someone is told of: on Home until it is read."""

    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, related_name="notices"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        """Each person is told of a comment once; the newest first."""

        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "person"], name="notice_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.comment}"
