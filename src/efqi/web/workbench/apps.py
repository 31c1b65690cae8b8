"""The Django application of the workbench."""

from django.apps import AppConfig
from django.utils.translation import gettext

from efqi.reports.wording.sentence import translated_by


class WorkbenchConfig(AppConfig):
    """Names the application's tables, and lets reports speak the pages' language."""

    name = "efqi.web.workbench"
    label = "workbench"
    verbose_name = "Workbench"

    def ready(self) -> None:
        """Pass every sentence of a report through the catalogue that pages use."""
        translated_by(gettext)
