"""What opens without an account, and that it names nobody."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from tests.web.partners import MARKS, change, link_of, member, save
from tests.web.test_browser import answered  # noqa: F401 - a fixture


@pytest.fixture
def stranger(workbench):  # noqa: ARG001 - Django is loaded by it
    from django.test import Client

    return Client(HTTP_HOST="localhost")


@pytest.fixture
def peopled(answered, visitor):  # noqa: F811
    """A project in which names stand wherever someone could write one."""
    from efqi.projects.document.charter import Member
    from efqi.projects.document.people import Participation, Reading

    project = answered.project
    first, second, third, fourth = MARKS
    project.title = f"Missed visits, {first}'s idea"
    project.save()
    change(
        project,
        "charter",
        {
            "problem": f"{first} {second} rings and nobody answers. <script>x</script>",
            "contact": f"Ask {third}",
            "organisation": f"{fourth} House",
            "sponsor": f"{fourth} Sponsor",
        },
    )
    plan = project.entries.get(kind="plan")
    plan.content["change"][0]["label"] = f"{third} began to text"
    plan.save()
    save(project, "member", Member(identifier="m", name=f"Dr {first} {second}"))
    when = datetime(2026, 5, 1, tzinfo=UTC)
    for key, consent in (("a", "public"), ("b", "the team only"), ("c", "no")):
        reading = Reading(
            identifier=key,
            read_at=when,
            reader=third,
            role=f"{first}'s mother",
            group=f"people like {second}",
            missing=f"words of {key}kept, said {fourth}",
            quote_consent=consent,
        )
        save(project, "reading", reading)
    save(
        project,
        "participation",
        Participation(
            identifier="p",
            on=date(2026, 4, 1),
            person=third,
            role="carer",
            said="Unique words of a participant",
            quote_consent="public",
        ),
    )
    member(visitor, project, "editor", fourth)
    return answered


def shared(who, **data):
    return link_of(who.post("sharing", who.project.key, label="Carers", **data))


def test_names_of_those_who_lead_the_programme_are_taken_out_too(lead, visitor):
    from efqi.web.workbench.models import Membership, Programme
    from efqi.web.workbench.plain import shared_plain

    boss, other = visitor("Zebedee"), visitor("Elsewhere")
    over, beside = (
        Programme.objects.create(key=uuid4().hex, title=title) for title in "ab"
    )
    for person, programme in ((boss.person, over), (other.person, beside)):
        Membership.objects.create(
            person=person, programme=programme, role="programme lead"
        )
    lead.project.programme = over
    lead.project.title = "What Zebedee found Elsewhere"
    title = shared_plain(lead.project).page.title
    assert "Zebedee" not in title
    assert "Elsewhere" in title


def test_shared_page_names_nobody(peopled, stranger):
    address = shared(peopled)
    for path in (address, f"{address}?print=large"):
        page = stranger.get(path)
        words = page.content.decode()
        assert page.status_code == 200
        assert [mark for mark in MARKS if mark in words] == []
        assert peopled.person.name not in words
        assert peopled.project.key not in words
        assert "The gap has probably grown." in words
        assert "<script>x" not in words
        assert "akept" in words
        assert "bkept" not in words
        assert "ckept" not in words
        assert "Unique words" not in words


def test_members_see_more_by_their_roles(peopled, visitor):
    partner = member(visitor, peopled.project, "patient partner")
    viewer = member(visitor, peopled.project, "viewer")
    for who in (partner, viewer):
        words = who.get("plain", peopled.project.key).content.decode()
        assert "akept" in words
        assert "bkept" not in words
        assert "’s mother" not in words
        assert "&#39;s mother" not in words
    words = peopled.get("plain", peopled.project.key).content.decode()
    assert "bkept" in words
    assert "ckept" not in words
    assert "mother" in words


def test_shared_sheet_names_nobody(peopled, stranger):
    from io import BytesIO

    from pypdf import PdfReader

    sheet = stranger.get(f"{shared(peopled)}one-sheet.pdf")
    assert sheet["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(sheet.content))
    words = " ".join(page.extract_text() for page in reader.pages)
    assert "The gap has probably grown." in words
    told = words + str(reader.metadata)
    assert [mark for mark in MARKS if mark in told] == []


def test_numbers_that_are_not_for_sharing_are_not_shared(answered, stranger):  # noqa: F811
    answer = answered.project.answers.get()
    answer.release = answer.release.replace('"nhs-england"', '"internal"', 1)
    answer.save()
    words = stranger.get(shared(answered)).content.decode()
    assert "There are no numbers to show yet." in words
    assert "in 100" not in words
    assert "<svg" not in words


def test_local_link_says_that_it_opens_on_this_computer_only(lead, monkeypatch):
    from dataclasses import replace

    from django.conf import settings

    configuration = replace(settings.CONFIGURATION, is_local=True)
    monkeypatch.setattr(settings, "CONFIGURATION", configuration)
    listed = lead.get("sharing", lead.project.key).content.decode()
    assert "opens on this computer only" in listed
    assert "one-sheet.pdf" in listed
    made = lead.post("sharing", lead.project.key, label="Carers").content.decode()
    assert "opens on this computer only" in made


def test_shared_page_is_given_to_no_other_site_index_or_cache(lead, stranger):
    page = stranger.get(shared(lead))
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"]
    assert "no-store" in page["Cache-Control"]
    assert "/projects/" not in page.content.decode()


def test_secret_is_shown_once_and_not_kept(lead):
    from efqi.web.workbench.models import LogLine, SharedLink

    address = shared(lead)
    secret = address.strip("/").split("/")[-1]
    assert len(secret) >= 43
    (kept,) = SharedLink.objects.filter(project=lead.project).values()
    assert secret not in str(kept)
    logged = LogLine.objects.filter(project_key=lead.project.key).values()
    assert secret not in str(list(logged))
    assert secret not in lead.get("sharing", lead.project.key).content.decode()


def test_link_is_listed_with_its_last_opening_and_ends_at_once(lead, stranger):
    from efqi.web.workbench.models import SharedLink

    address = shared(lead, days="7")
    key = lead.project.key
    assert b"Never opened" in lead.get("sharing", key).content
    assert stranger.get(address).status_code == 200
    listed = lead.get("sharing", key).content
    assert b"Last opened on" in listed
    assert b"Made by Lead" in listed
    link = SharedLink.objects.get(project=lead.project)
    assert (link.expires_at - link.made_at).days == 7
    assert lead.get("end_link", key, link.pk).status_code == 404
    assert lead.post("end_link", key, link.pk).status_code == 302
    ended = stranger.get(address)
    assert ended.status_code == 404
    assert b"This link does not work" in ended.content
    assert b"Ended on" in lead.get("sharing", key).content


def test_every_link_that_opens_nothing_is_told_the_same(lead, stranger):
    from django.utils import timezone

    from efqi.web.workbench.models import Project, SharedLink

    late, gone = shared(lead), shared(lead)
    newest, oldest = SharedLink.objects.filter(project=lead.project)
    oldest.expires_at = timezone.now() - timedelta(seconds=1)
    oldest.save()
    newest.revoked_at = timezone.now()
    newest.save()
    live = shared(lead)
    Project.objects.filter(pk=lead.project.pk).update(deleted_at=timezone.now())
    never = f"/shared/{'A' * 43}/"
    pages = [stranger.get(path) for path in (late, gone, live, never)]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert all("noindex" in page["X-Robots-Tag"] for page in pages)


def test_link_is_of_its_own_project(lead, visitor):
    from efqi.projects.document.document import Method
    from efqi.web.workbench.beginning import begin
    from efqi.web.workbench.models import SharedLink

    shared(lead)
    link = SharedLink.objects.get(project=lead.project)
    other = visitor("Other")
    own = begin(other.person, "Mine", Method.PDSA, "")
    assert other.post("end_link", own.key, link.pk).status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


@pytest.mark.parametrize("label", ["", "   ", "x" * 301])
def test_link_needs_a_label_and_says_so_by_the_field(lead, label):
    found = lead.post("sharing", lead.project.key, label=label, days="30")
    assert found.status_code == 422
    assert b'id="label-error"' in found.content


def test_shared_page_without_numbers_still_speaks(lead, stranger):
    page = stranger.get(shared(lead))
    assert page.status_code == 200
    assert b"There are no numbers to show yet." in page.content
    assert stranger.get(f"{shared(lead)}one-sheet.pdf").status_code == 200


def test_shared_page_cannot_be_written_to(lead, stranger):
    address = shared(lead)
    before = lead.project.entries.count()
    stranger.post(address, {"takes_part": "true"})
    assert lead.project.entries.count() == before


OFFER = {
    "label": "Ms Unique",
    "days": "30",
    "what": "Come to three meetings",
    "hours": "6",
    "payment": "150",
    "may_change": "The words of the letters",
    "contact": "0100 000 000",
    "hear_by": "2027-01-10",
}


def offered(who, **data):
    return link_of(who.post("offer", who.project.key, **OFFER | data))


def participation(who):
    from efqi.projects.document.people import Participation

    return [
        Participation.model_validate(entry.content)
        for entry in who.project.entries.filter(kind="participation")
    ]


def test_yes_is_kept_with_what_was_promised_before_it(lead, stranger):
    address = offered(lead)
    asked = stranger.get(address).content.decode()
    for words in ("three meetings", "6 hours in all", "£150", "letters", "0100"):
        assert words in asked
    assert "Ms Unique" not in asked
    sent = stranger.post(
        address,
        {
            "takes_part": "true",
            "name": "Jo",
            "needs": ["Large print", "Breaks"],
            "also_needs": "A ramp",
            "hear_back": "Letter",
            "reach_at": "1 High Street",
        },
    )
    assert sent.status_code == 302
    chosen = stranger.get(address).content.decode()
    for words in ("Yes", "Jo", "Large print, Breaks, A ramp", "Letter: 1 High Street"):
        assert words in chosen
    (entry,) = participation(lead)
    assert entry.offer_in_writing
    assert entry.access_arrangements == ("Large print", "Breaks", "A ramp")
    assert entry.feedback_form == "Letter: 1 High Street"
    assert (entry.payment_offered, entry.hours) == (150, 6)
    assert entry.feedback_due == date(2027, 1, 10)
    assert not entry.is_staff
    assert b"They said yes" in lead.get("sharing", lead.project.key).content


def test_no_needs_no_reason_and_keeps_nothing_else(lead, stranger):
    address = offered(lead)
    assert stranger.post(address, {"takes_part": "false"}).status_code == 302
    assert b"No, and that is fine" in stranger.get(address).content
    assert participation(lead) == []
    assert b"They said no" in lead.get("sharing", lead.project.key).content


def test_offer_is_given_to_no_other_site_and_its_form_can_be_sent(lead, stranger):
    page = stranger.get(offered(lead))
    assert page["Referrer-Policy"] == "same-origin"
    assert "noindex" in page["X-Robots-Tag"]
    assert "no-store" in page["Cache-Control"]


def test_offer_is_answered_once(lead, stranger):
    address = offered(lead)
    stranger.post(address, {"takes_part": "true", "name": "Jo"})
    again = stranger.post(address, {"takes_part": "false", "name": "Al"})
    assert b"Jo" in again.content
    assert [entry.person for entry in participation(lead)] == ["Jo"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "takes_part"),
        ({"takes_part": "perhaps"}, "takes_part"),
        ({"takes_part": "true", "name": "x" * 301}, "name"),
    ],
)
def test_answer_that_cannot_be_kept_is_asked_again(lead, stranger, sent, field):
    address = offered(lead)
    found = stranger.post(address, sent | {"reach_at": "1 High <b>Street"})
    assert found.status_code == 422
    assert f'href="#{field}"' in found.content.decode()
    assert "1 High &lt;b&gt;Street" in found.content.decode()
    assert participation(lead) == []


@pytest.mark.parametrize("missing", ["what", "hours", "may_change", "contact"])
def test_offer_says_what_someone_needs_to_decide(lead, missing):
    found = lead.post("offer", lead.project.key, **OFFER | {missing: ""})
    assert found.status_code == 422
    assert f'href="#{missing}"' in found.content.decode()
    assert b"Ms Unique" in found.content


def test_offer_without_pay_says_so(lead, stranger):
    assert b"There is no pay." in stranger.get(offered(lead, payment="")).content


@pytest.mark.parametrize("name", ["sharing", "offer"])
def test_days_that_were_chosen_stay_chosen_when_a_link_is_refused(lead, name):
    from efqi.web.workbench.sharing import DAYS

    chosen = next(days for days in DAYS if days != 30)
    refused = lead.post(name, lead.project.key, label="", days=chosen)
    assert refused.status_code == 422
    assert f'<option value="{chosen}" selected>' in refused.content.decode()
