"""A release as a Frictionless data package: the table, and what its columns mean."""

import hashlib
import json
import re
from datetime import date
from typing import Final

from efqi import __version__
from efqi.disclosure.release import Release
from efqi.projects.plan import Plan
from efqi.reports.office import packed
from efqi.reports.table import render_csv
from efqi.reports.wording.answer import answer_lead
from efqi.reports.wording.story import Story
from efqi.reports.wording.title import question

TABLE: Final = "release.csv"
DESCRIPTOR: Final = "datapackage.json"
_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"

_PARTS = (
    "group",
    "series",
    "gap",
    "verdict",
    "exploratory",
    "completeness",
    "inequality",
    "standardised",
    "funnel",
)
_FIELDS: Final[tuple[tuple[str, str, str], ...]] = (
    ("measure", "string", "Name of the measure in the plan."),
    ("dimension", "string", "Name of the grouping in the plan."),
    (
        "part",
        "string",
        "Which table the figure belongs to: groups before and after, charts over time, "
        "the gap over time, the main answer, other gaps, how often the group is unknown, "
        "measures of inequality over all groups, standardised levels, sites.",
    ),
    ("group", "string", "Value of the group; for a gap, the group that is compared."),
    (
        "label",
        "string",
        "The group in words. Text that a spreadsheet would run as a formula starts with "
        "an apostrophe, here and in every column of text.",
    ),
    (
        "reference",
        "string",
        "For a gap, whom the group is compared with; for a site, whose care it is "
        "(empty: everyone's).",
    ),
    ("interval", "string", "Unit of time of a figure over time."),
    ("interval_start", "date", "First day of the interval."),
    ("phase", "integer", "0 before the first change, 1 after it, and so on."),
    (
        "quantity",
        "string",
        "What the figure is: numerator, denominator, level, difference, ratio, the name "
        "of a measure of inequality and more; variation and assurance are a chart's "
        "icons.",
    ),
    ("value", "number", "The figure, protected; empty where it is hidden."),
    (
        "lower",
        "number",
        "Lower limit or end of the 90 % interval; of a hidden count, the least it could "
        "be.",
    ),
    (
        "upper",
        "number",
        "Upper limit or end of the 90 % interval; of a hidden count, the most it could "
        "be.",
    ),
    ("reason", "string", "Why the value is hidden; empty where it is shown."),
    (
        "signal",
        "string",
        "Special cause at this point: improvement, concern, neutral. Of a site: within "
        "the limits of the funnel, or above or below the 95 or 99.8 % ones.",
    ),
    ("left_out", "string", "Why a point is not judged: incomplete, transition."),
    (
        "category",
        "string",
        "The answer on a gap or on a group's care, or what an icon says.",
    ),
)
_LICENCES: Final = (
    (
        r"open government licen[cs]e v?3|\bOGL v?3",
        "OGL-UK-3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "Open Government Licence v3.0",
    ),
    (
        r"\bCC0\b",
        "CC0-1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "Creative Commons CC0 1.0",
    ),
    (
        r"\bCC[ -]BY[ -]4\.0\b",
        "CC-BY-4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "Creative Commons Attribution 4.0",
    ),
    (r"\bMIT licen[cs]e\b", "MIT", "https://opensource.org/license/mit", "MIT Licence"),
)


def render_data_package(release: Release, plan: Plan) -> dict[str, bytes]:
    """Write a release as the files of a Frictionless data package.

    Parameters
    ----------
    release : Release
        All that may be shown.
    plan : Plan
        The team's own words: title, label and credit of the data.

    Returns
    -------
    dict of str to bytes
        "datapackage.json" (Data Package 2.0) and the table it describes, "release.csv";
        the same input gives the same bytes.
    """
    table = render_csv(release).encode()
    descriptor = json.dumps(
        _descriptor(release, plan, table), indent=2, ensure_ascii=False
    )
    return {DESCRIPTOR: f"{descriptor}\n".encode(), TABLE: table}


def render_zip(release: Release, plan: Plan) -> bytes:
    """Write the data package as one zip file with the same bytes every time."""
    return packed(render_data_package(release, plan))


def _descriptor(release: Release, plan: Plan, table: bytes) -> dict[str, object]:
    source = plan.source
    whole: dict[str, object] = {
        "$schema": _PROFILE,
        "name": _slug(plan.title),
        "title": plan.title,
        "description": _description(release, plan),
        "version": __version__,
        "keywords": ["health inequality", "quality improvement"],
        "temporalCoverage": _span(release.first_start, release.last_end),
        "policy": release.policy,
        "licenses": _licences(source.credit),
        "sources": [{"title": source.credit}] if source.credit else [],
        "resources": [_resource(table)],
    }
    return {key: value for key, value in whole.items() if value != []}


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "release"


def _span(first: date, last: date) -> str:
    return f"{first.isoformat()}/{last.isoformat()}"


def _description(release: Release, plan: Plan) -> str:
    stories = [Story(release, plan, view) for view in release.views]
    answers = [
        f"{question(story)} ({story.view.dimension_title}) {answer_lead(story)}"
        for story in stories
    ]
    label = [f"{plan.source.label}."] if plan.source.label else []
    return "\n\n".join((*label, *answers))


def _licences(credit: str) -> list[dict[str, str]]:
    """Name the licences that the credit names; none is made up."""
    return [
        {"name": name, "path": path, "title": title}
        for pattern, name, path, title in _LICENCES
        if re.search(pattern, credit, re.IGNORECASE)
    ]


def _resource(table: bytes) -> dict[str, object]:
    return {
        "name": "release",
        "title": "All that may be shown, one figure a row",
        "type": "table",
        "path": TABLE,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(table),
        "hash": f"sha256:{hashlib.sha256(table).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n"},
        "schema": {"fields": [_field(*f) for f in _FIELDS], "missingValues": [""]},
    }


def _field(name: str, kind: str, description: str) -> dict[str, object]:
    field: dict[str, object] = {"name": name, "type": kind, "description": description}
    if name == "part":
        field["constraints"] = {"required": True, "enum": list(_PARTS)}
    return field
