"""What a patient partner reads, says, checks and is owed."""

from datetime import UTC, date, datetime

import pytest

from tests.web.partners import member, save


@pytest.fixture
def partner(lead, visitor):
    return member(visitor, lead.project, "patient partner", "Pat")


def took_part(who, key="p1", **fields):
    from efqi.projects.document.people import Participation

    given = {"on": date(2026, 4, 1), "person": "Pat", "role": "carer"}
    return save(
        who.project, "participation", Participation(identifier=key, **given | fields)
    )


def records(who, kind):
    from efqi.web.workbench.kinds import KINDS

    return [
        KINDS[kind].type.model_validate(entry.content)
        for entry in who.project.entries.filter(kind=kind)
    ]


def test_partner_lands_on_plain_things(partner):
    account = str(partner.person.account)
    took_part(
        partner,
        account=account,
        payment_offered=75,
        paid_by=date(2026, 5, 1),
        feedback_due=date(2026, 6, 1),
    )
    took_part(partner, "p2", said="Another's words", payment_offered=99)
    home = partner.get("home").content.decode()
    for words in ("Read it in plain words", "Is it right?", "£75", "1 June 2026"):
        assert words in home
    assert "£99" not in home
    assert "/projects/new/" not in home
    assert f'href="/projects/{partner.project.key}/"' not in home
    for address in ("plain", "own_log"):
        assert partner.get(address, partner.project.key).status_code == 200


def test_whoever_has_another_role_too_sees_the_usual_home(partner):
    from efqi.web.workbench.models import Membership

    Membership.objects.create(
        person=partner.person, project=partner.project, role="viewer"
    )
    assert b"What is next, and who is waiting?" in partner.get("home").content


def test_own_words_stand_beside_the_teams(partner, lead):
    key = partner.project.key
    said = {"true_to_life": "Not to mine", "quote_consent": "public"}
    assert partner.post("reading", key, "own", version=0, **said).status_code == 302
    (reading,) = records(partner, "reading")
    assert not reading.is_staff
    assert reading.role == "patient partner"
    page = partner.get("plain", key).content.decode()
    assert "Not to mine" in page
    assert "Pat," not in page.split("People say")[1]
    assert "Pat," in lead.get("plain", key).content.decode()


def test_own_words_can_be_changed_and_are_kept_once(partner):
    key = partner.project.key
    partner.post("reading", key, "own", version=0, missing="First")
    asked = partner.get("reading", key, "own").content.decode()
    assert "First" in asked
    partner.post("reading", key, "own", version=1, missing="Second")
    assert [r.missing for r in records(partner, "reading")] == ["Second"]
    stale = partner.post("reading", key, "own", version=1, missing="Third")
    assert stale.status_code == 422
    assert b"Third" in stale.content


def test_reading_by_staff_is_staffs(lead):
    lead.post("reading", lead.project.key, "own", version=0, missing="Ours")
    (reading,) = records(lead, "reading")
    assert reading.is_staff


def test_nothing_or_i_do_not_know(partner):
    key = partner.project.key
    empty = partner.post("reading", key, "own", version=0)
    assert empty.status_code == 422
    assert "choose “I do not know”" in empty.content.decode()
    partner.post("reading", key, "own", version=0, state="we do not know")
    (reading,) = records(partner, "reading")
    assert reading.true_to_life == "I do not know."
    assert reading.quote_consent.value == "no"


def test_words_are_written_down_for_someone_who_agreed(lead, partner):
    key = lead.project.key
    said = {"reader": "Ms C", "missing": "Buses", "quote_consent": "public"}
    refused = lead.post("reading", key, "for-someone", version=0, **said)
    assert refused.status_code == 422
    assert b"once they agreed" in refused.content
    nobody = lead.post("reading", key, "for-someone", version=0, is_agreed="yes")
    assert b'href="#reader"' in nobody.content
    kept = lead.post("reading", key, "for-someone", version=0, is_agreed="yes", **said)
    assert kept.status_code == 302
    (reading,) = records(lead, "reading")
    assert not reading.is_staff
    assert reading.written_down_by == "Lead"
    theirs = partner.get("plain", key).content.decode()
    assert "Written down by the team, agreed by them." in theirs
    assert "Ms C" not in theirs
    ours = lead.get("plain", key).content.decode()
    assert "Written down by Lead, agreed by them." in ours
    assert partner.get("reading", key, "for-someone").status_code == 403


def test_reading_of_a_cycle_stands_by_the_cycle(partner):
    from efqi.projects.document.cycle import Cycle

    key = partner.project.key
    save(partner.project, "cycle", Cycle(identifier="c1", number=1, title="Ring"))
    address = f"/projects/{key}/reading/own/"
    assert partner.client.get(f"{address}?cycle=none").status_code == 404
    shown = partner.client.get(f"{address}?cycle=c1").content.decode()
    assert "This is about cycle 1." in shown
    assert "The team says" not in shown
    assert 'href="?cycle=c1&amp;print=large"' in shown
    sent = {"version": 0, "missing": "Of c1", "quote_consent": "public"}
    assert partner.client.post(f"{address}?cycle=c1", sent).status_code == 302
    (reading,) = records(partner, "reading")
    assert reading.cycle == "c1"
    assert b"Of c1" not in partner.get("plain", key).content


def test_reading_opens_the_gate_unless_it_is_staffs(lead, partner):
    from efqi.projects.document.cycle import Cycle
    from efqi.projects.gates.cycles import read_from_outside
    from efqi.projects.gates.facts import Facts
    from efqi.web.workbench.document import document_of

    def is_met():
        cycle = Cycle(identifier="c1", number=1, title="Ring")
        now = datetime(2026, 6, 1, tzinfo=UTC)
        facts = Facts(document_of(lead.project), None, now, cycle)
        return all(condition.holds for condition in read_from_outside(facts))

    key = lead.project.key
    lead.post("reading", key, "own", version=0, missing="Ours")
    assert not is_met()
    partner.post("reading", key, "own", version=0, missing="Mine")
    assert is_met()


def test_log_shows_what_is_mine_and_nobody_elses(partner, lead, visitor):
    other = member(visitor, lead.project, "patient partner", "Other")
    mine, theirs = str(partner.person.account), str(other.person.account)
    took_part(partner, account=mine, said="My words", what_changed="New letters")
    took_part(partner, "p2", account=theirs, said="Their words")
    took_part(partner, "p3", said="Nobody's words")
    page = partner.get("own_log", partner.project.key).content.decode()
    for words in ("My words", "New letters", "No pay was offered."):
        assert words in page
    assert "Their words" not in page
    assert "Nobody" not in page
    assert mine not in page
    for key in ("p2", "p3"):
        answer = partner.post("own_answer", partner.project.key, key, answer="agree")
        assert answer.status_code == 404


def test_log_says_what_was_answered_and_that_no_pay_was_agreed(partner):
    account = str(partner.person.account)
    took_part(partner, account=account, agrees_record="disagrees", payment_offered=0)
    page = partner.get("own_log", partner.project.key).content.decode()
    assert "You do not agree with this." in page
    assert "You and the team agreed on no pay." in page
    assert "You have not been asked yet" not in page
    assert "No day is set yet" not in page.split("Your pay")[1].split("</dd>")[0]


def test_partner_agrees_or_puts_it_right_beside_the_teams_words(partner):
    key = partner.project.key
    took_part(partner, account=str(partner.person.account), said="The team's words")
    partner.post("own_answer", key, "p1", version=1, answer="agree")
    assert [r.agrees_record for r in records(partner, "participation")] == ["yes"]
    partner.post(
        "own_answer", key, "p1", version=2, answer="correct", correction="Not so <b>"
    )
    (entry,) = records(partner, "participation")
    assert entry.agrees_record == "corrected"
    assert (entry.said, entry.correction) == ("The team's words", "Not so <b>")
    page = partner.get("own_log", key).content.decode()
    assert "The team&#39;s words" in page
    assert "Not so &lt;b&gt;" in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"version": 1, "answer": "correct", "correction": " "}, "Write what should"),
        (
            {"version": 9, "answer": "correct", "correction": "Kept words"},
            "has just changed this",
        ),
        ({"version": 9, "answer": "agree"}, "has just changed this"),
        ({"version": "' OR 1=1", "answer": "agree"}, "has just changed this"),
        ({"version": "²", "answer": "agree"}, "has just changed this"),
    ],
)
def test_answer_that_cannot_be_kept_is_said_and_loses_nothing(partner, sent, said):
    took_part(partner, account=str(partner.person.account))
    found = partner.post("own_answer", partner.project.key, "p1", **sent)
    assert found.status_code == 422
    assert said in found.content.decode()
    assert sent.get("correction", "").strip() in found.content.decode()
    assert 'my-part/?print=large"' in found.content.decode()
    assert records(partner, "participation")[0].agrees_record == "not yet asked"


def test_team_links_an_entry_to_an_account(partner, lead, visitor):
    key = lead.project.key
    took_part(lead, said="The letters are hard")
    assert b"Nothing is written here about you" in partner.get("own_log", key).content
    account = str(partner.person.account)
    sent = {"account-p1": account, "version-p1": 1}
    assert lead.post("whose_log", key, **sent).status_code == 302
    assert b"The letters are hard" in partner.get("own_log", key).content
    # An entry of someone who was taken out keeps its link when another is saved.
    took_part(lead, "p9", account="former")
    shown = lead.get("whose_log", key).content.decode()
    assert "Someone who is no longer a patient partner here" in shown
    assert '<option value="former" selected' in shown
    stale = lead.post("whose_log", key, **{"account-p1": "", "version-p1": 1})
    assert stale.status_code == 422
    outsider = str(visitor().person.account)
    lead.post("whose_log", key, **{"account-p1": outsider, "version-p1": 2})
    assert records(lead, "participation")[0].account == account
    analyst = member(visitor, lead.project, "analyst")
    for address in ("plain", "overview", "design", "answer"):
        assert account not in analyst.get(address, key).content.decode()


def test_large_print_is_asked_for_or_chosen(partner):
    key = partner.project.key
    large = b'<body class="efqi-large">'
    address = f"/projects/{key}/plain/"
    assert large not in partner.client.get(address).content
    assert large in partner.client.get(f"{address}?print=large").content
    partner.person.wants_large_print = True
    partner.person.save()
    assert large in partner.client.get(address).content
    assert large not in partner.client.get(f"{address}?print=normal").content


@pytest.mark.parametrize("name", ["home", "plain", "own_log", "sharing", "whose_log"])
def test_pages_ask_the_database_little(partner, lead, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    account = str(partner.person.account)
    for number in range(6):
        took_part(partner, f"p{number}", account=account)
        lead.post("sharing", lead.project.key, label="x")
    who = lead if name in ("sharing", "whose_log") else partner
    keys = [] if name == "home" else [lead.project.key]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert who.get(name, *keys).status_code == 200
    assert len(asked) <= 15
