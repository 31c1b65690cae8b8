"""`efqi spc`: control charts over time, or funnels where sites are asked for."""

import json
from collections.abc import Sequence

import typer
from rich.console import Console

from efqi.cli.project import Source, released
from efqi.cli.show import as_table, require, spc, write
from efqi.errors import Place, ProjectError
from efqi.reports.json import plain
from efqi.reports.rows import site_rows
from efqi.reports.wording.funnel import SiteStory, funnel_lead, funnel_sentences


def run(source: Source, only: tuple[str | None, str | None], as_json: bool) -> None:
    """Print charts of the views asked for; of sites, that have no view, their funnels."""
    plan, release = released(source)
    measure, by = only
    found = [
        funnel
        for funnel in release.funnels
        if funnel.dimension == by
        and by not in {view.dimension for view in release.views}
    ]
    sites = [d.dimension.name for d in plan.dimensions if d.dimension.is_sites]
    if not found and by in sites and by not in {v.dimension for v in release.views}:
        raise ProjectError(
            f"There is no funnel by '{by}' to show.",
            where=Place(column="--by"),
            fix="A funnel needs a proportion or a rate, and every count by site.",
        )
    if not found:
        write(plan, release, spc, only, as_json)
        return
    require("--measure", measure, [funnel.measure.name for funnel in found])
    chosen = [f for f in found if measure in (None, f.measure.name)]
    if as_json:
        whole = {"policy": release.policy, "funnels": plain(chosen)}
        typer.echo(json.dumps(whole, indent=2))
        return
    _print([SiteStory(release, plan, funnel) for funnel in chosen], release.policy)


def _print(stories: Sequence[SiteStory], policy: str) -> None:
    console = Console()
    for story in stories:
        for sentence in (funnel_lead(story), *funnel_sentences(story)):
            console.print(sentence, markup=False, highlight=False)
        console.print(as_table(site_rows(story)))
    console.print(f"Policy: {policy}.", markup=False, highlight=False)
