"""Addresses of the workbench."""

from django.conf import settings
from django.urls import path

from efqi.web.accounts.addresses import addresses
from efqi.web.workbench.people_addresses import people_addresses
from efqi.web.workbench.views import asked, home, record, start
from efqi.web.workbench.views.answer import answer, report
from efqi.web.workbench.views.cycles import cycles
from efqi.web.workbench.views.data import data
from efqi.web.workbench.views.design import design
from efqi.web.workbench.views.overview import overview
from efqi.web.workbench.views.resources import resources
from efqi.web.workbench.views.values import values

handler403 = "efqi.web.workbench.views.problem.not_allowed"
handler404 = "efqi.web.workbench.views.problem.not_found"
handler429 = "efqi.web.accounts.limits.too_many"
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
]
if not settings.CONFIGURATION.is_local:
    urlpatterns += [*addresses, *people_addresses]
