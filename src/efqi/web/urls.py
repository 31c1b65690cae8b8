"""Addresses of the workbench."""

from django.conf import settings
from django.urls import path

from efqi.web.accounts.addresses import addresses
from efqi.web.workbench.people_addresses import people_addresses
from efqi.web.workbench.views import (
    asked,
    board,
    bring,
    card,
    comments,
    cycle,
    deleted,
    history,
    home,
    moving,
    record,
    start,
)
from efqi.web.workbench.views.answer import answer, one_view, report
from efqi.web.workbench.views.assessment import assess, assessment
from efqi.web.workbench.views.charter import charter, charter_file
from efqi.web.workbench.views.claim import claim, decisions, pass_over
from efqi.web.workbench.views.cycles import cycles
from efqi.web.workbench.views.data import back, charting, data, keep, measure
from efqi.web.workbench.views.design import design, driver_picture, harms, log
from efqi.web.workbench.views.explain import explain, not_looked_at
from efqi.web.workbench.views.hours import give_hours
from efqi.web.workbench.views.method import method
from efqi.web.workbench.views.overview import overview
from efqi.web.workbench.views.own_log import own_answer, own_log
from efqi.web.workbench.views.plain import plain, plain_pdf
from efqi.web.workbench.views.portfolio import view_portfolio
from efqi.web.workbench.views.projects import projects
from efqi.web.workbench.views.published import published
from efqi.web.workbench.views.reading import reading
from efqi.web.workbench.views.resources import resources
from efqi.web.workbench.views.shared import shared, shared_pdf
from efqi.web.workbench.views.sharing import end, offer, sharing
from efqi.web.workbench.views.values import values
from efqi.web.workbench.views.whose_log import whose_log
from efqi.web.workbench.views.worksheet import worksheet

handler403 = "efqi.web.workbench.views.problem.not_allowed"
handler404 = "efqi.web.workbench.views.problem.not_found"
handler429 = "efqi.web.accounts.limits.too_many"
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
    path("projects/import/", moving.bring, name="import"),
    path("projects/<slug:key>/export/", moving.take, name="export"),
    path("projects/<slug:key>/", overview, name="overview"),
    path("projects/<slug:key>/data/", data, name="data"),
    path("projects/<slug:key>/data/bring/", bring.upload, name="upload"),
    path(
        "projects/<slug:key>/data/bring/<slug:upload_key>/columns/",
        published,
        name="published",
    ),
    path(
        "projects/<slug:key>/data/bring/<slug:upload_key>/",
        bring.confirm,
        name="confirm",
    ),
    path(
        "projects/<slug:key>/data/bring/<slug:upload_key>/measure/",
        bring.another_measure,
        name="another-measure",
    ),
    path("projects/<slug:key>/data/type/", bring.typed, name="typed"),
    path("projects/<slug:key>/data/work/<slug:job_key>/", bring.work, name="work"),
    path(
        "projects/<slug:key>/data/work/<slug:job_key>/changes/",
        bring.correction,
        name="correction",
    ),
    path("projects/<slug:key>/data/baseline/", start.baseline, name="baseline"),
    path("projects/<slug:key>/data/aim/", start.aim, name="first_aim"),
    path(
        "projects/<slug:key>/data/measure/<slug:measure_key>/", measure, name="measure"
    ),
    path("projects/<slug:key>/data/charting/", charting, name="charting"),
    path("projects/<slug:key>/data/keep/", keep, name="keep"),
    path("projects/<slug:key>/data/back/<slug:version_key>/", back, name="back"),
    path("projects/<slug:key>/values/", values, name="values"),
    path("projects/<slug:key>/values/charter/", charter, name="charter"),
    path("projects/<slug:key>/values/charter.pdf", charter_file, name="charter_file"),
    path("projects/<slug:key>/values/assessment/", assessment, name="assessment"),
    path(
        "projects/<slug:key>/values/assessment/<slug:sheet>/<slug:aspect>/",
        assess,
        name="assess",
    ),
    path("projects/<slug:key>/resources/", resources, name="resources"),
    path("projects/<slug:key>/resources/hours/", give_hours, name="give-hours"),
    path("projects/<slug:key>/design/", design, name="design"),
    path("projects/<slug:key>/design/people/", log, name="participation"),
    path("projects/<slug:key>/design/harms/", harms, name="harms"),
    path(
        "projects/<slug:key>/design/drivers.<slug:ending>",
        driver_picture,
        name="drivers",
    ),
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
    path("projects/<slug:key>/worksheets/<slug:table>/", worksheet, name="worksheet"),
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
    path("projects/<slug:key>/answer/claim/", claim, name="claim"),
    path("projects/<slug:key>/answer/decisions/", decisions, name="decisions"),
    path(
        "projects/<slug:key>/answer/pass-over/<str:item>/<slug:cycle>/",
        pass_over,
        name="pass-over",
    ),
    path(
        "projects/<slug:key>/answer/explain/<slug:entry_key>/",
        explain,
        name="explain",
    ),
    path(
        "projects/<slug:key>/answer/not-looked-at/<slug:dimension>/",
        not_looked_at,
        name="not-looked-at",
    ),
    path("projects/<slug:key>/answer/<slug:view>/", one_view, name="one-view"),
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
if not settings.CONFIGURATION.is_local:
    urlpatterns += [*addresses, *people_addresses]
