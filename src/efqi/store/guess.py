"""Guesses about an extract, from the words that health records use."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from efqi.errors import ExtractError, Place
from efqi.measures.interval import Interval
from efqi.measures.table import FIXED
from efqi.store.date_text import is_serial, trouble_with
from efqi.store.profile import ColumnProfile
from efqi.store.recognise import Recognised

Profiles = Mapping[str, ColumnProfile]

_DEPRIVATION = "deprivation of home area"
_TITLES = {
    _DEPRIVATION: r"imd|depriv|simd|wimd|quintile|decile",
    "ethnic group": r"ethnic|ethnos|race",
    "sex": r"^sex$|gender|^sex_",
    "age group": r"^age|_age$|age_?(group|band)",
    "disability": r"disab",
    "main language": r"language|interpreter",
    "care group": r"^group$|care_group|cohort",
}
_ORDERED = (_DEPRIVATION, "age group")
_OUTCOME = re.compile(
    r"outcome|result|status|attend|dna|readmi|died|death|surviv|complet|recover|success|"
    r"response|event|missed|control",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"did not attend.*|dna|no.?show|missed|yes|y|true|1|died|dead|positive|readmitted|<30",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(r"cancel.*|invalid|void|test record", re.IGNORECASE)
_EVERYONE = re.compile(r"all( .*)?|total|everyone|overall", re.IGNORECASE)
_DENOMINATOR = re.compile(r"denominator|population|eligible|list_size", re.IGNORECASE)
_RATIO = re.compile(r"rate|ratio|percent|proportion|pct", re.IGNORECASE)
_WORDED = re.compile(r"least|most", re.IGNORECASE)
_MAJORITY = re.compile(r"white|european", re.IGNORECASE)
_PARTS = re.compile(r"\d+|\D+")
_SCALES = {
    5: (
        "Most deprived fifth",
        "Second most deprived fifth",
        "Middle fifth",
        "Second least deprived fifth",
        "Least deprived fifth",
    ),
    10: (
        "Most deprived tenth",
        *(f"Tenth {place} of 10" for place in range(2, 10)),
        "Least deprived tenth",
    ),
}


@dataclass(frozen=True, slots=True)
class GroupGuess:
    """A column as a dimension.

    Attributes
    ----------
    column, title : str
        Column and words.
    order, unknown : tuple of str
        Values, and spellings of unknown.
    reference, compare : str
        Whom others are compared with, and the first to compare.
    is_ordered : bool
        Whether the order is a gradient.
    total : str or None
        Value that means everyone.
    recognised : Recognised or None
        Codes or ages that fill the rest.
    """

    column: str
    title: str
    order: tuple[str, ...]
    unknown: tuple[str, ...]
    reference: str
    compare: str
    is_ordered: bool
    total: str | None
    recognised: Recognised | None = None

    @property
    def name(self) -> str:
        """Name of the dimension: the column's, unless the measures table has it."""
        plain = slug(self.column)
        return f"{plain}_group" if plain in FIXED else plain

    @property
    def is_deprivation(self) -> bool:
        """Whether it looks like deprivation, where 1 is taken as most deprived."""
        return self.title == _DEPRIVATION

    @property
    def labels(self) -> dict[str, str]:
        """Words for the values of a deprivation scale of five or ten; else none."""
        if self.recognised is not None:
            return {}
        is_worded = any(_WORDED.search(value) for value in self.order)
        if is_worded or not self.is_deprivation or len(self.order) not in _SCALES:
            return {}
        return dict(zip(self.order, _SCALES[len(self.order)], strict=True))


def date_column(file: str, columns: Profiles, *, are_counts: bool = False) -> str:
    """Guess the column that dates a record, or a count: then "2021/22" dates it too.

    Raises
    ------
    ExtractError
        Where no column holds dates.
    """
    dated = [p.name for p in columns.values() if p.is_date]
    if are_counts and not dated:
        dated = [p.name for p in columns.values() if p.period is not None]
    if not dated:
        _check_serials(file, columns)
        raise ExtractError(
            "No column looks like a date, and efqi follows care over time.",
            where=Place(file),
            fix="Add one, or name it; yearly counts need the columns of a measures file "
            "(docs/reference/measures-file.md). "
            f"The columns are: {', '.join(columns)}.",
        )
    return next(
        (c for c in dated if not re.search("birth|dob|death", c, re.I)), dated[0]
    )


def _check_serials(file: str, columns: Profiles) -> None:
    """Say it where the dates are there, as the numbers that Excel keeps for them."""
    for column in columns.values():
        is_named = re.search("date", column.name, re.IGNORECASE)
        if is_named and column.values and all(map(is_serial, column.values)):
            found, fix = trouble_with(column.values[0], None)
            place = Place(file, column=column.name, value=column.values[0])
            raise ExtractError(found, where=place, fix=fix)


def unit_of(starts: Iterable[date], *, are_intervals: bool) -> Interval:
    """Guess the unit of time: that of given intervals, or one that gives 12 points.

    Parameters
    ----------
    starts : iterable of date
        Dates of the file, at least one.
    are_intervals : bool
        True where each is the first day of an interval already.
    """
    days = sorted(set(starts))
    if not are_intervals:
        span = (days[-1] - days[0]).days
        return (
            Interval.MONTH
            if span > 365
            else Interval.WEEK
            if span > 84
            else Interval.DAY
        )
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    least = min(gaps, default=30)
    if least > 300:
        is_financial = all((d.month, d.day) == (4, 1) for d in days)
        return Interval.FINANCIAL_YEAR if is_financial else Interval.YEAR
    steps = ((80, Interval.QUARTER), (27, Interval.MONTH), (7, Interval.WEEK))
    return next((unit for gap, unit in steps if least >= gap), Interval.DAY)


def group_guesses(
    columns: Profiles, taken: Iterable[str], recognised: Mapping[str, Recognised]
) -> list[GroupGuess]:
    """Guess the columns that say who people are, deprivation first.

    Parameters
    ----------
    columns : mapping of str to ColumnProfile
        All columns.
    taken : iterable of str
        Columns that mean something else already.
    recognised : mapping of str to Recognised
        Columns whose codes are known.
    """
    free = [p for p in columns.values() if p.name not in set(taken)]
    known = [
        group_guess(p, recognised.get(p.name))
        for p in free
        if p.name in recognised or (p.is_groups and title_of(p.name) is not None)
    ]
    of_people = [guess for guess in known if guess.title in _TITLES]
    is_given = any(g.is_deprivation and g.recognised is None for g in of_people)
    return sorted(
        # An area need not be looked up where its deprivation stands beside it.
        (g for g in of_people if not (is_given and g.is_deprivation and g.recognised)),
        key=lambda g: list(_TITLES).index(g.title),
    )


def title_of(column: str) -> str | None:
    """Give the words for a column that is known by its name."""
    found = (t for t, words in _TITLES.items() if re.search(words, column, re.I))
    return next(found, None)


def group_guess(
    profile: ColumnProfile, recognised: Recognised | None = None
) -> GroupGuess:
    """Make a dimension of a column: its values in order, and whom to compare."""
    if recognised is not None:
        return _recognised_guess(profile, recognised)
    title = title_of(profile.name) or profile.name.replace("_", " ").lower()
    everyone = (v for v in profile.known if _EVERYONE.fullmatch(v))
    total = next(everyone, None) if len(profile.known) > 2 else None
    groups = [v for v in profile.known if v != total]
    order = tuple(sorted(groups, key=_natural))
    if re.search("least", order[0], re.I) or re.search("most dep", order[-1], re.I):
        order = order[::-1]
    is_deprivation = title == _DEPRIVATION
    majority = (v for v in groups if title == "ethnic group" and _MAJORITY.match(v))
    reference = order[-1] if is_deprivation else next(majority, groups[0])
    # Without an order the largest groups are compared: they are the least often hidden.
    by_rank = order if title in _ORDERED else groups
    return GroupGuess(
        column=profile.name,
        title=title,
        order=order,
        unknown=profile.unknown,
        reference=reference,
        compare=next(v for v in by_rank if v != reference),
        is_ordered=title in _ORDERED,
        total=total,
    )


def _recognised_guess(profile: ColumnProfile, recognised: Recognised) -> GroupGuess:
    codes, met = recognised.code_list, recognised.groups
    usual = met[-1] if codes is None else codes.reference
    reference = met[0] if usual is None else usual
    return GroupGuess(
        column=profile.name,
        title="age group" if codes is None else codes.title,
        order=met,
        unknown=recognised.unknown,
        reference=reference,
        compare=next(group for group in met if group != reference),
        is_ordered=codes is None or codes.is_ordered,
        total=None,
        recognised=recognised,
    )


def _natural(value: str) -> list[tuple[int, int, str]]:
    parts = _PARTS.findall(value)
    return [(0, int(p), "") if p.isdigit() else (1, 0, p.casefold()) for p in parts]


def outcome_of(columns: Profiles, taken: Iterable[str]) -> tuple[str, str] | None:
    """Guess the column and value that a numerator counts; None where nothing looks so."""
    free = [p for p in columns.values() if p.is_groups and p.name not in set(taken)]
    named = [p for p in free if _OUTCOME.search(p.name)]
    happened = [p for p in free if any(_HAPPENED.fullmatch(v) for v in p.known)]
    both = [p for p in named if p in happened]
    for profile in (*both, *named, *happened):
        return profile.name, _value_counted(profile)
    return None


def _value_counted(profile: ColumnProfile) -> str:
    found = (v for v in profile.known if _HAPPENED.fullmatch(v))
    return next(found, profile.known[-1])


def left_out_of(profile: ColumnProfile) -> tuple[str, ...]:
    """Guess the values that take a record out of the denominator."""
    values = (*profile.known, *profile.unknown)
    return tuple(v for v in values if _LEFT_OUT.fullmatch(v))


def count_columns(columns: Profiles) -> dict[str, str]:
    """Guess which columns hold counts already made, in ehrQL's names.

    Returns
    -------
    dict of str to str
        ``numerator`` and ``denominator`` to column; empty for records.
    """
    numbers = [
        c for c, p in columns.items() if p.is_number and not (p.is_date or p.period)
    ]
    denominator = next((c for c in numbers if _DENOMINATOR.search(c)), None)
    if denominator is None:
        return {}
    if "numerator" in columns:
        return {"numerator": "numerator", "denominator": denominator}
    others = [c for c in numbers if c != denominator and not _RATIO.search(c)]
    counts = [c for c in others if title_of(c) is None]
    return {"numerator": counts[0], "denominator": denominator} if counts else {}


def slug(name: str) -> str:
    """Make a plain name of a column's: small letters, digits and underscores."""
    return re.sub(r"\W+", "_", name.casefold()).strip("_") or "value"
