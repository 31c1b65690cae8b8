"""Work that was promised to someone: kept, done, taken up again once, or said to have failed."""

import logging
from collections.abc import Callable
from dataclasses import asdict
from time import monotonic
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from efqi import __version__
from efqi.errors import EfqiError
from efqi.web.accounts.letters import send_due
from efqi.web.workbench.answering import make_answer
from efqi.web.workbench.counting import Asked, count_upload, go_back
from efqi.web.workbench.document import document_of
from efqi.web.workbench.drawing import draw_other_cycles
from efqi.web.workbench.models import Job, Person, Project
from efqi.web.workbench.retention import delete_due

CHANGES = "changes"
"""Where a job that counted a correction leaves what it would change, to be agreed to."""
_MOST_TRIES = 2
_SECONDS_BETWEEN_WORDS = 0.3
_LOG = logging.getLogger("efqi.jobs")


def promise(project: Project, by: Person | None, asked: dict[str, Any]) -> Job:
    """Write down that something will be done; whoever is told so may rely on it.

    Parameters
    ----------
    project : Project
        What it is about.
    by : Person or None
        Who asked.
    asked : dict
        `Asked.content` for a file; ``{"back_to": key}`` for an earlier version; empty to
        answer again.
    """
    job = Job.objects.create(
        key=uuid4().hex, project=project, by=by, asked=asked, at=timezone.now()
    )
    if settings.CONFIGURATION.counts_at_once:
        do(job)
    return job


def answer_again(project: Project, by: Person | None) -> Job:
    """Have the answer made again, because its plan or the method has changed.

    A promise that nobody has begun to keep yet is enough.
    """
    waiting = project.jobs.filter(state=Job.State.WAITING, asked={}).first()
    return waiting or promise(project, by, {})


def is_at_work(project: Project) -> bool:
    """Say whether anything that was promised is not over yet."""
    open_states = (Job.State.WAITING, Job.State.RUNNING)
    return project.jobs.filter(state__in=open_states).exists()


def take_up_again() -> None:
    """Put back what stopped halfway; what stopped twice has failed.

    Only whoever is the one process that works may ask for this.
    """
    for job in Job.objects.filter(state=Job.State.RUNNING):
        if job.tries < _MOST_TRIES:
            job.state = Job.State.WAITING
            job.save(update_fields=["state"])
        else:
            _fail(
                job,
                _(
                    "Counting stopped halfway, twice. The file is kept. Try a smaller "
                    "one, or tell whoever keeps this service."
                ),
            )


def outdated() -> list[Project]:
    """List the projects whose newest answer was made by another version of efqi."""
    projects = Project.objects.filter(cells__isnull=False, deleted_at=None).distinct()
    return [
        project
        for project in projects.exclude(answers__method=__version__)
        if not project.jobs.exclude(
            state__in=(Job.State.DONE, Job.State.FAILED)
        ).exists()
    ]


def has_work() -> bool:
    """Say whether something waits, or was begun and never ended."""
    open_states = (Job.State.WAITING, Job.State.RUNNING)
    return Job.objects.filter(state__in=open_states).exists()


def work_until_done() -> None:
    """Do everything that waits, oldest first; letters do not wait for the last of it."""
    while job := Job.objects.filter(state=Job.State.WAITING).first():
        do(job)
        send_due()


def do(job: Job) -> None:
    """Do one job; how far it is can be read from its row at any time."""
    job.state, job.stage, job.percent = Job.State.RUNNING, Job.Stage.READING, 0
    job.tries += 1
    job.save(update_fields=["state", "stage", "percent", "tries"])
    try:
        _do(job, _telling(job))
    except EfqiError as refused:
        _fail(job, str(refused))
    except Exception:
        _LOG.exception("job %s", job.key)
        _fail(
            job,
            _(
                "Something broke on our side while the file was counted. The file is "
                "kept: try again, and if it happens again tell whoever keeps this service."
            ),
        )
    else:
        job.state, job.percent, job.finished_at = Job.State.DONE, 100, timezone.now()
        job.save(update_fields=["state", "percent", "finished_at"])


def _do(job: Job, told: Callable[[Job.Stage, int], None]) -> None:
    version, document = job.key[:12], document_of(job.project)
    # A day that has come is used up by what comes now: what was due on it goes first.
    delete_due()
    if "upload" in job.asked:
        asked = Asked(**{k: v for k, v in job.asked.items() if k != CHANGES})
        changes = count_upload(job.project, asked, job.by, version, told)
        if changes is not None:
            job.asked |= {CHANGES: [asdict(grid) for grid in changes]}
            job.save(update_fields=["asked"])
    elif "back_to" in job.asked:
        go_back(job.project, job.asked["back_to"], job.by, version, told)
    else:
        told(Job.Stage.ANSWERING, 0)
        make_answer(job.project, document)
    draw_other_cycles(job.project, document.cycles)


def _telling(job: Job) -> Callable[[Job.Stage, int], None]:
    """Write down how far it is, a few times a second at most."""
    last = 0.0

    def tell(stage: Job.Stage, percent: int) -> None:
        nonlocal last
        if stage == job.stage and monotonic() - last < _SECONDS_BETWEEN_WORDS:
            return
        last = monotonic()
        job.stage, job.percent = stage, percent
        job.save(update_fields=["stage", "percent"])

    return tell


def _fail(job: Job, problem: str) -> None:
    job.state, job.problem, job.finished_at = Job.State.FAILED, problem, timezone.now()
    job.save(update_fields=["state", "problem", "finished_at"])
