"""Draw the charts of an answer again when what stands on them was written anew."""

from efqi.reports.alongside import Alongside
from efqi.reports.page import build_page
from efqi.web.workbench.answering import is_current, last_answer, written
from efqi.web.workbench.document import document_of
from efqi.web.workbench.models import Project


def draw_cycles_again(project: Project, kind: str) -> None:
    """Put a project's cycles on its newest charts after one of them was written.

    Nothing is counted or protected again: the page is drawn from the kept release. An
    answer to an earlier plan is left as it is, for the next one replaces it.

    Parameters
    ----------
    project : Project
        Whose charts.
    kind : str
        Kind of record that was written; only cycles stand on charts.
    """
    answered = last_answer(project) if kind == "cycle" else None
    if answered is None:
        return
    document = document_of(project)
    plan = document.parsed_plan()
    if plan is None or not is_current(project, document):
        return
    page = build_page(
        answered.release,
        plan,
        made_on=answered.made_on,
        beside=Alongside(cycles=document.cycles),
    )
    newest = project.answers.values("pk")[:1]
    project.answers.filter(pk__in=newest).update(page=written(page))
