"""Plans of every kind of measure and group, over one awkward extract."""

import copy
import random
from datetime import date, timedelta

ODD = "w\"eird co'l 😀 \\"
ODD_LABELS = ["O'Brien", 'say "hi"', "back\\slash", "😀 100%", "{x}; --", "Ünïcode"]
LSOAS = ["E01000001", "e01000007 ", "E01000002", "W01000001", "E99999999", "", "Z"]
POSTCODES = ["SW1A 1AA", "sw1a1aa", "E1 1AA", "E1 1AB", "ZZ99 3VZ", ""]
LOOKUP = (
    "pcds,lsoa21\nSW1A 1AA,E01000001\nE1 1AA,E01000007\nE1 1AB,\nX1 1XX,E01000002\n"
)
COLUMNS = (
    *("day", "day_uk", "outcome", "imd", "sex", "age", "lsoa", "postcode", "days"),
    *("home", "service", ODD),
    *("wait", "clinic", "id", "fifth"),
)
WAITS = ["", "nan", " 12 ", "1,250", " 1,000.5", "1e1", "0", "0.25", "3.0", "-"]
CLINICS = ["North", " North", "South", "O'Brien's", ""]
FIFTHS = ["1", "2.0", "3 - middle", "4", "5", ""]


def records(rows: int = 400, seed: int = 5) -> list[tuple]:
    chance = random.Random(seed)  # noqa: S311
    made = []
    for _ in range(rows):
        day = date(2023, 1, 1) + timedelta(days=chance.randrange(800))
        made.append(
            (
                day.isoformat() + chance.choice(["", "", " 10:30", "T09:00:00Z"]),
                day.strftime("%d/%m/%Y"),
                chance.choice(
                    ["missed", "late", "attended", "cancelled", " missed ", ""]
                ),
                chance.choice(["1", "2", "3", "1.0", "2.0", "", "?", "N/A"]),
                chance.choice(["f", "m", "F ", "\u00a0m", "", "NOT KNOWN"]),
                chance.choice(
                    ["0", "17", "18", "64.0", "65", "1e1", "130", "", "Not Known"]
                ),
                chance.choice(LSOAS),
                chance.choice(POSTCODES),
                str(chance.randrange(9) / 4),
                chance.choice(["rough sleeping", "hostel", "own", "", "unknown"]),
                chance.choice(["substance use", "other", "", "unknown"]),
                chance.choice([*ODD_LABELS, "Sonstige ÄÖÜ", "sonstige äöü", ""]),
            )
        )
    whole = _with_waits(made, seed)
    return [*whole, *whole[:7]]


def _with_waits(made: list[tuple], seed: int) -> list[tuple]:
    chance = random.Random(seed + 1)  # noqa: S311
    return [
        (
            *record,
            chance.choice([*WAITS, *(str(n / 4) for n in range(90))]),
            chance.choice(CLINICS),
            "" if i % 50 == 0 else f" {i}" if i % 40 else str(i - 1),
            chance.choice(FIFTHS),
        )
        for i, record in enumerate(made)
    ]


BASE = {
    "project": {"title": "Engines"},
    "data": {"file": "records.csv", "date": "day", "interval": "month"},
    "measure": [
        {
            "name": "missed",
            "title": "missed",
            "of": "appointments",
            "better": "lower",
            "numerator": [{"column": "outcome", "is_in": ["missed", "late"]}],
            "denominator": [{"column": "outcome", "is_not_in": ["cancelled"]}],
        }
    ],
    "group": [
        {
            "name": "imd",
            "title": "deprivation",
            "order": [1, 2, 3],
            "reference": 3,
            "unknown": ["?", "N/A"],
        },
        {
            "name": "sex",
            "title": "sex",
            "order": ["f", "m"],
            "reference": "m",
            "unknown": ["not known"],
        },
    ],
    "change": [{"date": date(2024, 2, 1), "label": "x"}],
    "contrast": {
        "measure": "missed",
        "group_by": "imd",
        "compare": 1,
        "with": 3,
        "margin_points": 1,
        "margin_percent": 10,
    },
    "cross": [{"groups": ["imd", "sex"]}],
}
RATE = {
    "name": "days",
    "title": "missed",
    "of": "days",
    "kind": "rate",
    "better": "lower",
    "numerator": [
        {"column": "outcome", "is_in": ["missed"]},
        {"column": "age", "at_least": 10, "at_most": 65},
    ],
    "denominator_sum": "days",
}
COUNT = {
    "name": "events",
    "title": "cancellations",
    "of": "days",
    "kind": "count",
    "better": "lower",
    "numerator": [{"column": "outcome", "is_in": ["cancelled"]}],
}
_WAIT = {
    "title": "wait",
    "of": "people seen",
    "better": "lower",
    "unit": "days",
    "value_column": "wait",
    "denominator": [{"column": "outcome", "is_not_in": ["cancelled"]}],
}
WAIT_MEASURES = [
    {"name": "mean_wait", "kind": "mean", **_WAIT},
    {"name": "median_wait", "kind": "median", **_WAIT},
    {"name": "wait_92", "kind": "percentile", "percentile": 92, **_WAIT},
]
FIFTH = {
    "name": "fifth",
    "title": "deprivation",
    "order": [1, 2, 3, 4, 5],
    "ordered": True,
    "values": {"3": ["3 - middle"]},
    "reference": 5,
}
AGE = {
    "name": "age",
    "title": "age",
    "bands": [0, 18, 65],
    "reference": "18-64",
    "unknown": ["not known"],
}
LSOA = {"name": "who", "column": "lsoa", "codes": "imd2025-quintile", "unknown": ["Z"]}
RULES = {
    "name": "inclusion",
    "title": "inclusion health",
    "rules": [
        {
            "value": "homeless",
            "where": [{"column": "home", "is_in": ["rough sleeping", "hostel"]}],
        },
        {
            "value": "drugs",
            "where": [{"column": "service", "is_in": ["substance use"]}],
        },
    ],
}
OWN = {
    "name": "who",
    "column": "postcode",
    "lookup": {"file": "onspd.csv", "from": "pcds", "to": "lsoa21"},
    "codes": "imd2025-quintile",
}
ODDITIES = {
    "name": "odd",
    "title": "odd",
    "column": ODD,
    "order": ODD_LABELS,
    "reference": "O'Brien",
    "unknown": ["SONSTIGE ÄÖÜ"],
}


def _plan(groups=(), measures=(), interval="month", day="day", cross=True) -> dict:
    content = copy.deepcopy(BASE)
    content["data"] |= {"interval": interval, "date": day}
    content["measure"] += copy.deepcopy(list(measures))
    content["group"] += copy.deepcopy(list(groups))
    if not cross:
        del content["cross"]
    return content


def _with(content: dict, **data) -> dict:
    content["data"] |= data
    return content


def plans() -> dict[str, dict]:
    """Name to content of a project file."""
    return {
        "proportions crossed": _plan(),
        "rates and counts by week": _plan((), [RATE, COUNT], "week", cross=False),
        "british dates by financial year": _plan((), (), "financial_year", "day_uk"),
        "bands and areas by quarter": _plan([AGE, LSOA], [RATE], "quarter"),
        "rules that overlap by year": _plan([RULES], [COUNT], "year"),
        "own lookup": _plan([OWN], (), "month"),
        "waits by site and id": _with(
            _plan([FIFTH, RULES], WAIT_MEASURES, "quarter"),
            site="clinic",
            id="id",
            missing=["-", "N/A", "unknown"],
        ),
        "everything at once": _with(
            _plan(
                [AGE, LSOA, RULES, {**OWN, "name": "home"}, ODDITIES, FIFTH],
                [RATE, COUNT, *WAIT_MEASURES],
            ),
            site="clinic",
            id="id",
            missing=["-"],
        ),
        "odd names by day": _plan([ODDITIES], (), "day", cross=False),
    }
