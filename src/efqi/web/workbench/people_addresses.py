"""Addresses of people: of a project, of invitations, and of the whole service."""

from django.urls import path

from efqi.web.workbench.views import invitation, people, service

people_addresses = [
    path("projects/<slug:key>/people/", people.people, name="people"),
    path(
        "projects/<slug:key>/people/invite/", invitation.new_invitation, name="invite"
    ),
    path(
        "projects/<slug:key>/people/invite/<int:invitation_id>/stop/",
        invitation.stop_invitation,
        name="stop_invitation",
    ),
    path("projects/<slug:key>/people/leave/", people.leave, name="leave"),
    path("projects/<slug:key>/people/<int:person_id>/", people.member, name="member"),
    path(
        "projects/<slug:key>/people/<int:person_id>/out/",
        people.take_out,
        name="take_out",
    ),
    path("join/<str:secret>/", invitation.join, name="join"),
    path("service/", service.service, name="service"),
    path(
        "service/programmes/new/", service.new_programme, name="service_new_programme"
    ),
    path(
        "service/programmes/<slug:programme_key>/",
        service.programme,
        name="service_programme",
    ),
]
"""None of them in local mode, where there is one person."""
