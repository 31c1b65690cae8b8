"""Completeness of a group field over time, and by site, in words."""

from efqi.disclosure.release import ReleasedField, Shown
from efqi.reports.wording.dates import each, interval_name
from efqi.reports.wording.quality_finding import percent_words
from efqi.reports.wording.sentence import capital, say

_KINDS = {
    "all": "all unknown",
    "not stated": "not stated",
    "not known": "not known",
    "not recorded": "not recorded",
    "not told apart": "not told apart",
    "outside the groups": "outside groups",
}


def kind_word(kind: str) -> str:
    """Name a kind of unknown beside its line."""
    return say(_KINDS[kind])


def field_title(field: ReleasedField) -> str:
    """Say how often the field is unknown, first and last."""
    title = capital(field.title)
    if not field.starts:
        return say("{title}: too few people to show over time", title=title)
    first, last = _ends(field.unknown)
    if first == last:
        return say("{title}: {last} unknown", title=title, last=last)
    return say(
        "{title}: unknown {first} at first, {last} at last",
        title=title,
        first=first,
        last=last,
    )


def _ends(shown: tuple[Shown, ...]) -> tuple[str, str]:
    """Give the first and the last share that is shown."""
    told = [s for s in shown if s.value is not None]
    return percent_words(told[0]), percent_words(told[-1])


def field_subtitle(field: ReleasedField) -> str:
    """Say what is drawn."""
    if len(field.kinds) == 1:
        kind = kind_word(next(iter(field.kinds)))
        return say("Per cent, {each}; {kind}.", each=each(field.interval), kind=kind)
    return say("Per cent, {each}.", each=each(field.interval))


def field_description(field: ReleasedField) -> str:
    """Tell the chart with its numbers."""
    if not field.starts:
        return say("Every reading is hidden to protect people.")
    shown = [s.value for s in field.unknown if s.value is not None]
    whole = say(
        "{count} readings from {first} to {last}, between {low} and {high}\u00a0% unknown.",
        count=str(len(field.starts)),
        first=interval_name(field.starts[0], field.interval),
        last=interval_name(field.starts[-1], field.interval),
        low=f"{min(shown):g}",
        high=f"{max(shown):g}",
    )
    if len(field.kinds) < 2:
        return whole
    kinds = (
        say(
            "{kind}: {first} at first, {last} at last.",
            kind=kind_word(kind),
            first=_ends(shown)[0],
            last=_ends(shown)[1],
        )
        for kind, shown in field.kinds.items()
    )
    return " ".join((whole, *kinds))


def field_rows(field: ReleasedField) -> tuple[tuple[str, ...], ...]:
    """Give the numbers of the chart: when, all unknown, each kind."""
    columns: tuple[tuple[Shown, ...], ...] = (field.unknown, *field.kinds.values())
    return tuple(
        (
            interval_name(start, field.interval),
            *(percent_words(column[k]) for column in columns),
        )
        for k, start in enumerate(field.starts)
    )
