"""What was found in the data, what it does to the answer, and what to do, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from efqi.disclosure.release import QualityFinding, Release, Severity, Shown
from efqi.projects.plan import Plan
from efqi.reports.wording.dates import interval_name, so_many
from efqi.reports.wording.figure import hidden_reason
from efqi.reports.wording.quality_words import FINE, FOUND, TOPICS
from efqi.reports.wording.sentence import capital, joined, mid_sentence, phrase, say

_SEVERITIES = {
    Severity.STOPS: "Stops the answer",
    Severity.COULD_CHANGE: "Could change the answer",
    Severity.WORTH_KNOWING: "Worth knowing",
    Severity.FINE: "Fine",
}
_KINDS = {
    "not stated": "{percent} not stated",
    "not known": "{percent} not known",
    "not recorded": "{percent} not recorded",
    "not told apart": "{percent} not told apart by the source",
    "outside the groups": "{percent} outside these groups",
}
_SUMS = {
    Severity.STOPS: ("{n} {noun}stops the answer", "{n} {noun}stop the answer"),
    Severity.COULD_CHANGE: (
        "{n} {noun}could change the answer",
        "{n} {noun}could change the answer",
    ),
    Severity.WORTH_KNOWING: (
        "{n} {noun}is worth knowing",
        "{n} {noun}are worth knowing",
    ),
}
_ONE_KIND = {
    "not stated": "not stated",
    "not known": "not known",
    "not recorded": "not recorded",
    "not told apart": "the source does not say why",
    "outside the groups": "outside these groups",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding in words.

    Attributes
    ----------
    severity : Severity
        For whoever sorts.
    matters : str
        The same in words.
    field, what : str
        What was looked at: "Ethnic group", "unknown".
    found, effect, action : str
        Whole sentences; the last two empty where all is fine.
    """

    severity: Severity
    matters: str
    field: str
    what: str
    found: str
    effect: str = ""
    action: str = ""

    @property
    def topic(self) -> str:
        """What was looked at, in full: "Ethnic group: unknown"."""
        return say("{field}: {what}", field=self.field, what=self.what)


def findings_of(release: Release, plan: Plan) -> tuple[Finding, ...]:
    """Say every finding of a release, worst first."""
    return tuple(_finding(found, release, plan) for found in release.quality)


def quality_lead(findings: tuple[Finding, ...]) -> str:
    """Sum the findings up in one sentence."""
    number = {
        severity: sum(f.severity is severity for f in findings) for severity in Severity
    }
    told: list[str] = []
    for severity, (one, many) in _SUMS.items():
        n = number[severity]
        noun = "" if told else say("finding" if n == 1 else "findings") + " "
        if n:
            template = one if n == 1 else many
            told.append(say(template, n=str(n), noun=noun))
    fine = str(number[Severity.FINE])
    if not told:
        return say("Nothing was found that matters: {fine} checks are fine.", fine=fine)
    return say("{told}; {fine} checks are fine.", told=joined(tuple(told)), fine=fine)


def topic_of(about: str, plan: Plan) -> str:
    """Name what a finding is about, as the plan calls it."""
    for planned in plan.dimensions:
        if planned.dimension.name == about:
            return capital(planned.dimension.title)
    for measured in plan.measures:
        if measured.measure.name == about:
            return capital(measured.measure.title)
    return say("The file")


def percent_words(shown: Shown) -> str:
    """Write a share as it is shown: "6 %", "under 1 %"."""
    if shown.value is None:
        return hidden_reason(shown)
    if shown.value == 0 and shown.upper:
        return say("under {step}\u00a0%", step=f"{shown.upper:g}")
    if shown.value == 100 and shown.lower is not None:
        return say("over {step}\u00a0%", step=f"{shown.lower:g}")
    return f"{shown.value:g}\u00a0%"


def _finding(found: QualityFinding, release: Release, plan: Plan) -> Finding:
    gaps = _gaps(found, release, plan)
    about = (say(_SEVERITIES[found.severity]), gaps["field"], say(TOPICS[found.code]))
    if found.severity is Severity.FINE:
        return Finding(found.severity, *about, say(FINE[found.code], **gaps))
    key = next(k for k in (*_variants(found), found.code) if k in FOUND)
    sentences = (say(template, **gaps) for template in FOUND[key])
    return Finding(found.severity, *about, *sentences)


def fine_sentences(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Say once what is fine of several fields alike."""
    alike: dict[tuple[str, str], list[str]] = {}
    for found in findings:
        if found.severity is Severity.FINE:
            alike.setdefault((found.what, found.found), []).append(found.field)
    return tuple(
        say(
            "{fields}: {what}. {found}",
            fields=capital(joined(tuple(map(mid_sentence, fields)))),
            what=what,
            found=sentence,
        )
        for (what, sentence), fields in alike.items()
    )


def _variants(found: QualityFinding) -> tuple[str, ...]:
    """Give the keys of more fitting words, best first."""
    if found.code == "unknown_share":
        return (f"unknown_share:{found.facts['changes_answer']}",)
    if found.code == "groups_miss_the_whole":
        return (f"groups_miss_the_whole:{found.facts['unknown']}",)
    return ()


def _gaps(found: QualityFinding, release: Release, plan: Plan) -> dict[str, str]:
    """Fill every gap that some sentence has."""
    gaps = {key: str(value) for key, value in found.facts.items()}
    gaps |= {key: percent_words(shown) for key, shown in found.percents.items()}
    if "when" in gaps:
        gaps["when"] = _when(gaps["when"], release)
    for key in ("intervals", "missing"):
        if key in gaps:
            gaps[key] = so_many(int(gaps[key]), release.interval)
    gaps["names"] = _names(found.facts, release)
    gaps["field"] = topic_of(found.about, plan)
    gaps["kinds"] = _kinds(found.percents)
    gaps["moved"] = _moved(found.percents)
    return gaps


def _when(day: str, release: Release) -> str:
    return interval_name(date.fromisoformat(day), release.interval)


def _names(facts: Mapping[str, str | int], release: Release) -> str:
    """List what begins or ends, each with when."""
    named = tuple(
        phrase(
            "“{name}” ({when})",
            name=str(facts[f"name{k}"]),
            when=_when(str(facts[f"when{k}"]), release),
        )
        for k in range(len(facts))
        if f"name{k}" in facts
    )
    more = int(facts.get("number", 0)) - len(named)
    others = (phrase("{more} more", more=str(more)),) if more > 0 else ()
    return joined((*named, *others))


def _kinds(percents: Mapping[str, Shown]) -> str:
    met = [kind for kind in _KINDS if kind in percents]
    told = tuple(
        phrase(_KINDS[kind], percent=percent_words(percents[kind])) for kind in met
    )
    words = phrase(_ONE_KIND[met[0]]) if len(met) == 1 else joined(told)
    return f" ({words})" if words else ""


def _moved(percents: Mapping[str, Shown]) -> str:
    """Say how a share stood before and after the change, where both are shown."""
    if "before" not in percents or "after" not in percents:
        return ""
    before, after = (percent_words(percents[side]) for side in ("before", "after"))
    if before == after:
        return say("{before} before the change and after it", before=before).lower()
    return say(
        "{before} before the change, {after} after it", before=before, after=after
    ).lower()
