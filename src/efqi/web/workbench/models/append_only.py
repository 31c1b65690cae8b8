"""Rows that are added and never changed: asked of the model, and of the database itself."""

from typing import Any, NoReturn

from django.db import models


class AppendOnlyError(Exception):
    """Someone tried to change what was written down for good."""


class AppendOnlyRows(models.QuerySet[Any]):
    """Rows that can be read and added."""

    def update(self, **changes: Any) -> NoReturn:
        """Refuse."""
        del changes
        raise AppendOnlyError(self.model.__name__)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(self.model.__name__)

    def bulk_update(self, *rows: Any, **more: Any) -> NoReturn:
        """Refuse."""
        del rows, more
        raise AppendOnlyError(self.model.__name__)


class AppendOnly(models.Model):
    """A row that is added once.

    A project that is really deleted takes its versions with it, below this door; the log
    stays even then.
    """

    objects = AppendOnlyRows.as_manager()

    class Meta:
        """Of other models."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; refuse to change it."""
        if not self._state.adding:
            raise AppendOnlyError(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        del args, kwargs
        raise AppendOnlyError(type(self).__name__)
