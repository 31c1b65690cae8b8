"""Addresses of the workbench."""

from django.urls import path

from efqi.web.workbench.views import asked, home, project, record, start

handler403 = "efqi.web.workbench.views.problem.not_allowed"
handler404 = "efqi.web.workbench.views.problem.not_found"
handler500 = "efqi.web.workbench.views.problem.failed"

urlpatterns = [
    path("", home.home, name="home"),
    path("projects/new/", start.new, name="new"),
    path("projects/<slug:key>/", project.overview, name="overview"),
    path("projects/<slug:key>/data/", project.data, name="data"),
    path("projects/<slug:key>/data/bring/", start.upload, name="upload"),
    path(
        "projects/<slug:key>/data/bring/<slug:upload_key>/",
        start.confirm,
        name="confirm",
    ),
    path("projects/<slug:key>/values/", project.values, name="values"),
    path("projects/<slug:key>/resources/", project.resources, name="resources"),
    path("projects/<slug:key>/design/", project.design, name="design"),
    path("projects/<slug:key>/cycles/", project.cycles, name="cycles"),
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
    path("projects/<slug:key>/answer/", project.answer, name="answer"),
    path(
        "projects/<slug:key>/answer/report.<slug:ending>",
        project.report,
        name="report",
    ),
]
