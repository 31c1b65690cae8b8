"""The Django application of the workbench."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """Names the application's tables."""

    name = "efqi.web.workbench"
    label = "workbench"
    verbose_name = "Workbench"
