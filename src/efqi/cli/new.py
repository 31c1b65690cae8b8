"""`efqi new`: look at an extract and write a commented plan."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict

import typer

from efqi.errors import Place, ProjectError
from efqi.store.atomic_write import atomic_write_bytes
from efqi.store.propose import propose


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user already knows about the extract.

    Attributes
    ----------
    date : str or None
        Column with the date of each record.
    numerator : str or None
        ``COLUMN=VALUE`` of what to count.
    groups : tuple of str
        Columns to group people by.
    change : str or None
        ``YYYY-MM-DD=LABEL`` of the change.
    sheet : str
        Sheet of a workbook; blank for the only one with a table.
    """

    date: str | None = None
    numerator: str | None = None
    groups: tuple[str, ...] = ()
    change: str | None = None
    sheet: str = ""


def run(extract: Path, out: Path | None, choices: Choices) -> None:
    """Look at the extract, ask what is open on a terminal, and write the plan."""
    plan = out or extract.parent / "project.toml"
    if plan.exists():
        raise ProjectError(
            "This file is there already; nothing was changed.",
            where=Place(file=str(plan)),
            fix="Name another with --out.",
        )
    if sys.stdin.isatty():
        choices = _asked(choices)
    text = propose(
        extract,
        date=choices.date,
        numerator=_pair(choices.numerator, "--numerator", "COLUMN=VALUE"),
        groups=choices.groups,
        sheet=choices.sheet,
        **_change(choices.change),
    )
    atomic_write_bytes(plan, text.encode())
    typer.echo(
        f"{plan} is written. Read it through: lines with CHANGE THIS are guesses."
    )
    typer.echo(f"Then: efqi report {plan}")


class ChangeWords(TypedDict, total=False):
    """When care changed and what it was, as `propose` takes them."""

    change_date: date
    change_label: str


def _change(words: str | None) -> ChangeWords:
    pair = _pair(words, "--change", "YYYY-MM-DD=LABEL")
    if pair is None:
        return {}
    try:
        return {"change_date": date.fromisoformat(pair[0]), "change_label": pair[1]}
    except ValueError:
        raise ProjectError(
            "This is not a date.",
            where=Place(column="--change", value=pair[0]),
            fix="Write it as year-month-day, such as 2025-04-01.",
        ) from None


def _pair(words: str | None, option: str, shape: str) -> tuple[str, str] | None:
    if words is None:
        return None
    before, equals, after = words.partition("=")
    if not (before.strip() and equals and after.strip()):
        raise ProjectError(
            "Two parts joined by = are needed.",
            where=Place(column=option, value=words),
            fix=f"Write {shape}.",
        )
    return before.strip(), after.strip()


def _asked(choices: Choices) -> Choices:
    """Ask for what the flags left open; Enter leaves it to efqi's guess."""
    return Choices(
        choices.date or _ask("Column with the date"),
        choices.numerator or _ask("What to count, as COLUMN=VALUE"),
        choices.groups or _listed(_ask("Columns to group people by, with commas")),
        choices.change or _ask("What changed and when, as YYYY-MM-DD=LABEL"),
        choices.sheet,
    )


def _ask(words: str) -> str | None:
    return (
        str(typer.prompt(f"{words} (Enter to guess)", default="", show_default=False))
        or None
    )


def _listed(words: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in (words or "").split(",") if word.strip())
