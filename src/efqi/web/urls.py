"""Addresses of the workbench."""

from django.urls import path

from efqi.web.workbench.views import asked, home, record, start
from efqi.web.workbench.views.answer import answer, report
from efqi.web.workbench.views.cycles import cycles
from efqi.web.workbench.views.data import data
from efqi.web.workbench.views.design import design
from efqi.web.workbench.views.overview import overview
from efqi.web.workbench.views.own_log import own_answer, own_log
from efqi.web.workbench.views.plain import plain, plain_pdf
from efqi.web.workbench.views.reading import reading
from efqi.web.workbench.views.resources import resources
from efqi.web.workbench.views.shared import shared, shared_pdf
from efqi.web.workbench.views.sharing import end, offer, sharing
from efqi.web.workbench.views.values import values
from efqi.web.workbench.views.whose_log import whose_log

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
    path("projects/<slug:key>/plain/", plain, name="plain"),
    path("projects/<slug:key>/plain/one-sheet.pdf", plain_pdf, name="plain_pdf"),
    path("projects/<slug:key>/reading/<slug:whose>/", reading, name="reading"),
    path("projects/<slug:key>/my-part/", own_log, name="own_log"),
    path(
        "projects/<slug:key>/my-part/<slug:entry_key>/", own_answer, name="own_answer"
    ),
    path("projects/<slug:key>/whose-log/", whose_log, name="whose_log"),
    path("projects/<slug:key>/sharing/", sharing, name="sharing"),
    path("projects/<slug:key>/sharing/offer/", offer, name="offer"),
    path("projects/<slug:key>/sharing/<int:link_key>/end/", end, name="end_link"),
    path("shared/<slug:secret>/", shared, name="shared"),
    path("shared/<slug:secret>/one-sheet.pdf", shared_pdf, name="shared_pdf"),
]
