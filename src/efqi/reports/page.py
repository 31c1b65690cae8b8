"""The report as a tree of words and pictures, before any format."""

from dataclasses import dataclass
from datetime import date

from efqi import __version__
from efqi.disclosure.release import Check, Release, ReleasedSeries
from efqi.projects.plan import Plan
from efqi.reports.alongside import NOTHING, Alongside, Voices
from efqi.reports.answer_card import AnswerCard, answer_card
from efqi.reports.breakdown_grid import standardised_grid
from efqi.reports.charts.completeness import (
    NARROW_WIDTH,
    WIDE_WIDTH,
    completeness_chart,
)
from efqi.reports.charts.gap import NARROW, WIDE, gap_chart, gap_cycles
from efqi.reports.charts.key import group_key, key_symbols
from efqi.reports.charts.panel import (
    Domain,
    common_domain,
    own_domain,
    panel_chart,
    panel_cycles,
    panel_title,
)
from efqi.reports.charts.rows import row_chart
from efqi.reports.charts.slope import compared, level_interval, slope_chart
from efqi.reports.figure import Block, Figure, Part
from efqi.reports.grid import (
    Grid,
    completeness_grid,
    gap_grid,
    groups_grid,
    levels_grid,
    series_grid,
    verdicts_grid,
)
from efqi.reports.icon_table import Glance, glance
from efqi.reports.inequality import inequality_part
from efqi.reports.pareto import pareto_figures
from efqi.reports.sites_part import sites_parts
from efqi.reports.wording.aim import aim_told
from efqi.reports.wording.alternative import (
    completeness_description,
    gap_description,
    gap_signals,
    series_description,
    slope_description,
)
from efqi.reports.wording.answer import answer_lead, levels_sentences
from efqi.reports.wording.care import coarsened_sentence, signals_sentence
from efqi.reports.wording.caution import caution_sentences
from efqi.reports.wording.chart import choice_sentences, warning_sentences
from efqi.reports.wording.check import check_sentence
from efqi.reports.wording.dates import full_date
from efqi.reports.wording.doubt import (
    how_much_more,
    matched_months,
    what_would_change,
)
from efqi.reports.wording.method import (
    cannot_say_sentences,
    exploratory_sentence,
    method_sentences,
    short_method_sentences,
)
from efqi.reports.wording.quality import (
    completeness_subtitle,
    completeness_title,
    grouping_sentences,
    quality_sentences,
    series_sentence,
)
from efqi.reports.wording.sentence import capital, say
from efqi.reports.wording.standardised import (
    standardised_sentences,
    standardised_title,
)
from efqi.reports.wording.story import Story
from efqi.reports.wording.sureness import sureness_sentences
from efqi.reports.wording.title import (
    gap_subtitle,
    gap_title,
    groups_subtitle,
    groups_title,
    question,
    slope_subtitle,
    slope_title,
)

__all__ = ["Block", "Figure", "Page", "Part", "build_page"]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report.

    Attributes
    ----------
    tag, name, dates : str
        Head line: label of the data, name of the project, age of the data.
    question, lead : str
        What was asked, and the answer in one sentence.
    rest : str
        The levels, after the lead.
    slope, gap : Figure
        The two charts of the first page; gap None where it cannot be shown.
    facts, foot : tuple of Block
        Beside the first chart; at the foot of the first page.
    glance : Glance or None
        Every chart in a word; None where no chart can say one yet.
    parts : tuple of Part
        One a view, then one a measure across sites.
    footer : tuple of str
        Versions and credit.
    answers : tuple of AnswerCard
        The answer on each view, in three lengths.
    voices : Voices or None
        What people made of it, and what the project says; None from a plan alone.
    """

    tag: str
    name: str
    dates: str
    question: str
    lead: str
    rest: str
    slope: Figure
    gap: Figure | None
    facts: tuple[Block, ...]
    foot: tuple[Block, ...]
    glance: Glance | None
    parts: tuple[Part, ...]
    footer: tuple[str, ...]
    answers: tuple[AnswerCard, ...] = ()
    voices: Voices | None = None


def build_page(
    release: Release, plan: Plan, *, made_on: date, beside: Alongside = NOTHING
) -> Page:
    """Say and draw everything that a report holds.

    Parameters
    ----------
    release : Release
        What may be shown; its first view is the primary one.
    plan : Plan
        The team's own words.
    made_on : date
        Day the report is made, printed on it.
    beside : Alongside
        What the project says beside its figures.
    """
    stories = [Story(release, plan, view, beside.cycles) for view in release.views]
    first = stories[0]
    return Page(
        tag=plan.source.label,
        name=plan.title,
        dates=say(
            "Data to {last} · made {made}",
            last=full_date(release.last_end),
            made=full_date(made_on),
        ),
        question=question(first),
        lead=answer_lead(first),
        rest=" ".join(levels_sentences(first)),
        slope=_slope(first, "v0-slope"),
        gap=_gap(first, "v0-gap"),
        facts=_facts(stories, beside),
        foot=_foot(first),
        glance=glance(stories),
        parts=(
            *(_part(story, k) for k, story in enumerate(stories)),
            *sites_parts(release, plan),
        ),
        footer=_footer(release, plan),
        answers=tuple(map(answer_card, stories)),
        voices=beside.voices,
    )


def _slope(story: Story, key: str) -> Figure:
    has_intervals = any(
        level_interval(g, is_after=after)
        for g in compared(story)
        for after in (False, True)
    )
    return Figure(
        slope_title(story),
        slope_subtitle(story, has_intervals),
        slope_description(story),
        slope_chart(story, f"{key}-wide"),
        row_chart(story, f"{key}-narrow"),
        levels_grid(story),
        notes=(say("On a small screen: hollow is before, solid is after."),),
    )


def _gap(story: Story, key: str) -> Figure | None:
    if story.gap is None or not story.gap.points:
        return None
    return Figure(
        gap_title(story),
        gap_subtitle(story),
        gap_description(story),
        gap_chart(story, f"{key}-wide", WIDE),
        gap_chart(story, f"{key}-narrow", NARROW),
        gap_grid(story),
        notes=tuple(s for s in (gap_signals(story),) if s),
        cycles=gap_cycles(story),
    )


def _facts(stories: list[Story], beside: Alongside) -> tuple[Block, ...]:
    story = stories[0]
    blocks = (
        Block(
            say("How sure are we?"),
            (*sureness_sentences(story), *caution_sentences(story)),
        ),
        Block(say("What would change this answer?"), what_would_change(story)),
        Block(say("How much more data?"), how_much_more(story)),
        Block(say("What was the aim?"), aim_told(stories, beside.aim)),
    )
    return tuple(block for block in blocks if block.sentences)


def _foot(story: Story) -> tuple[Block, ...]:
    return (
        Block(say("What the data cannot say"), cannot_say_sentences(story.plan)[:4]),
        Block(say("How good are the data?"), quality_sentences(story)),
        Block(say("Method and policy"), short_method_sentences(story)),
    )


def _part(story: Story, number: int) -> Part:
    key = f"v{number}"
    charts = (
        ()
        if number == 0
        else (_slope(story, f"{key}-slope"), _gap(story, f"{key}-gap"))
    )
    return Part(
        title=say(
            "{measure} by {dimension}",
            measure=capital(story.title),
            dimension=story.view.dimension_title,
        ),
        lead=answer_lead(story),
        figures=(
            *(chart for chart in charts if chart is not None),
            *pareto_figures(story, f"{key}-pareto"),
        ),
        panels_title=groups_title(story),
        panels_subtitle=groups_subtitle(story),
        panels_notes=(*warning_sentences(story), *choice_sentences(story)),
        panels=_panels(story, key),
        symbols=key_symbols(story, f"{key}-key"),
        grids=(groups_grid(story), *_standardised(story), verdicts_grid(story)),
        completeness=_completeness(story, f"{key}-known"),
        blocks=_part_blocks(story, story.release.checks if number == 0 else ()),
        inequality=inequality_part(story, f"{key}-inequality"),
        cycles=panel_cycles(story),
    )


def _standardised(story: Story) -> tuple[Grid, ...]:
    shown = story.view.standardised
    return () if shown is None else (standardised_grid(story, shown),)


def _explained(story: Story) -> Block:
    """Say whether another dimension explains the gap."""
    is_finding = story.view.standardised is not None
    return Block(standardised_title(story), standardised_sentences(story), is_finding)


def _panels(story: Story, key: str) -> tuple[Figure, ...]:
    common = common_domain(story.view.series)
    return tuple(
        _panel(story, series, own_domain(series, common), f"{key}-s{k}")
        for k, series in enumerate(story.view.series)
    )


def _panel(story: Story, series: ReleasedSeries, domain: Domain, key: str) -> Figure:
    chart = panel_chart(story, series, domain, key) if series.points else ""
    notes = []
    if series.is_coarsened and series.points:
        notes.append(coarsened_sentence(series))
    if not domain.is_common:
        notes.append(say("On a scale of its own"))
    return Figure(
        series.label,
        f"{series_sentence(story, series)}. {signals_sentence(series)}.",
        f"{panel_title(story, series)}. {series_description(story, series)}",
        chart,
        chart,
        series_grid(story, series),
        tuple(f"{note}." for note in notes),
        group_key(story, series.group),
    )


def _completeness(story: Story, key: str) -> Figure | None:
    known = story.view.completeness
    if known is None or not known.starts:
        return None
    return Figure(
        completeness_title(story),
        completeness_subtitle(story),
        completeness_description(story),
        completeness_chart(story, known, f"{key}-wide", WIDE_WIDTH),
        completeness_chart(story, known, f"{key}-narrow", NARROW_WIDTH),
        completeness_grid(story),
    )


def _part_blocks(story: Story, of_release: tuple[Check, ...]) -> tuple[Block, ...]:
    """Say how the answer came about; checks of the whole release are said once."""
    blocks = (
        Block(
            say("How sure are we?"),
            (*sureness_sentences(story), *caution_sentences(story)),
        ),
        Block(
            say("What would change this answer?"),
            tuple(
                s
                for s in (
                    *what_would_change(story),
                    *how_much_more(story),
                    matched_months(story),
                )
                if s
            ),
        ),
        _explained(story),
        Block(say("How good are the data?"), quality_sentences(story)),
        Block(say("What these groups cannot tell apart"), grouping_sentences(story)),
        Block(say("Method and policy"), method_sentences(story)),
        Block(
            say("What was checked"),
            tuple(map(check_sentence, (*story.verdict.checks, *of_release))),
        ),
    )
    return tuple(block for block in blocks if block.sentences)


def _footer(release: Release, plan: Plan) -> tuple[str, ...]:
    rules = dict.fromkeys(
        s.rule_set for view in release.views for s in view.series if s.points
    )
    looks = exploratory_sentence(release)
    line = say(
        "efqi {version} · policy {policy} · rules {rules}",
        version=__version__,
        policy=release.policy,
        rules=", ".join(rules),
    )
    return tuple(s for s in (line, plan.source.credit, looks) if s)
