"""The charter of a project on one sheet of A4: what it shows, and as a PDF."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from efqi.disclosure.release import Release, ReleasedGroup, View
from efqi.projects.document.document import ProjectDocument
from efqi.projects.document.measurement import MeasureNote
from efqi.reports.office import printable
from efqi.reports.typesetting import typeset
from efqi.reports.wording.charter import aim_view, lens_sentence, level_words
from efqi.reports.wording.dates import full_date
from efqi.reports.wording.figure import shown_level, unit_of
from efqi.reports.wording.sentence import capital, say, shortened

MOST = 420
"""Characters of a text that a sheet holds."""
MOST_LINES = 6
"""Lines of a list that a sheet holds."""


@dataclass(frozen=True, slots=True)
class Target:
    """One target of the aim, with where care stands.

    Attributes
    ----------
    whom, now, goal : str
        For whom; the level before the change as a sentence; the target.
    is_group : bool
        True for the group that is worst served.
    """

    whom: str
    now: str
    goal: str
    is_group: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A heading with a few lines under it, and how many more there are."""

    title: str
    lines: tuple[str, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Charter:
    """A charter as it is printed; every text is whole and in the reader's words.

    Attributes
    ----------
    title, organisation, made_on
        What it is called, where it runs, the day of the sheet.
    problem, explanation, aim, failure, by : str
        The frame, each shortened where it is too long for a sheet.
    targets : tuple of Target
        For everyone, and for the group that is worst served.
    parts : tuple of Listed
        Team, sponsor, measures, groups, open gates.
    foot : str
        What the sheet is, and how its figures were protected.
    """

    title: str
    organisation: str
    made_on: str
    problem: str
    explanation: str
    aim: str
    failure: str
    by: str
    targets: tuple[Target, ...]
    parts: tuple[Listed, ...]
    foot: str


def build_charter(
    document: ProjectDocument,
    release: Release | None,
    open_gates: Sequence[str],
    *,
    made_on: date,
) -> Charter:
    """Gather what a charter shows.

    Parameters
    ----------
    document : ProjectDocument
        The project.
    release : Release or None
        All that may be shown of its data; None before there are any.
    open_gates : sequence of str
        Questions of the gates that are not met.
    made_on : date
        Day that stands on the sheet.
    """
    frame, aim = document.charter, document.aim
    blank = say("Not written yet.")
    return Charter(
        printable(document.title),
        printable(frame.organisation),
        full_date(made_on),
        _short(frame.problem) or blank,
        _short(frame.explanation) or blank,
        _short(aim.statement) or blank,
        _short(aim.failure_condition),
        "" if aim.by is None else say("By {day}", day=full_date(aim.by)),
        _targets(document, release),
        (
            _team(document),
            _sponsor(document),
            _measures(document),
            _groups(document, release),
            _gates(open_gates),
        ),
        say("efqi charter. Figures are rounded to protect people."),
    )


def charter_pdf(charter: Charter, *, made_on: date) -> bytes:
    """Write a charter as a tagged PDF of one page of A4.

    Parameters
    ----------
    charter : Charter
        What it shows.
    made_on : date
        Day that is kept in the file; the same input gives the same bytes.
    """
    page = asdict(charter) | {"day": [made_on.year, made_on.month, made_on.day]}
    return typeset("charter.typ", page, made_on=made_on)


def _short(words: str, most: int = MOST) -> str:
    return shortened(printable(words), most)


def _listed(title: str, lines: Sequence[str], blank: str) -> Listed:
    shown = tuple(_short(line, 150) for line in lines[:MOST_LINES]) or (blank,)
    left = len(lines) - len(shown)
    return Listed(title, shown, say("and {n} more", n=str(left)) if left > 0 else "")


def _targets(document: ProjectDocument, release: Release | None) -> tuple[Target, ...]:
    aim = document.aim
    view = aim_view(document.aim, release)
    groups = view.groups if view else ()
    total = next((g for g in groups if g.role == "total"), None)
    worst = next(
        (g for g in groups if g.label.casefold() == aim.group.casefold()), None
    )
    return (
        Target(
            say("Everyone"),
            _now(view, total),
            level_words(aim.overall_target, aim, release),
            is_group=False,
        ),
        Target(
            printable(aim.group) or say("The group that is worst served"),
            _now(view, worst),
            level_words(aim.group_target, aim, release),
            is_group=True,
        ),
    )


def _now(view: View | None, group: ReleasedGroup | None) -> str:
    if view is None or group is None:
        return say("Before the change: not known yet")
    level = shown_level(group.before, unit_of(view.measure))
    return say("Before the change: {level}", level=level)


def _team(document: ProjectDocument) -> Listed:
    lines = [f"{m.name}, {m.role}" if m.role else m.name for m in document.team]
    return _listed(say("Team"), lines, say("Nobody is named yet."))


def _sponsor(document: ProjectDocument) -> Listed:
    frame = document.charter
    lines = [frame.sponsor] if frame.sponsor else []
    if frame.sponsor and frame.sponsor_agreed_on:
        lines.append(say("Agreed on {day}", day=full_date(frame.sponsor_agreed_on)))
    return _listed(say("Sponsor"), lines, say("Nobody has agreed yet."))


def _measures(document: ProjectDocument) -> Listed:
    plan = document.parsed_plan()
    notes = {note.measure: note for note in document.measures}
    lines = [
        _measure(m.measure.title, notes.get(m.measure.name))
        for m in (plan.measures if plan else ())
    ]
    return _listed(say("Measures"), lines, say("None yet."))


def _measure(title: str, note: MeasureNote | None) -> str:
    if note is None:
        return capital(title)
    aims = ", ".join(aim.value for aim in note.aims)
    said = f"{note.role.value}; {aims}" if aims else note.role.value
    return say("{title} ({said})", title=capital(title), said=said)


def _groups(document: ProjectDocument, release: Release | None) -> Listed:
    view = aim_view(document.aim, release)
    groups = view.groups if view else ()
    lines = [group.label for group in groups if group.role == "group"]
    if looked := lens_sentence(document.charter):
        lines.insert(0, say("Core20PLUS5: {looked}", looked=looked))
    title = say("Groups")
    if view is not None:
        title = say("Groups by {dimension}", dimension=view.dimension_title)
    return _listed(title, lines, say("None yet."))


def _gates(questions: Sequence[str]) -> Listed:
    title = say("Open gates: {n}", n=str(len(questions)))
    return _listed(title, questions, say("None. Every gate is met or passed over."))
