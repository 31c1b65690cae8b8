"""A release as a workbook: numbers as numbers, hidden ones as words with their reason."""

import math
from collections.abc import Iterator
from datetime import date

from efqi import __version__
from efqi.disclosure.release import (
    Estimate,
    Release,
    ReleasedGap,
    ReleasedGroup,
    ScaleResult,
    Verdict,
)
from efqi.projects.document.charter import Aim
from efqi.projects.plan import Plan
from efqi.reports.alongside import NOTHING, Alongside
from efqi.reports.breakdown_sheets import breakdown_sheets
from efqi.reports.grid import gap_grid, series_grid
from efqi.reports.inequality_sheet import (
    inequality_over_time_sheet,
    inequality_sheet,
)
from efqi.reports.quality_sheet import quality_sheets
from efqi.reports.wording.aim import aim_told
from efqi.reports.wording.answer import answer_lead, card_sentences
from efqi.reports.wording.care import care_word, signals_sentence
from efqi.reports.wording.chart import choice_sentences, warning_sentences
from efqi.reports.wording.check import check_sentence
from efqi.reports.wording.doubt import category_word, what_would_change
from efqi.reports.wording.icon import (
    assurance_word,
    icon_sentences,
    variation_word,
)
from efqi.reports.wording.method import cannot_say_sentences, method_sentences
from efqi.reports.wording.quality import quality_sentences
from efqi.reports.wording.sentence import capital, say
from efqi.reports.wording.story import Story
from efqi.reports.wording.telling import told
from efqi.reports.wording.title import question
from efqi.reports.workbook import LEVEL, Cell, Column, Row, Sheet, write_workbook

_RATIO_DECIMALS = 2
_CHANCE_DECIMALS = 3
_ABOUT = (Column("Measure"), Column("Grouped by"))


def render_xlsx(
    release: Release, plan: Plan, *, made_on: date, beside: Alongside = NOTHING
) -> bytes:
    """Write a release as an Excel workbook.

    Parameters
    ----------
    release : Release
        All that may be shown; its first view is the primary one.
    plan : Plan
        The team's own words.
    made_on : date
        Day the file is made, kept in it.
    beside : Alongside
        What the project says beside its figures: its aim.

    Returns
    -------
    bytes
        Sheets Answer, Groups, Charts, Gap, Verdicts, Inequality, Inequality over time,
        Standardised and Sites where there are any, Data quality, Data findings,
        Completeness and Method; the same input gives the same bytes.
    """
    stories = [Story(release, plan, view) for view in release.views]
    sheets = (
        _answer_sheet(stories, made_on, beside.aim),
        _groups_sheet(stories),
        _charts_sheet(stories),
        _gap_sheet(stories),
        _verdicts_sheet(stories),
        inequality_sheet(stories),
        inequality_over_time_sheet(stories),
        *breakdown_sheets(stories, release, plan),
        _quality_sheet(stories),
        *quality_sheets(release, plan),
        _method_sheet(stories),
    )
    return write_workbook(sheets, question(stories[0]), made_on)


def _about(story: Story) -> tuple[str, str]:
    return capital(story.title), story.view.dimension_title


def _words_sheet(name: str, rows: Iterator[tuple[str, ...]]) -> Sheet:
    columns = (*_ABOUT, Column("About"), Column("In words"))
    return Sheet(name, columns, tuple(Row(row) for row in rows))


def _answer_sheet(stories: list[Story], made_on: date, aim: Aim | None) -> Sheet:
    def rows() -> Iterator[tuple[str, ...]]:
        for story in stories:
            about = _about(story)
            yield (*about, say("Question"), question(story))
            yield (*about, say("Answer"), answer_lead(story))
            for sentence in card_sentences(story):
                yield (*about, say("How it is known"), sentence)
            for sentence in what_would_change(story):
                yield (*about, say("What would change this answer?"), sentence)
        for sentence in aim_told(stories, aim):
            yield (*_about(stories[0]), say("What was the aim?"), sentence)
        yield from _project_rows(stories[0], made_on)

    return _words_sheet("Answer", rows())


def _project_rows(story: Story, made_on: date) -> Iterator[tuple[str, ...]]:
    plan, release = story.plan, story.release
    facts = (
        (say("Project"), plan.title),
        (say("Label of the data"), plan.source.label),
        (say("Credit"), plan.source.credit),
        (say("First day of the data"), release.first_start.isoformat()),
        (say("Last day of the data"), release.last_end.isoformat()),
        (say("Made on"), made_on.isoformat()),
        (say("Disclosure policy"), release.policy),
        (say("Made by"), f"efqi {__version__}"),
    )
    yield from (("", "", what, words) for what, words in facts if words)


def _groups_sheet(stories: list[Story]) -> Sheet:
    columns = (
        *_ABOUT,
        Column("Group"),
        Column("Counted, before"),
        Column("Out of, before"),
        Column("Level, before", LEVEL),
        Column("Counted, after"),
        Column("Out of, after"),
        Column("Level, after", LEVEL),
        Column("Unit"),
        Column("Change", LEVEL),
        Column("Change, 90 % interval from", LEVEL),
        Column("Change, 90 % interval to", LEVEL),
        Column("Chart since the change"),
        Column("In a word"),
        Column("Last reading"),
        Column("Target"),
    )
    rows = (_group_row(s, group) for s in stories for group in s.view.groups)
    return Sheet("Groups", columns, tuple(rows))


def _group_row(story: Story, group: ReleasedGroup) -> Row:
    charts = [s for s in story.view.series if s.group == group.group]
    icons = charts[0].icons if charts else None
    return Row(
        (
            *_about(story),
            group.label,
            group.before_numerator,
            group.before_denominator,
            group.before,
            group.after_numerator,
            group.after_denominator,
            group.after,
            story.unit.spoken,
            *_estimate(group.care.change if group.care else None),
            signals_sentence(charts[0]) if charts else say("no chart"),
            care_word(story.care_category(group)),
            variation_word(icons),
            assurance_word(icons),
        ),
        story.unit.decimals,
    )


def _estimate(estimate: Estimate | None) -> tuple[Cell, Cell, Cell]:
    """Give value and interval; a value that may not be shown is said, never left out."""
    if estimate is None or not math.isfinite(estimate.value):
        return say("not shown"), None, None
    return estimate.value, estimate.lower, estimate.upper


def _charts_sheet(stories: list[Story]) -> Sheet:
    columns = (
        *_ABOUT,
        Column("Group"),
        Column("Interval"),
        Column("First day"),
        Column("Counted"),
        Column("Out of"),
        Column("Level", LEVEL),
        Column("Unit"),
        Column("Mean", LEVEL),
        Column("Lower limit", LEVEL),
        Column("Upper limit", LEVEL),
        Column("Phase"),
        Column("Special cause"),
    )
    return Sheet("Charts", columns, tuple(_point_rows(stories)))


def _point_rows(stories: list[Story]) -> Iterator[Row]:
    for story in stories:
        for series in story.view.series:
            if not series.points:
                hidden: tuple[Cell, ...] = (say("too few people to show"), *[None] * 10)
                yield Row((*_about(story), series.label, *hidden))
            words = series_grid(story, series).rows
            for point, row in zip(series.points, words, strict=True):
                cells = (
                    *_about(story),
                    series.label,
                    series.interval.value,
                    point.start,
                    point.numerator,
                    point.denominator,
                    point.value,
                    story.unit.spoken,
                    point.centre,
                    point.lower,
                    point.upper,
                    _phase(point.phase),
                    row[-1],
                )
                yield Row(cells, story.unit.decimals)


def _phase(number: int) -> str:
    return say("since the change") if number else say("before")


def _gap_sheet(stories: list[Story]) -> Sheet:
    columns = (
        *_ABOUT,
        Column("Gap"),
        Column("Interval"),
        Column("First day"),
        Column("Difference", LEVEL),
        Column("Difference, 90 % interval from", LEVEL),
        Column("Difference, 90 % interval to", LEVEL),
        Column("Unit"),
        Column("Ratio", _RATIO_DECIMALS),
        Column("Ratio, 90 % interval from", _RATIO_DECIMALS),
        Column("Ratio, 90 % interval to", _RATIO_DECIMALS),
        Column("Mean", LEVEL),
        Column("Lower limit", LEVEL),
        Column("Upper limit", LEVEL),
        Column("Phase"),
        Column("Special cause"),
    )
    rows = (row for s in stories if s.gap for row in _gap_rows(s, s.gap))
    return Sheet("Gap", columns, tuple(rows))


def _gap_rows(story: Story, gap: ReleasedGap) -> Iterator[Row]:
    name = _gap_name(story, story.verdict)
    for point, words in zip(gap.points, gap_grid(story).rows, strict=True):
        limits = (gap.centres, gap.lowers, gap.uppers)
        cells = (
            *_about(story),
            name,
            gap.interval.value,
            point.start,
            point.difference,
            point.difference_lower,
            point.difference_upper,
            story.unit.difference_name or say("number"),
            point.ratio,
            point.ratio_lower,
            point.ratio_upper,
            *(
                each[point.phase] if point.phase < len(each) else None
                for each in limits
            ),
            _phase(point.phase),
            words[-1],
        )
        yield Row(cells, story.unit.decimals)


def _gap_name(story: Story, verdict: Verdict) -> str:
    return capital(story.gap_name(verdict.contrast).removeprefix("the gap "))


def _verdicts_sheet(stories: list[Story]) -> Sheet:
    columns = (
        *_ABOUT,
        Column("Gap"),
        Column("Answer"),
        *_scale_columns("Difference", LEVEL),
        *_scale_columns("Ratio", _RATIO_DECIMALS),
        Column("Stands out among all looks"),
    )
    return Sheet("Verdicts", columns, tuple(_verdict_rows(stories)))


def _scale_columns(name: str, decimals: int) -> Iterator[Column]:
    for when in ("before", "after", "change"):
        yield Column(f"{name}, {when}", decimals)
        yield Column(f"{name}, {when}, 90 % interval from", decimals)
        yield Column(f"{name}, {when}, 90 % interval to", decimals)
    yield Column(f"Chance that it grew ({name.lower()})", _CHANCE_DECIMALS)


def _verdict_rows(stories: list[Story]) -> Iterator[Row]:
    for story in stories:
        view = story.view
        main = view.verdict.contrast.is_primary
        yield _verdict_row(
            story, view.verdict, say("declared") if main else say("main here")
        )
        for verdict, stands in zip(view.exploratory, view.discoveries, strict=True):
            yield _verdict_row(story, verdict, say("yes") if stands else say("no"))


def _verdict_row(story: Story, declared: Verdict, stands: str) -> Row:
    verdict = told(declared)
    return Row(
        (
            *_about(story),
            _gap_name(story, verdict),
            capital(category_word(verdict.category)),
            *_scale(verdict.absolute),
            *_scale(verdict.relative),
            stands,
        ),
        story.unit.decimals,
    )


def _scale(scale: ScaleResult) -> Iterator[Cell]:
    for estimate in (scale.before, scale.after, scale.change):
        yield from _estimate(estimate)
    chance = scale.probability_widened
    yield chance if math.isfinite(chance) else say("not judged")


def _quality_sheet(stories: list[Story]) -> Sheet:
    columns = (
        *_ABOUT,
        Column("Interval"),
        Column("First day"),
        Column("Group unknown, per cent", 1),
        Column("In words"),
    )

    def rows() -> Iterator[Row]:
        for story in stories:
            for sentence in quality_sentences(story):
                yield Row((*_about(story), None, None, None, sentence))
            known = story.view.completeness
            for start, unknown in (
                zip(known.starts, known.unknown_percent, strict=True) if known else ()
            ):
                interval = known.interval.value if known else None
                yield Row((*_about(story), interval, start, unknown, None))

    return Sheet("Data quality", columns, tuple(rows()))


def _method_sheet(stories: list[Story]) -> Sheet:
    def rows() -> Iterator[tuple[str, ...]]:
        for sentence in cannot_say_sentences(stories[0].plan):
            yield ("", "", say("What the data cannot say"), sentence)
        for sentence in icon_sentences(stories):
            yield ("", "", say("Last reading and target in a word"), sentence)
        for story in stories:
            for sentence in (*warning_sentences(story), *choice_sentences(story)):
                yield (*_about(story), say("Which chart, and why"), sentence)
            for sentence in method_sentences(story):
                yield (*_about(story), say("Method and policy"), sentence)
            of_release = story.release.checks if story is stories[0] else ()
            checks = (*story.verdict.checks, *of_release)
            for sentence in map(check_sentence, checks):
                yield (*_about(story), say("What was checked"), sentence)

    return _words_sheet("Method", rows())
