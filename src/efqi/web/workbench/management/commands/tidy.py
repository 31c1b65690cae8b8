"""`python -m django tidy`: what a service does once a day, or more often."""

from typing import Any

from django.core.management.base import BaseCommand

from efqi.web.workbench.deleting import empty_bin
from efqi.web.workbench.notifying import send_waiting
from efqi.web.workbench.summarising import summarise_outdated


class Command(BaseCommand):
    """Send waiting messages, sum up what is outdated, and empty the bin."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Do all three and say how many."""
        del args, options
        self.stdout.write(f"Messages sent: {send_waiting()}")
        self.stdout.write(f"Projects summed up: {summarise_outdated()}")
        self.stdout.write(f"Projects gone for good: {empty_bin()}")
