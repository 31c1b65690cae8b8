"""Draw the charts of an answer again when what stands on them was written anew."""

from django.utils import timezone

from efqi.projects.document.cycle import Cycle
from efqi.projects.document.document import ProjectDocument
from efqi.reports.alongside import Alongside
from efqi.reports.page import build_page
from efqi.web.workbench.answering import is_current, read_release, written
from efqi.web.workbench.document import document_of
from efqi.web.workbench.models import Project


def draw_cycles_again(project: Project, kind: str) -> None:
    """Put a project's cycles on its newest charts after one of them was written.

    Parameters
    ----------
    project : Project
        Whose charts.
    kind : str
        Kind of record that was written; only cycles stand on charts.
    """
    if kind == "cycle":
        draw_other_cycles(project, None)


def draw_other_cycles(project: Project, drawn: tuple[Cycle, ...] | None) -> None:
    """Draw until the newest charts show the cycles as they are, whoever writes meanwhile.

    Nothing is counted or protected again: the page is drawn from the kept release. An
    answer to an earlier plan is left as it is, for the next one replaces it.

    Parameters
    ----------
    project : Project
        Whose charts.
    drawn : tuple of Cycle or None
        Cycles that stand on them; None where that is not known.
    """
    document = document_of(project)
    while document.cycles != drawn and _is_drawn(project, document):
        drawn, document = document.cycles, document_of(project)


def _is_drawn(project: Project, document: ProjectDocument) -> bool:
    answer, plan = project.answers.first(), document.parsed_plan()
    if answer is None or plan is None or not is_current(project, document):
        return False
    page = build_page(
        read_release(answer),
        plan,
        made_on=timezone.localtime(answer.at).date(),
        beside=Alongside(cycles=document.cycles),
    )
    # Another answer may be the newest by now: these charts are of the one that was read.
    project.answers.filter(pk=answer.pk).update(page=written(page))
    return True
