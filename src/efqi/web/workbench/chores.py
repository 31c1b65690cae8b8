"""What a service does each hour by itself, beside the work that people asked for."""

import logging

from efqi.web.accounts.letters import send_due
from efqi.web.workbench.deleting import empty_bin
from efqi.web.workbench.retention import delete_due, forget_deleted
from efqi.web.workbench.summarising import summarise_outdated

CHORES = (send_due, delete_due, forget_deleted, empty_bin, summarise_outdated)
_LOG = logging.getLogger(__name__)


def do_chores() -> None:
    """Send letters, delete what is due, empty the bin and sum up what is outdated.

    One that fails is in the log and tried again next hour; the others are still done.
    """
    for chore in CHORES:
        try:
            chore()
        except Exception:
            _LOG.exception("%s failed", chore.__name__)
