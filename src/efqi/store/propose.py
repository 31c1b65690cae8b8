"""A first `project.toml` for an extract: commented, with best guesses to check."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - `date` is the name of a choice
from datetime import timedelta
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from efqi.errors import ExtractError, Place
from efqi.measures.interval import Interval
from efqi.store.date_column import read_date_column
from efqi.store.engine import name
from efqi.store.extract import Extract
from efqi.store.guess import (
    GroupGuess,
    Profiles,
    count_columns,
    date_column,
    group_guess,
    group_guesses,
    left_out_of,
    outcome_of,
    slug,
    unit_of,
)
from efqi.store.guess_layout import guessed
from efqi.store.opening import grids_in, open_extract
from efqi.store.period_text import period_start
from efqi.store.profile import ColumnProfile, first_rows, profiles
from efqi.store.reading import Reading
from efqi.store.recognise import Recognised, recognise

Outcome = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was chosen or guessed, as the template `project.toml.j2` needs it."""

    file: str
    columns: tuple[str, ...]
    dated: str
    interval: Interval
    last_day: Day
    counts: Mapping[str, str]
    measure: str
    outcome: Outcome | None
    outcome_values: tuple[str, ...]
    left_out: tuple[str, ...]
    groups: tuple[GroupGuess, ...]
    others: tuple[str, ...]
    change_date: Day
    change_label: str
    is_change_known: bool
    sheet: str = ""
    across: tuple[str, ...] = ()

    @property
    def renamed(self) -> dict[str, str]:
        """Columns of ehrQL that the file calls otherwise."""
        return {ours: theirs for ours, theirs in self.counts.items() if ours != theirs}


def propose(  # noqa: PLR0913 - one for each flag of the command
    extract_path: Path,
    *,
    date: str | None = None,
    numerator: Outcome | None = None,
    groups: Sequence[str] = (),
    change_date: Day | None = None,
    change_label: str | None = None,
    sheet: str = "",
) -> str:
    """Look at an extract and write a project file for it.

    Parameters
    ----------
    extract_path : Path
        Records or counts, long or wide. The text names it without its folder.
    date : str, optional
        Column that dates a record; else guessed, as is what follows.
    numerator : tuple of (str, str), optional
        Column, and the value in it that is counted.
    groups : sequence of str, optional
        Columns that say who people are, the one of the contrast first.
    change_date : date, optional
        When care changed; else the middle of the data, marked.
    change_label : str, optional
        What was changed.
    sheet : str
        Sheet of a workbook; else the only one with a table.

    Returns
    -------
    str
        TOML that efqi reads; what needs a decision is marked CHANGE THIS.

    Raises
    ------
    ExtractError
        A file that cannot be read, has no dates or no groups; a named column that it does
        not have.
    """
    text, _ = propose_and_profile(
        extract_path,
        date=date,
        numerator=numerator,
        groups=groups,
        change_date=change_date,
        change_label=change_label,
        sheet=sheet,
    )
    return text


def propose_and_profile(  # noqa: PLR0913 - as `propose`
    extract_path: Path,
    *,
    date: str | None = None,
    numerator: Outcome | None = None,
    groups: Sequence[str] = (),
    change_date: Day | None = None,
    change_label: str | None = None,
    sheet: str = "",
) -> tuple[str, Profiles]:
    """Do as `propose`, and give what each column holds besides, from the same look."""
    reading = guessed(
        grids_in(extract_path, sheet), Reading(sheet=sheet, dated=date or "")
    )
    with open_extract(extract_path, reading) as extract:
        extract.require([*filter(None, [date, numerator and numerator[0]]), *groups])
        first, is_whole = first_rows(extract)
        columns = profiles(first)
        counts = {} if numerator else _counts(columns, reading)
        dated = date or date_column(extract.file, columns, are_counts=bool(counts))
        period = columns[dated].period if counts else None
        read = first if is_whole else extract
        days = _days(extract, read.relation, columns[dated], period)
        outcome = None if counts else numerator or outcome_of(columns, [dated, *groups])
        taken = [dated, *counts.values(), *(outcome or ())[:1]]
        chosen = _groups(extract, columns, groups, taken, are_records=not counts)
    interval = unit_of(days, are_intervals=bool(counts))
    if period is not None and period is not Interval.MONTH:
        interval = period
    last_day = days[-1]
    if counts:
        counts = {"interval_start": dated, **counts}
        last_day = interval.next(last_day) - timedelta(days=1)
    text = _written(
        Proposal(
            file=extract_path.name,
            columns=tuple(columns),
            dated=dated,
            interval=interval,
            last_day=last_day,
            counts=counts,
            measure=_measure(columns, counts, outcome),
            outcome=outcome,
            outcome_values=columns[outcome[0]].values[:12] if outcome else (),
            left_out=left_out_of(columns[outcome[0]]) if outcome else (),
            groups=chosen,
            others=_others(columns, chosen, taken),
            change_date=change_date or interval.start(days[len(days) // 2]),
            change_label=change_label or "",
            is_change_known=change_date is not None,
            sheet=str(extract.notes.get("sheet", "")),
            across=reading.across,
        )
    )
    return text, columns


def _counts(columns: Profiles, reading: Reading) -> dict[str, str]:
    if not reading.across:
        return count_columns(columns)
    called = zip(("numerator", "denominator"), reading.counts, strict=False)
    return {count: column for count, column in called if column in columns}


def _days(
    extract: Extract, relation: str, dated: ColumnProfile, period: Interval | None
) -> list[Day]:
    if period is not None:
        starts = {period_start(value, period) for value in dated.values}
        return sorted(start for start in starts if start is not None)
    column = read_date_column(extract, dated.name)
    # Few texts stand for all dates: each is read as a date once.
    texts = f"SELECT DISTINCT {name(dated.name)} FROM {relation}"  # noqa: S608
    rows = extract.rows(
        f"SELECT DISTINCT day FROM (SELECT {column.sql} AS day FROM ({texts})) "  # noqa: S608
        "WHERE day IS NOT NULL ORDER BY day"
    )
    if not rows:
        raise column.error(extract, "true", 1)
    return [day for (day,) in rows]


def _groups(
    extract: Extract,
    columns: Profiles,
    named: Sequence[str],
    taken: Sequence[str],
    *,
    are_records: bool,
) -> tuple[GroupGuess, ...]:
    known = _recognised(extract, columns, named, taken) if are_records else {}
    for column in named:
        if column not in known and not columns[column].is_groups:
            raise ExtractError(
                "This column does not hold between 2 and 40 groups.",
                where=Place(extract.file, column=column),
                fix="Choose another, or make groups of its values first.",
            )
    found = [group_guess(columns[c], known.get(c)) for c in named]
    found = found or group_guesses(columns, taken, known)
    if not found:
        raise ExtractError(
            "No column looks like groups of people.",
            where=Place(extract.file),
            fix=f"Name one or more. The columns are: {', '.join(columns)}.",
        )
    return tuple(found)


def _recognised(
    extract: Extract, columns: Profiles, named: Sequence[str], taken: Sequence[str]
) -> dict[str, Recognised]:
    looked_at = named or [c for c in columns if c not in taken]
    found = {c: recognise(extract, columns[c]) for c in looked_at}
    return {column: codes for column, codes in found.items() if codes is not None}


def _others(
    columns: Profiles, groups: Sequence[GroupGuess], taken: Sequence[str]
) -> tuple[str, ...]:
    used = {*(g.column for g in groups), *taken, "measure"}
    return tuple(c for c, p in columns.items() if p.is_groups and c not in used)


def _measure(
    columns: Profiles, counts: Mapping[str, str], outcome: Outcome | None
) -> str:
    if counts:
        named = columns["measure"].values if "measure" in columns else ()
        return named[0] if named else slug(counts["numerator"])
    return slug(outcome[0]) if outcome else "outcome"


def _written(proposal: Proposal) -> str:
    environment = Environment(
        loader=PackageLoader("efqi.store", ""),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - TOML, not HTML; texts go through `toml`
    )
    environment.filters |= {"toml": _toml, "words": _words, "slug": slug}
    return environment.get_template("project.toml.j2").render(p=proposal)


def _toml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _words(name: str) -> str:
    return re.sub(r"[_\s]+", " ", name).strip()
