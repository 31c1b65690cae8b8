"""A carer with low vision: 200 per cent zoom, often no mouse; asked before, never told."""

from datetime import date

import pytest

from tests.personas.conftest import DESK, PHONE, begun, brought
from tests.web.partners import link_of, member, save
from tests.web.test_shared import OFFER

pytestmark = pytest.mark.browser
EACH_WAY = pytest.mark.parametrize(
    "at", [DESK, PHONE], ids=["desk", "keys, no script, 320 pixels"]
)


@pytest.fixture(scope="module")
def team(someone, extract):
    """A team with an answer, whose words and log are about its patient partner."""
    return brought(begun(someone("Lee")), extract)


@pytest.fixture
def partner(team, someone):
    """Someone who took part, with an entry in the log that is about her."""
    from efqi.projects.document.people import Participation

    who = member(someone, team.project, "patient partner", "Pat")
    entry = Participation(
        identifier=f"p{who.person.pk}",
        on=date(2026, 4, 1),
        person="Pat",
        role="carer",
        activity="Read the letters",
        said="They are hard to read.",
        what_changed="The letters are in larger print.",
        payment_offered=75,
        paid_by=date(2030, 5, 1),
        account=str(who.person.account),
    )
    save(team.project, "participation", entry)
    return who


@EACH_WAY
def test_someone_decides_to_take_part_from_a_link_without_an_account(sit, team, at):
    # Given a link that came by post, and no account,
    anyone = sit(None, at)
    anyone.open(link_of(team.post("offer", team.project.key, **OFFER)))
    # one page says what is asked, how long it takes, what is paid, what may change.
    assert anyone.heading == "Would you like to take part?"
    for words in (
        "Come to three meetings",
        "6 hours",
        "£150",
        "The words of the letters",
    ):
        assert words in anyone.words
    assert "If you say no, your care stays the same." in anyone.words
    # When she says yes, what she needs, and how she wants to hear,
    anyone.pick("Yes, I would").write("What shall we call you?", "Jo")
    anyone.pick("Breaks").pick("Letter in large print").press("Send my answer")
    # then she is told what she chose, and what she was promised.
    assert anyone.heading == "Thank you. This is what you chose"
    for words in ("Jo", "Breaks", "Letter in large print", "£150"):
        assert words in anyone.words
    assert anyone.cost() == {"presses": 1, "fields": 4}


@EACH_WAY
def test_she_reads_the_result_and_says_what_it_means(sit, partner, at):
    her = sit(partner, at)
    # Given one page with one chart, and the same in sentences and a table,
    her.open("/").press("Read it in plain words")
    assert her.heading == "Did things get better, and for whom?"
    assert len([c for c in her.page.get_by_role("img").all() if c.is_visible()]) == 1
    her.unfold("The same as a table")
    assert her.page.locator("table").first.is_visible()
    # when she says what it means to her, and who may read that,
    her.press("Say what this means to you")
    her.write("Is this true to your life?", "Yes. Nobody rings back.")
    her.write("What is missing?", "The bus").write("What would you do?", "Ring people")
    her.pick("Everyone, without my name").press("Send my words")
    # then her words stand beside the team's, in the same size.
    assert "Yes. Nobody rings back." in her.words
    sizes = her.page.locator("section:has(#words) .efqi-words").evaluate_all(
        "all => all.map(each => getComputedStyle(each).fontSize)"
    )
    assert len(sizes) > 3
    assert len(set(sizes)) == 1
    assert her.cost() == {"presses": 4, "fields": 4}


@EACH_WAY
def test_she_sees_what_changed_because_of_her_and_puts_it_right(sit, partner, at):
    her = sit(partner, at)
    # Given what the team wrote about her part, with the day on which she is paid,
    her.open("/").press("Is it right?")
    for words in ("They are hard to read.", "larger print", "£75", "1 May 2030"):
        assert words in her.words
    # when she puts it right,
    her.unfold("Put it right").write("What should stand there?", "Too small, I said")
    her.press("Save my words")
    # then both stand there, hers as hers.
    for words in ("You put it right", "Too small, I said", "They are hard to read."):
        assert words in her.words
    assert her.cost() == {"presses": 3, "fields": 1}
