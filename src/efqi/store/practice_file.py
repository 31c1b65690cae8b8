"""Read the practice content that ships with efqi."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from efqi.projects.practice import (
    Aspect,
    Assessment,
    AssessmentItem,
    ClinicalArea,
    Core20Plus5,
    Framework,
    Item,
    ItemKind,
    LadderStep,
    Mechanism,
    Practice,
    ResourceLine,
    RiskScales,
    Source,
    Stage,
)

Table = Mapping[str, Any]


@cache
def load_practice() -> Practice:
    """Give all practice content; it is read once.

    Raises
    ------
    KeyError
        Where an item lacks a key, or names a source that is not listed.
    """
    sources = {key: _source(key, found) for key, found in _read("sources").items()}
    mechanisms, assessment = _read("mechanisms"), _read("self_assessment")
    practice = Practice(
        tuple(map(_framework, _read("frameworks")["framework"])),
        _assessment(assessment),
        tuple(_mechanism(found) for found in mechanisms["mechanism"]),
        RiskScales(
            *(tuple(mechanisms[k]) for k in ("likelihood", "severity", "seen_by"))
        ),
        tuple(map(_resource_line, _read("resources")["line"])),
        tuple(
            LadderStep(found["step"], found["name"], found["test"])
            for found in _read("participation")["step"]
        ),
        _core20plus5(_read("core20plus5")),
        sources,
    )
    _check_sources(practice)
    return practice


def _read(name: str) -> dict[str, Any]:
    content = (
        files("efqi.store").joinpath("practice", f"{name}.toml").read_text("utf-8")
    )
    return tomllib.loads(content)


def _source(key: str, found: Table) -> Source:
    doi = found.get("doi")
    link = found.get("url") or (f"doi.org/{doi}" if doi else "")
    return Source(key, found["cite"], found["read"], link, found.get("facts", ""))


def _framework(found: Table) -> Framework:
    stages = tuple(
        Stage(stage["id"], stage["name"], tuple(map(_item, stage["item"])))
        for stage in found["stage"]
    )
    return Framework(found["id"], found["name"], stages)


def _item(found: Table) -> Item:
    return Item(
        found["id"],
        Aspect(found["aspect"]),
        ItemKind(found["kind"]),
        found["question"],
        found["good"],
        found["evidence"],
        found["check"],
        tuple(found["sources"]),
    )


def _assessment(found: Table) -> Assessment:
    items = tuple(
        AssessmentItem(
            item["id"],
            Aspect(aspect["id"]),
            item["name"],
            item["question"],
            tuple(item["anchors"]),
            tuple(item["sources"]),
        )
        for aspect in found["aspect"]
        for item in aspect["item"]
    )
    return Assessment(
        tuple(found["scale"]),
        found["how"],
        found["evidence_rule"],
        found["not_for"],
        items,
    )


def _mechanism(found: Table) -> Mechanism:
    return Mechanism(
        found["id"],
        found["name"],
        found["stage"],
        found["how"],
        found["early_sign"],
        found["guard"],
        tuple(found["sources"]),
    )


def _resource_line(found: Table) -> ResourceLine:
    return ResourceLine(
        found["id"],
        found["area"],
        found["ask"],
        tuple(found["fields"]),
        found["good"],
        found["check"],
        tuple(found["sources"]),
    )


def _core20plus5(found: Table) -> Core20Plus5:
    return Core20Plus5(
        found["as_at"],
        found["core20"],
        found["plus"],
        tuple(found["inclusion_health"]),
        tuple(found["minimum_groups"]),
        tuple(ClinicalArea(**area) for area in found["adults"]),
        tuple(ClinicalArea(**area) for area in found["children"]),
        found["cross_cutting_adults"],
        tuple(found["sources"]),
    )


def _check_sources(practice: Practice) -> None:
    """Refuse an item without a source, or with one that is not listed."""
    cited = [
        *((item.identifier, item.sources) for item in practice.items),
        *((item.identifier, item.sources) for item in practice.assessment.items),
        *((found.identifier, found.sources) for found in practice.mechanisms),
        *((line.identifier, line.sources) for line in practice.resources),
        ("core20plus5", practice.core20plus5.sources),
    ]
    for identifier, keys in cited:
        missing = [key for key in keys if key not in practice.sources]
        if missing or not keys:
            raise KeyError(f"{identifier} cites {', '.join(missing) or 'nothing'}")
