"""Addresses of the workbench."""

from django.urls import path

from efqi.web.workbench.views import asked, card, cycle, home, record, start
from efqi.web.workbench.views.answer import answer, report
from efqi.web.workbench.views.cycles import cycles
from efqi.web.workbench.views.data import data
from efqi.web.workbench.views.design import design
from efqi.web.workbench.views.method import method
from efqi.web.workbench.views.overview import overview
from efqi.web.workbench.views.resources import resources
from efqi.web.workbench.views.values import values
from efqi.web.workbench.views.worksheet import worksheet

handler403 = "efqi.web.workbench.views.problem.not_allowed"
handler404 = "efqi.web.workbench.views.problem.not_found"
handler500 = "efqi.web.workbench.views.problem.failed"

urlpatterns = [
    path("", home.home, name="home"),
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
    path("projects/<slug:key>/cycles/<slug:cycle>/", cycle.cycle, name="cycle"),
    path(
        "projects/<slug:key>/cycles/<slug:cycle>/open-groups/",
        cycle.open_groups,
        name="open_groups",
    ),
    path(
        "projects/<slug:key>/cycles/<slug:cycle>/observe/",
        cycle.observe,
        name="observe",
    ),
    path("projects/<slug:key>/cycles/<slug:cycle>/card/", card.card, name="card"),
    path(
        "projects/<slug:key>/cycles/<slug:cycle>/card.pdf",
        card.card_pdf,
        name="card_pdf",
    ),
    path("projects/<slug:key>/method/", method, name="method"),
    path("projects/<slug:key>/worksheets/<slug:sheet>/", worksheet, name="worksheet"),
    path(
        "projects/<slug:key>/asked/<str:item>/<slug:cycle>/assign/",
        asked.assign,
        name="assign",
    ),
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
    path("projects/<slug:key>/answer/", answer, name="answer"),
    path(
        "projects/<slug:key>/answer/report.<slug:ending>",
        report,
        name="report",
    ),
]
