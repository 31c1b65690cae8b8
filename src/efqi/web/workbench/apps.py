"""The Django application of the workbench."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext

from efqi.reports.wording.sentence import translated_by


class WorkbenchConfig(AppConfig):
    """Names the application's tables, and lets reports speak the pages' language."""

    name = "efqi.web.workbench"
    label = "workbench"
    verbose_name = "Workbench"

    def ready(self) -> None:
        """Begin to translate, and to keep lists, answers and the log as they should be."""
        # Models can be imported only once Django has them all.
        from efqi.web.workbench.append_only_triggers import keep_append_only
        from efqi.web.workbench.remaking import keep_answers
        from efqi.web.workbench.summarising import keep_summaries

        translated_by(gettext)
        keep_summaries()
        keep_answers()
        post_migrate.connect(keep_append_only, sender=self)
