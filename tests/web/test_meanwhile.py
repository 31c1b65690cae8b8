"""Two people at one form: whatever goes wrong between, nobody overwrites words unseen."""

from dataclasses import dataclass

import pytest

from tests.web.attackers import Read
from tests.web.test_data_room import counted, measure_page  # noqa: F401 - a fixture

LATER = "2099-01-31"


@dataclass(frozen=True)
class Case:
    """A form that two people have before them.

    `mine` and `theirs` can be saved, `wrong` added to `mine` is refused; `said` is what the
    page shows of `theirs`.
    """

    place: tuple[str, ...]
    mine: dict[str, object]
    theirs: dict[str, object]
    wrong: dict[str, object]
    said: tuple[str, ...]
    shown_at: tuple[str, ...] = ()
    theirs_at: tuple[str, ...] = ()
    reads: str = ""


CASES = {
    "record": Case(
        ("edit", "aim", "only"),
        {"statement": "Mine", "overall_target": "6"},
        {"statement": "Theirs", "overall_target": "7", "by": "2027-03-01"},
        {"by": "2026-02-31"},
        ("Theirs", "7", "1 March 2027"),
    ),
    "rows of a record": Case(
        ("edit", "cycle-study", "cycle1"),
        {"study.results.0.group": "North", "study.results.0.outcome": "better"},
        {
            "study.results.0.group": "North",
            "study.results.0.outcome": "worse",
            "study.results.0.note": "Theirs",
        },
        {"study.results.0.outcome": "fine"},
        ("Group", "North", "Result", "worse", "Theirs"),
    ),
    "choices of a record": Case(
        ("edit", "lens", "only"),
        {"lens": "adults", "plus_groups": "Mine"},
        {"lens": "children", "plus_groups": "Theirs"},
        {"lens": "both"},
        ("Theirs", "Children and young people"),
    ),
    "answer": Case(
        ("asked", "mfi.aim.4", "project"),
        {"state": "answered", "text": "Mine"},
        {"state": "we do not know", "text": "Theirs"},
        {"text": ""},
        ("Theirs", "we do not know"),
    ),
    "assignment": Case(
        ("assign", "mfi.aim.4", "project"),
        {"owner": "Mine", "due": LATER},
        {"owner": "Theirs", "due": LATER},
        {"due": ""},
        ("Theirs",),
        shown_at=("asked", "mfi.aim.4", "project"),
        reads="owner",
    ),
    "measure": Case(
        ("measure", "its"),
        {"definition": "Mine", "role": "process"},
        {"definition": "Theirs", "role": "balancing"},
        {"definition": "", "lock": "yes"},
        ("Theirs", "balancing"),
    ),
    "charting": Case(
        ("charting",),
        {"rules": "mdc", "date": ["2025-01-01"], "label": ["texts"], "reason": "Why"},
        {"rules": "ihi", "date": ["2025-02-01"], "label": ["calls"], "reason": "So"},
        {"reason": ""},
        ("Institute for Healthcare Improvement", "1 February 2025", "calls"),
    ),
    "explain": Case(
        ("not-looked-at", "sex"),
        {"reason": "Mine"},
        {"reason": "Theirs"},
        {"reason": ""},
        ("Theirs",),
    ),
    "assessment": Case(
        ("assess", "mine", "values"),
        {"score.val.1": "2", "evidence.val.1": "Mine"},
        {"score.val.1": "1", "evidence.val.1": "Theirs"},
        {"score.val.1": "9"},
        ("Theirs", "Score"),
    ),
    "pass over": Case(
        ("pass-over", "mfi.aim.2", "project"),
        {"reason": "Mine", "review_on": LATER, "text": "First"},
        {"state": "we do not know", "text": "Theirs"},
        {"review_on": ""},
        ("Theirs", "we do not know"),
        theirs_at=("asked", "mfi.aim.2", "project"),
    ),
    "reading": Case(
        ("reading", "own"),
        {"true_to_life": "Mine", "quote_consent": "the team only"},
        {"true_to_life": "Theirs", "quote_consent": "public"},
        {"true_to_life": ""},
        ("Theirs", "Everyone, without my name"),
    ),
    "first aim": Case(
        ("first_aim",),
        {"statement": "Mine"},
        {"statement": "Theirs"},
        {"overall_target": "six"},
        ("Theirs",),
    ),
    "worksheet": Case(
        ("worksheet", "failures"),
        {"rows.0.failure": "Mine", "rows.0.severity": "3"},
        {"rows.0.failure": "Theirs", "rows.0.severity": "7"},
        {"rows.0.severity": "high"},
        ("Theirs", "Severity, 1 to 10", "7"),
    ),
}


def address(who, place):
    name, *rest = place
    return (
        name,
        who.project.key,
        *(measure_page(who)[2] if r == "its" else r for r in rest),
    )


def version_in(page, case):
    """The version that the form hands out in which the field of a case stands."""
    asked = case.reads or next(iter(case.mine))
    (form,) = (
        form
        for form in Read(page.content.decode()).forms
        if any(each.get("name") == asked for each in form.fields)
    )
    (version,) = (f["value"] for f in form.fields if f.get("name") == "version")
    return int(version)


def clash(page):
    """What a page says of someone else's words, without its tags."""
    _, _, below = page.content.decode().partition('aria-labelledby="clash"')
    return " ".join(Read(below.partition("</section>")[0]).text)


def held(who):
    return {
        (entry.kind, entry.key): entry.content
        for entry in who.project.entries.exclude(kind__in=("plan", "decision"))
    } | {"plan": who.project.entries.get(kind="plan").content["change"]}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_words_of_another_are_shown_before_they_can_be_overwritten(counted, case):  # noqa: F811
    place = address(counted, case.place)
    shown = address(counted, case.shown_at or case.place)
    theirs = address(counted, case.theirs_at or case.place)
    counted.post("edit", counted.project.key, "cycle", "new", version=0, title="Texts")
    first = version_in(counted.get(*shown), case)
    assert counted.post(*theirs, version=first, **case.mine).status_code == 302
    opened = version_in(counted.get(*shown), case)
    assert counted.post(*theirs, version=opened, **case.theirs).status_code == 302
    standing = held(counted)

    refused = counted.post(*place, version=opened, **case.mine | case.wrong)
    assert (refused.status_code, version_in(refused, case)) == (422, opened)
    assert clash(refused) == ""
    late = counted.post(*place, version=opened, **case.mine)
    assert late.status_code == 422
    assert "Someone saved this while you were writing" in clash(late)
    for words in case.said:
        assert words in clash(late)
    assert held(counted) == standing

    seen = version_in(late, case)
    assert seen > opened
    refused = counted.post(*place, version=seen, **case.mine | case.wrong)
    assert (refused.status_code, version_in(refused, case)) == (422, seen)
    assert counted.post(*place, version=seen, **case.mine).status_code == 302
    assert held(counted) != standing
