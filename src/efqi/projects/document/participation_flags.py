"""What a participation log shows that someone should act on."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from efqi.projects.debt import MONEY, Debt, is_paid_work, late_to_people
from efqi.projects.document.people import AccessMet, Participation

ONE_DOOR = 0.8
"""Share of entries above which there is one way in."""
FEWEST_FOR_A_SHARE = 5
"""Entries below which a share says nothing."""
FELT_LOWER = 2
"""Steps of the ladder by which it felt lower than it was meant."""
_NOTHING = (
    *("", "none", "no", "n/a", "not yet"),
    *("nothing", "nothing changed", "nothing yet", "no change"),
)


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to act on.

    Attributes
    ----------
    code : str
        "plog.f1" to "plog.f8"; reports have words for it.
    entries : tuple of Participation
        Whom it concerns; empty where it is about the log as a whole.
    share : float or None
        Share of the log, where the flag rests on one.
    """

    code: str
    entries: tuple[Participation, ...] = ()
    share: float | None = None


def _paid_late(entry: Participation) -> bool:
    return (
        is_paid_work(entry)
        and entry.paid_on is not None
        and entry.paid_by is not None
        and entry.paid_on > entry.paid_by
    )


def participation_flags(
    log: Sequence[Participation],
    today: date,
    *,
    aim_agreed_on: date | None = None,
    worst_served: str = "",
) -> tuple[Flag, ...]:
    """Raise the flags of a participation log.

    Parameters
    ----------
    log : sequence of Participation
        All of it.
    today : date
        Day on which it is read.
    aim_agreed_on : date, optional
        Day on which the aim was agreed.
    worst_served : str
        Group that the aim names; blank where it names none.

    Returns
    -------
    tuple of Flag
        In the order of the register, plog.f1 first; empty where all is well.
    """
    voices = [entry for entry in log if not entry.is_staff]
    flags = (
        Flag("plog.f1", late_to_people(log, today, Debt.FEEDBACK)),
        Flag(
            "plog.f2",
            late_to_people(log, today, *MONEY) + tuple(filter(_paid_late, log)),
        ),
        Flag(
            "plog.f8", tuple(e for e in voices if e.access_met is AccessMet.NOT_ASKED)
        ),
    )
    raised = [flag for flag in flags if flag.entries]
    if voices and aim_agreed_on and all(e.on > aim_agreed_on for e in voices):
        raised.append(Flag("plog.f3"))
    raised += _shares(voices)
    if log and worst_served and not _is_heard(voices, worst_served):
        raised.append(Flag("plog.f5"))
    if _felt_lower(voices):
        raised.append(Flag("plog.f7"))
    return tuple(sorted(raised, key=lambda flag: flag.code))


def changed_something(entry: Participation) -> bool:
    """Say whether anything is written of what changed because of someone."""
    return entry.what_changed.casefold().strip(" .") not in _NOTHING


def _shares(voices: Sequence[Participation]) -> list[Flag]:
    routes = Counter(entry.route.casefold() for entry in voices if entry.route)
    one_door = _share(max(routes.values(), default=0), routes.total())
    idle = sum(not changed_something(entry) for entry in voices)
    without_effect = _share(idle, len(voices))
    found = [(one_door > ONE_DOOR, Flag("plog.f4", share=one_door))]
    found.append((without_effect > 1 / 2, Flag("plog.f6", share=without_effect)))
    return [flag for is_raised, flag in found if is_raised]


def _share(part: int, whole: int) -> float:
    """Give a share of the log; nothing where too few are known for one."""
    return part / whole if whole >= FEWEST_FOR_A_SHARE else 0.0


def _is_heard(voices: Sequence[Participation], group: str) -> bool:
    return any(entry.group.casefold() == group.casefold() for entry in voices)


def _felt_lower(voices: Sequence[Participation]) -> bool:
    both = [
        (entry.ladder_offered, entry.ladder_felt)
        for entry in voices
        if entry.ladder_offered is not None and entry.ladder_felt is not None
    ]
    if not both:
        return False
    offered, felt = zip(*both, strict=True)
    return bool(median(offered) - median(felt) >= FELT_LOWER)
