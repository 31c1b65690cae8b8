"""Which chart was drawn and why, and what stands against reading it as usual."""

from collections.abc import Callable, Hashable, Iterator

from efqi.disclosure.release import Check, ReleasedSeries
from efqi.reports.wording.check import check_sentence
from efqi.reports.wording.dates import plural
from efqi.reports.wording.sentence import joined, mid_sentence, phrase, say
from efqi.reports.wording.story import Story

_NAMES = {
    "p": "a p chart",
    "pp": "a p\u2032 chart",
    "u": "a u chart",
    "up": "a u\u2032 chart",
    "c": "a c chart",
    "i": "an individuals (XmR) chart",
    "ip": "an I\u2032 chart",
    "run": "a run chart",
    "xbar": "an Xbar chart",
}
_REASONS = {
    "few_points": "there are fewer than {needed} readings to make limits from",
    "ratio_only": "the source gives values without their counts",
    "small_counts": "counts are too small for limits",
    "overdispersed": "{intervals} differ by more than chance alone",
    "as_counted": "{intervals} differ no more than by chance",
    "as_measured": "{intervals} differ no more than people within them do by chance",
    "no_deviations": "the source gives means without how far people differ",
    "percentile": "a percentile has no simple law of chance",
    "tied": "half of the readings are the same as the one before",
}
_WARNINGS = {
    "not_cumulative": (
        "{who}: counts only ever grow, as running totals do. A control chart needs what is "
        "new in each reading, so its signals mean nothing here."
    ),
    "windows_apart": (
        "{who}: readings look like averages over {window} {intervals} that overlap. "
        "Neighbours share data, so special causes come up too easily."
    ),
    "neighbours_unrelated": (
        "{who}: each reading takes after the one before, so special causes come up too "
        "easily."
    ),
}


def choice_sentences(story: Story) -> tuple[str, ...]:
    """Say which chart each group has and why: one sentence for all that are alike."""
    drawn = [s for s in story.view.series if s.points and s.choice is not None]
    return tuple(_choice_sentence(some, who) for some, who in _alike(drawn, _choice_of))


def _choice_of(series: ReleasedSeries) -> Hashable:
    figures = series.choice.figures if series.choice else {}
    told = ("reason", "because", "asked", "would_choose")
    return (series.chart, series.interval, *(figures.get(key) for key in told))


def _choice_sentence(series: ReleasedSeries, who: str) -> str:
    figures = series.choice.figures if series.choice else {}
    asked, other = figures.get("asked"), figures.get("would_choose")
    template = "{who}: {chart}, because {reason}."
    if asked:
        template = "{who}: {chart} and not {asked} as asked for, because {reason}."
    if other:
        template = (
            "{who}: {chart}, as asked for. From the data efqi would have drawn {other}, "
            "because {reason}."
        )
    return say(
        template,
        who=who,
        chart=chart_name(series.chart),
        asked=chart_name(str(asked)),
        other=chart_name(str(other)),
        reason=phrase(
            _REASONS[str(figures.get("because", figures["reason"]))],
            needed=str(figures["points_needed"]),
            intervals=plural(series.interval),
        ),
    )


def chart_name(chart: str) -> str:
    """Name a chart inside a sentence: "a run chart"."""
    return _NAMES.get(chart, f"a {chart} chart")


def warning_sentences(story: Story) -> tuple[str, ...]:
    """Say what a reader must know before believing the charts' signals."""
    warned = [s for s in story.view.series if s.warnings]
    if overlapping := overlaps(story):
        return tuple(map(check_sentence, overlapping))
    return tuple(
        _warning_sentence(some, who)
        for some, who in _alike(
            warned,
            lambda s: s.warnings[0].code,
            is_every=len(warned) == sum(bool(s.points) for s in story.view.series),
        )
    )


def is_warned(story: Story) -> bool:
    """Whether a warning stands over charts whose icons still tell something."""
    codes = {check.code for s in story.view.series for check in s.warnings}
    return bool(overlaps(story) or codes - {"not_cumulative"})


def overlaps(story: Story) -> list[Check]:
    """Give the failed check on intervals of the source that reach into each other."""
    checks = story.release.checks
    return [c for c in checks if c.code == "intervals_apart" and not c.passed]


def _warning_sentence(series: ReleasedSeries, who: str) -> str:
    (warning,) = series.warnings
    return say(
        _WARNINGS[warning.code],
        who=who,
        window=str(warning.figures.get("window", "")),
        intervals=plural(series.interval),
    )


def _alike(
    series: list[ReleasedSeries],
    key: Callable[[ReleasedSeries], Hashable],
    *,
    is_every: bool = True,
) -> Iterator[tuple[ReleasedSeries, str]]:
    """Give one of each kind and who is of it; the largest kind last, as "the others"."""
    kinds: dict[Hashable, list[ReleasedSeries]] = {}
    for each in series:
        kinds.setdefault(key(each), []).append(each)
    ordered = sorted(kinds.values(), key=len)
    for number, some in enumerate(ordered, 1):
        who = joined(tuple(_label(s, k) for k, s in enumerate(some)))
        if is_every and number == len(ordered) and len(some) > 1:
            who = say("The others") if number > 1 else say("Every group")
        yield some[0], who


def _label(series: ReleasedSeries, place: int) -> str:
    return mid_sentence(series.label) if place else series.label
