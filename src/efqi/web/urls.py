"""Addresses of the workbench."""

from django.urls import path

from efqi.web.workbench.views import (
    asked,
    board,
    comments,
    deleted,
    history,
    home,
    record,
    start,
)
from efqi.web.workbench.views.answer import answer, report
from efqi.web.workbench.views.cycles import cycles
from efqi.web.workbench.views.data import data
from efqi.web.workbench.views.design import design
from efqi.web.workbench.views.overview import overview
from efqi.web.workbench.views.portfolio import view_portfolio
from efqi.web.workbench.views.projects import projects
from efqi.web.workbench.views.resources import resources
from efqi.web.workbench.views.values import values

handler403 = "efqi.web.workbench.views.problem.not_allowed"
handler404 = "efqi.web.workbench.views.problem.not_found"
handler500 = "efqi.web.workbench.views.problem.failed"

urlpatterns = [
    path("", home.home, name="home"),
    path("projects/", projects, name="projects"),
    path("portfolio/", view_portfolio, name="portfolio"),
    path("portfolio/board/", board.board, name="board"),
    path("portfolio/resources/", board.resources, name="portfolio-resources"),
    path("bin/", deleted.view_bin, name="bin"),
    path("comments/read/", comments.notices_read, name="notices-read"),
    path("projects/new/", start.new, name="new"),
    path("projects/<slug:key>/", overview, name="overview"),
    path("projects/<slug:key>/data/", data, name="data"),
    path("projects/<slug:key>/data/bring/", start.upload, name="upload"),
    path(
        "projects/<slug:key>/data/bring/<slug:upload_key>/",
        start.confirm,
        name="confirm",
    ),
    path("projects/<slug:key>/values/", values, name="values"),
    path("projects/<slug:key>/resources/", resources, name="resources"),
    path("projects/<slug:key>/design/", design, name="design"),
    path("projects/<slug:key>/cycles/", cycles, name="cycles"),
    path(
        "projects/<slug:key>/asked/<str:item>/<slug:cycle>/",
        asked.answer,
        name="asked",
    ),
    path(
        "projects/<slug:key>/write/<slug:form_name>/<slug:entry_key>/",
        record.edit,
        name="edit",
    ),
    path(
        "projects/<slug:key>/delete/<slug:kind>/<slug:entry_key>/",
        record.remove,
        name="remove",
    ),
    path(
        "projects/<slug:key>/restore/<slug:kind>/<slug:entry_key>/",
        record.restore,
        name="restore",
    ),
    path("projects/<slug:key>/comments/", comments.comments, name="comments"),
    path(
        "projects/<slug:key>/comments/<int:number>/", comments.comment, name="comment"
    ),
    path("projects/<slug:key>/history/", history.history, name="history"),
    path(
        "projects/<slug:key>/history/<slug:kind>/<slug:entry_key>/",
        history.entry_history,
        name="entry-history",
    ),
    path(
        "projects/<slug:key>/history/<slug:kind>/<slug:entry_key>/<int:number>/",
        history.bring_back,
        name="bring-back",
    ),
    path("projects/<slug:key>/delete/", deleted.delete_project, name="delete-project"),
    path("projects/<slug:key>/answer/", answer, name="answer"),
    path(
        "projects/<slug:key>/answer/report.<slug:ending>",
        report,
        name="report",
    ),
]
