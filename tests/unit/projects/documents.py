"""A project in which every gate of every method is met, to be spoilt one part at a time."""

from datetime import UTC, date, datetime

from efqi.projects.document.change import Burden, ChangeIdea, Driver, Risk
from efqi.projects.document.charter import Aim, Charter, Member, Worksheet
from efqi.projects.document.cycle import (
    Act,
    Choice,
    Cycle,
    GroupChoice,
    GroupResult,
    GroupText,
    Observation,
    Outcome,
    Prediction,
    Reach,
    Sample,
    Study,
)
from efqi.projects.document.document import Method, ProjectDocument
from efqi.projects.document.measurement import (
    DataVersion,
    GroupExplanation,
    MeasureNote,
    Unlooked,
)
from efqi.projects.document.people import (
    AccessMet,
    Participation,
    Reading,
    ResourceEntry,
)

GROUPS = ("Most deprived", "Second fifth", "Least deprived")
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
PLAN = {
    "project": {"title": "Missed appointments"},
    "data": {"file": "a.csv", "date": "day", "interval": "month"},
    "measure": [
        {
            "name": "missed",
            "title": "missed appointments",
            "of": "appointments",
            "better": "lower",
            "numerator": [{"column": "outcome", "is_in": ["missed"]}],
        }
    ],
    "group": [
        {
            "name": "deprivation",
            "title": "deprivation of home area",
            "order": ["1", "2", "3"],
            "reference": "3",
            "ordered": True,
        },
        {
            "name": "age",
            "title": "age group",
            "column": "age",
            "bands": [0, 18, 65],
            "reference": "65+",
        },
    ],
    "change": [{"date": "2025-04-01", "label": "texts began"}],
    "contrast": {
        "measure": "missed",
        "group_by": "deprivation",
        "compare": "1",
        "with": "3",
        "margin_points": 1.0,
        "margin_percent": 10.0,
        "declared_on": "2025-03-01",
    },
}


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, tzinfo=UTC)


def took_part(**changed) -> Participation:
    given = {
        "identifier": "p1",
        "on": date(2025, 1, 10),
        "person": "A carer",
        "role": "carer",
        "group": "Most deprived",
        "route": "community organisation",
        "activity": "wording session",
        "linked_to": "aim",
        "hours": 2.0,
        "access_met": AccessMet.YES,
        "payment_offered": 50,
        "payment_choice": "accepted",
        "paid_by": date(2025, 2, 10),
        "paid_on": date(2025, 2, 1),
        "said": "The letter comes after the appointment.",
        "what_changed": "We wrote the aim about when letters arrive.",
        "feedback_due": date(2025, 3, 1),
        "feedback_given": date(2025, 2, 20),
        **changed,
    }
    return Participation(**given)


def cycle(**changed) -> Cycle:
    given = {
        "identifier": "cycle1",
        "number": 1,
        "title": "Texts in one clinic",
        "started_on": date(2025, 4, 1),
        "prediction": Prediction(
            overall="falls by 2 points",
            by_group=tuple(GroupText(group=g, text="falls") for g in GROUPS),
            why_they_differ="Letters reach them late.",
            saved_at=at(2025, 3, 20),
        ),
        "sample": Sample(size=20, unit_size=400, left_out="people without a phone"),
        "stop_rule": "More missed in the most deprived fifth for two weeks.",
        "reach": tuple(
            Reach(group=g, eligible=20, offered=18, taken_up=9, finished=8)
            for g in GROUPS
        ),
        "observations": (Observation(text="The text came in English only."),),
        "study": Study(
            groups_opened_at=at(2025, 6, 1),
            results=tuple(
                GroupResult(group=g, outcome=Outcome.AS_EXPECTED) for g in GROUPS
            ),
        ),
        "act": Act(
            choice=Choice.ADAPT,
            by_group=tuple(GroupChoice(group=g, choice=Choice.ADAPT) for g in GROUPS),
        ),
        **changed,
    }
    return Cycle(**given)


def idea(**changed) -> ChangeIdea:
    given = {
        "identifier": "idea1",
        "title": "Reminder texts",
        "is_screened": True,
        "burdens": (Burden.DATA, Burden.READING, Burden.ENGLISH),
        "mitigation": "A call for whoever asks for one.",
        "lowers_price": True,
        "removes": "Letters",
        "users_by_group": "Most deprived: 400 a month",
        "replacement": "A call",
        **changed,
    }
    return ChangeIdea(**given)


WORKSHEETS = {
    "voices": (
        {"segment": "carers", "need": "time", "channel": "visit"},
        {"segment": "shift workers", "need": "evening", "channel": "phone"},
    ),
    "exclusions": ({"group": "Most deprived", "share": "2"},),
    "group_fields": (
        {"field": "ethnicity", "group": "White", "agreement": "98", "unknown": "3"},
        {"field": "ethnicity", "group": "Black", "agreement": "91", "unknown": "9"},
    ),
    "between_within": ({"measure": "missed", "between": "3", "within": "7"},),
    "causes": ({"problem": "Late letters", "chain": "post", "ends_at": "design"},),
    "failures": tuple(
        {
            "failure": "Text not read",
            "group": group,
            "severity": "5",
            "occurrence": "4",
            "detection": "3",
        }
        for group in GROUPS
    ),
    "control": tuple(
        {
            "group": group,
            "chart": "p chart",
            "trigger": "special cause",
            "owner": "Lead",
            "action": "call a huddle",
            "within": "a week",
        }
        for group in (*GROUPS, "the gap")
    ),
    "walks": (
        {"persona": "usual patient", "step": "book", "minutes": "5"},
        {"persona": "needs an interpreter", "step": "book", "minutes": "40"},
    ),
    "targets": tuple({"group": g, "by": "2026-12-31"} for g in GROUPS),
    "work": (
        {"task": "Calls", "owner": "A", "hours": "2", "backfill": "C"},
        {"task": "Charts", "owner": "B", "hours": "2", "backfill": "D"},
    ),
}


def worksheets(**changed) -> tuple[Worksheet, ...]:
    rows = WORKSHEETS | changed
    return tuple(Worksheet(kind=kind, rows=given) for kind, given in rows.items())


def document(**changed) -> ProjectDocument:
    given = {
        "identifier": "p",
        "title": "Missed appointments",
        "method": Method.MODEL_FOR_IMPROVEMENT,
        "created_at": at(2025, 1, 1),
        "charter": Charter(
            problem="Letters come late.", sponsor="Dr Example", closes_gap=True
        ),
        "aim": Aim(
            statement="Fewer missed",
            group="Most deprived",
            overall_target=8.0,
            group_target=10.0,
            floor=12.0,
            by=date(2026, 3, 31),
            failure_condition="The average falls and the most deprived do not.",
            agreed_at=at(2025, 2, 1),
        ),
        "team": (Member(identifier="m1", name="Lead"),),
        "plan": PLAN,
        "measures": (
            MeasureNote(
                measure="missed",
                definition="Did not attend and did not cancel.",
                locked_at=at(2025, 3, 1),
            ),
        ),
        "data": (DataVersion(identifier="d1", arrived_at=at(2025, 1, 15)),),
        "unlooked": tuple(
            Unlooked(
                dimension=name,
                reason="Not in the extract.",
                by="Lead",
                at=at(2025, 1, 20),
            )
            for name in ("ethnicity", "sex")
        ),
        "drivers": (Driver(identifier="dr1", text="Late letters", causes_gap=True),),
        "ideas": (idea(),),
        "risks": (Risk(identifier="r1", mechanism="igi.2"),),
        "cycles": (cycle(),),
        "participation": (
            took_part(),
            took_part(identifier="p2", linked_to="problem"),
        ),
        "readings": (
            Reading(
                identifier="re1",
                read_at=at(2026, 5, 1),
                reader="A carer",
                true_to_life="Yes.",
            ),
        ),
        "resources": (ResourceEntry(identifier="rs1", line="rp.time.1", owner="Lead"),),
        "worksheets": worksheets(),
        **changed,
    }
    return ProjectDocument(**given)


def explained(
    measure: str, dimension: str, *groups: str
) -> tuple[GroupExplanation, ...]:
    return tuple(
        GroupExplanation(
            measure=measure,
            dimension=dimension,
            group=group,
            explanation="Too few yet.",
            owner="Lead",
            written_at=NOW,
        )
        for group in groups
    )
