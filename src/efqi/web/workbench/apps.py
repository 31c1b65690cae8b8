"""The Django application of the workbench."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkbenchConfig(AppConfig):
    """Names the application's tables."""

    name = "efqi.web.workbench"
    label = "workbench"
    verbose_name = "Workbench"

    def ready(self) -> None:
        """Begin to keep the rows of lists up to date, and the log as it was written."""
        # Models can be imported only once Django has them all.
        from efqi.web.workbench.append_only_triggers import keep_append_only
        from efqi.web.workbench.summarising import keep_summaries

        keep_summaries()
        post_migrate.connect(keep_append_only, sender=self)
