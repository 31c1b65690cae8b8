"""How often a group is unknown, or "other", over time and by site."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from efqi.measures.dimension import UNKNOWN, Dimension
from efqi.measures.quality.field_counts import FieldCounts, other_groups
from efqi.measures.quality.finding import Finding, Severity, Share
from efqi.measures.quality.observed import SiteUse
from efqi.measures.quality.unknown_kind import KINDS, kind_of

MUCH_UNKNOWN = 10.0
"""Per cent unknown from which an answer that cannot be tested is taken to be open."""
SOME_UNKNOWN = 2.0
MOST_UNKNOWN = 50.0
SHIFT = 3.0
"""Points by which a share may move before it moves the groups' own figures."""
SMALL_SHIFT = 1.0
SITE_APART = 10.0
"""Points by which a site must stand out, besides beyond three standard errors."""
RECORDS_OF_A_SITE = 100
_THREE_SIGMA = 3.0
_TRIED = {True: "yes", False: "no", None: "not tried"}


@dataclass(frozen=True, slots=True)
class Field:
    """What the rules on one group field know.

    Attributes
    ----------
    dimension : Dimension
        Its groups.
    counts : FieldCounts
        What was seen of it.
    unknown_kinds : mapping of str to str
        Kinds that a list of codes gives to spellings.
    changes_answer : bool or None
        Whether the answer would be another if all unknown belonged to one end of the gap;
        None where that could not be tried.
    is_counted : bool
        Whether the source was records, which show what was not filled in.
    """

    dimension: Dimension
    counts: FieldCounts
    unknown_kinds: Mapping[str, str]
    changes_answer: bool | None
    is_counted: bool


def field_findings(field: Field, sites: Sequence[SiteUse]) -> Iterator[Finding]:
    """Look at one group field: unknown, "other", and both by site.

    Published counts of overlapping groups have no unknown to ask for.
    """
    if field.is_counted or not field.dimension.is_overlapping:
        yield _unknown(field)
    yield from _by_site("unknown", field, sites)
    others = other_groups(field.dimension)
    if others:
        yield _other(field, others)
        yield from _by_site("other", field, sites)


def _unknown(field: Field) -> Finding:
    counts, name = field.counts, field.dimension.name
    unknown = counts.over_time(lambda s: s.group == UNKNOWN)
    share = counts.share(unknown, counts.whole)
    if share.part == 0:
        is_odd = not field.is_counted
        return Finding(
            "unknown_absent",
            Severity.WORTH_KNOWING if is_odd else Severity.FINE,
            name,
            facts={"form": "counts" if is_odd else "records"},
        )
    before = counts.share(unknown, counts.whole, is_after=False)
    after = counts.share(unknown, counts.whole, is_after=True)
    kinds = {kind: _of_kind(field, kind) for kind in KINDS}
    return Finding(
        "unknown_share",
        _severity_of_unknown(share, abs(after.percent - before.percent), field),
        name,
        {"all": share, "before": before, "after": after}
        | {kind: part for kind, part in kinds.items() if part.part > 0},
        {"changes_answer": _TRIED[field.changes_answer]},
    )


def _of_kind(field: Field, kind: str) -> Share:
    counts = field.counts
    part = counts.over_time(
        lambda s: s.group == UNKNOWN and kind_of(s.value, field.unknown_kinds) == kind
    )
    return counts.share(part, counts.whole)


def _severity_of_unknown(share: Share, moved: float, field: Field) -> Severity:
    if share.percent >= MOST_UNKNOWN:
        return Severity.STOPS
    if field.changes_answer or share.percent >= MUCH_UNKNOWN or moved >= SHIFT:
        return Severity.COULD_CHANGE
    is_little = share.percent < SOME_UNKNOWN and not moved >= SMALL_SHIFT
    return Severity.FINE if is_little else Severity.WORTH_KNOWING


def _other(field: Field, others: tuple[str, ...]) -> Finding:
    counts = field.counts
    part = counts.over_time(lambda s: s.group in others)
    shares = {
        "all": counts.share(part, counts.known),
        "before": counts.share(part, counts.known, is_after=False),
        "after": counts.share(part, counts.known, is_after=True),
    }
    moved = abs(shares["after"].percent - shares["before"].percent)
    severity = Severity.COULD_CHANGE if moved >= SHIFT else Severity.FINE
    if SMALL_SHIFT <= moved < SHIFT:
        severity = Severity.WORTH_KNOWING
    named = ", ".join(field.dimension.label(group) for group in others)
    return Finding(
        "other_share", severity, field.dimension.name, shares, {"groups": named}
    )


def _by_site(what: str, field: Field, sites: Sequence[SiteUse]) -> Iterator[Finding]:
    """Compare sites by the share of unknown, or of "other" among the known."""
    name = field.dimension.name
    shares = {
        site.site: _site_share(what, site, name)
        for site in sites
        if site.site and site.records >= RECORDS_OF_A_SITE and name in site.unknown
    }
    shares = {site: s for site, s in shares.items() if s.whole >= RECORDS_OF_A_SITE}
    if len(shares) < 2:
        return
    whole = Share(
        sum(s.part for s in shares.values()), sum(s.whole for s in shares.values())
    )
    ranked = sorted(shares, key=lambda site: (shares[site].percent, site))
    lowest, highest = ranked[0], ranked[-1]
    apart = [site for site in ranked if _stands_out(shares[site], whole)]
    yield Finding(
        f"{what}_by_site",
        Severity.COULD_CHANGE if apart else Severity.FINE,
        name,
        {"all": whole, "lowest": shares[lowest], "highest": shares[highest]},
        {
            "lowest_site": lowest,
            "highest_site": highest,
            "sites": len(shares),
            "apart": len(apart),
        },
        min(shares[lowest].whole, shares[highest].whole),
    )


def _site_share(what: str, site: SiteUse, name: str) -> Share:
    unknown = site.unknown[name]
    if what == "unknown":
        return Share(unknown, site.records)
    return Share(site.other.get(name, 0.0), site.records - unknown)


def _stands_out(share: Share, whole: Share) -> bool:
    """Say whether a site differs from all by enough, and by more than chance gives."""
    expected = whole.part / whole.whole
    error = 100 * sqrt(expected * (1 - expected) / share.whole)
    distance = abs(share.percent - whole.percent)
    return distance >= SITE_APART and distance > _THREE_SIGMA * error
