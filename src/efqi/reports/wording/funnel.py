"""Which sites differ from all of them together, in words and never by rank."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from efqi.disclosure.release import Release, ReleasedFunnel, ReleasedSite
from efqi.projects.plan import Plan
from efqi.reports.wording.dates import beginning
from efqi.reports.wording.figure import NBSP, Unit, number, unit_of
from efqi.reports.wording.name import counted_name, group_name
from efqi.reports.wording.sentence import capital, joined, phrase, say

_MOST_NAMED = 12
_WARNING, _ACTION = 0.05, 0.002
_INNER, _OUTER = f"95{NBSP}%", f"99.8{NBSP}%"


@dataclass(frozen=True)
class SiteStory:
    """One funnel with the words that its sentences share.

    Attributes
    ----------
    release : Release
        All that may be shown.
    plan : Plan
        The team's own words.
    funnel : ReleasedFunnel
        Sites of one measure, for everyone or one group.
    """

    release: Release
    plan: Plan
    funnel: ReleasedFunnel

    @cached_property
    def unit(self) -> Unit:
        """How levels are written."""
        levels = (site.value.value for site in self.shown)
        return unit_of(self.funnel.measure, tuple(v for v in levels if v is not None))

    @property
    def title(self) -> str:
        """What is counted, as it stands inside a sentence."""
        return counted_name(self.funnel.measure)

    @cached_property
    def shown(self) -> tuple[ReleasedSite, ...]:
        """Sites that are drawn."""
        return tuple(s for s in self.funnel.sites if s.value.value is not None)

    @cached_property
    def hidden(self) -> int:
        """How many sites have people and cannot be shown."""
        return sum(
            site.value.value is None and site.denominator.reason != "no_data"
            for site in self.funnel.sites
        )

    def outside(self, least: int, *, is_above: bool) -> tuple[ReleasedSite, ...]:
        """Give the sites outside the limits on one side, in the declared order."""
        sign = 1 if is_above else -1
        return tuple(site for site in self.shown if sign * site.signal >= least)

    @property
    def is_drawn(self) -> bool:
        """Whether there is a funnel to draw: two sites or more, and limits."""
        return len(self.shown) > 1 and bool(self.funnel.lines)

    @property
    def when(self) -> str:
        """Over which time: "since April 2025"."""
        day = self.release.change_dates[0]
        if self.funnel.phase:
            return phrase("since {date}", date=beginning(day))
        return phrase("before {date}", date=beginning(day))

    @property
    def whom(self) -> str:
        """Whose care: "" for everyone, else " for the most deprived fifth"."""
        if not self.funnel.group:
            return ""
        name = group_name(self.funnel.group_label, self.funnel.by_title)
        return phrase(" for {group}", group=name)


def funnel_title(story: SiteStory, *, names_group: bool = True) -> str:
    """Say how many sites lie far outside the limits, as a chart's title."""
    whom = story.whom if names_group else ""
    if not story.is_drawn:
        return say("Too few sites can be shown{whom} to compare them", whom=whom)
    outside, sides = _outside(story, 2)
    if not outside:
        return say(
            "All {sites} sites lie within the {limits} limits{whom}",
            sites=str(len(story.shown)),
            limits=_OUTER,
            whom=whom,
        )
    template = (
        "1 of {sites} sites lies outside the {limits} limits{whom}, {sides}"
        if outside == 1
        else "{outside} of {sites} sites lie outside the {limits} limits{whom}, {sides}"
    )
    return say(
        template,
        outside=str(outside),
        sites=str(len(story.shown)),
        limits=_OUTER,
        whom=whom,
        sides=sides,
    )


def _outside(story: SiteStory, least: int) -> tuple[int, str]:
    """Count the sites outside some limits, and say on which side they lie."""
    above = len(story.outside(least, is_above=True))
    below = len(story.outside(least, is_above=False))
    if above and below:
        sides = phrase(
            "{above} above and {below} below", above=str(above), below=str(below)
        )
    elif above:
        sides = phrase("above") if above == 1 else phrase("all above")
    else:
        sides = phrase("below") if below == 1 else phrase("all below")
    return above + below, sides


def funnel_subtitle(story: SiteStory) -> str:
    """Say what is drawn."""
    return say(
        "{measure} of each site, {unit}, by number of {of}, {when}. Line: all sites "
        "shown; dashed: {inner} limits; solid: {outer} limits.",
        measure=capital(story.title),
        unit=story.unit.spoken,
        of=story.funnel.measure.of,
        when=story.when,
        inner=_INNER,
        outer=_OUTER,
    )


def funnel_lead(story: SiteStory) -> str:
    """Give the answer: how many lie outside, and how many chance would put there."""
    if not story.is_drawn:
        return say("{title}.", title=funnel_title(story))
    outside, sides = _outside(story, 1)
    words = {
        "when": capital(story.when),
        "outside": str(outside),
        "sites": str(len(story.shown)),
        "limits": _INNER,
        "sides": sides,
        "expected": _expected(_WARNING * len(story.shown)),
        "whom": story.whom,
    }
    if not outside:
        return say(
            "{when}, all {sites} sites lie within the {limits} limits{whom}.", **words
        )
    template = (
        "{when}, 1 of {sites} sites lies outside the {limits} limits{whom}, {sides}; chance "
        "alone would put {expected} there."
        if outside == 1
        else "{when}, {outside} of {sites} sites lie outside the {limits} limits{whom}, "
        "{sides}; chance alone would put {expected} there."
    )
    return say(template, **words)


def _expected(sites: float) -> str:
    if sites < 0.95:
        return phrase("fewer than 1")
    return phrase("about {number}", number=number(sites, 0))


def funnel_sentences(story: SiteStory) -> tuple[str, ...]:
    """Name the sites outside the limits, say how much sites differ, and what is missing.

    Returns
    -------
    tuple of str
        Sites stand in the declared order; none is called best or worst.
    """
    found = (
        *_named(story),
        _by_chance(story),
        *_spread_sentences(story),
        _hidden_sentence(story),
        say("Those counted at no known site are left out.")
        if story.funnel.has_unknown
        else "",
        say(
            "A site outside the limits is a place to look and ask, not a verdict: sites "
            "differ in whom they serve and in what they record. Sites are not ranked."
        ),
    )
    return tuple(sentence for sentence in found if sentence)


def _named(story: SiteStory) -> tuple[str, ...]:
    """Name the sites outside the limits, one sentence a side."""
    if not story.is_drawn:
        return ()
    found = []
    for is_above in (True, False):
        far = story.outside(2, is_above=is_above)
        near = [s for s in story.outside(1, is_above=is_above) if abs(s.signal) == 1]
        side = phrase("above") if is_above else phrase("below")
        if far:
            template = "{side} the {limits} limits: {sites}."
            words = {"side": side, "limits": _OUTER, "sites": _names(far)}
            found.append(say(template, **words))
        if near:
            template = "Between the {inner} and {outer} limits, {side}: {sites}."
            words = {"inner": _INNER, "outer": _OUTER, "sites": _names(near)}
            found.append(say(template, **words, side=side))
    return tuple(found)


def _names(sites: Sequence[ReleasedSite]) -> str:
    names = [site.label for site in sites[:_MOST_NAMED]]
    if len(sites) > _MOST_NAMED:
        names.append(phrase("{number} more", number=str(len(sites) - _MOST_NAMED)))
    # "Mid and South Essex" would be two sites in a list with commas and an "and".
    is_ambiguous = any("," in name or " and " in name for name in names)
    return "; ".join(names) if is_ambiguous else joined(tuple(names))


def _by_chance(story: SiteStory) -> str:
    if not story.is_drawn or not any(abs(site.signal) > 1 for site in story.shown):
        return ""
    return say(
        "Chance alone would put {expected} outside the {limits} limits.",
        expected=_expected(_ACTION * len(story.shown)),
        limits=_OUTER,
    )


def _spread_sentences(story: SiteStory) -> tuple[str, ...]:
    spread = story.funnel.spread
    if spread is None or not story.is_drawn:
        return ()
    size = number(spread.dispersion, 1)
    if not spread.is_beyond_chance:
        return (
            say(
                "Sites differ about as much as chance alone would make them (dispersion "
                "{size}).",
                size=size,
            ),
        )
    return (
        say(
            "Sites differ more than chance alone would make them (dispersion {size}, where "
            "chance makes 1 or less), so many lie outside limits that allow for chance alone.",
            size=size,
        ),
        say(
            "Limits widened for that (Spiegelhalter) would leave {multiplied} outside "
            "{limits} if widened by a factor, {added} if by a spread between sites. The "
            "limits drawn are not widened.",
            multiplied=str(spread.multiplied),
            added=str(spread.added),
            limits=_OUTER,
        ),
    )


def _hidden_sentence(story: SiteStory) -> str:
    if not story.hidden:
        return ""
    template = (
        "{number} site is not shown, to protect people; it is left out of the line too."
        if story.hidden == 1
        else "{number} sites are not shown, to protect people; they are left out of the "
        "line too."
    )
    return say(template, number=str(story.hidden))


def funnel_description(story: SiteStory) -> str:
    """Tell the chart with its numbers."""
    if not story.is_drawn:
        return say("{title}.", title=funnel_title(story))
    levels = [site.value.value or 0.0 for site in story.shown]
    sizes = [site.denominator.value or 0.0 for site in story.shown]
    return say(
        "{sites} sites with {least} to {most} {of} each; levels from {low} to {high}, all "
        "together {centre}. {named}",
        sites=str(len(levels)),
        least=number(min(sizes), 0),
        most=number(max(sizes), 0),
        of=story.funnel.measure.of,
        low=story.unit.first_of_two(min(levels)),
        high=story.unit.level(max(levels)),
        centre=story.unit.level(story.funnel.centre or 0.0),
        named=" ".join(_named(story)),
    ).strip()


def site_signal(site: ReleasedSite) -> str:
    """Say where a site lies, in a table."""
    words = {
        0: "within the limits",
        1: "above 95 %",
        2: "above 99.8 %",
        -1: "below 95 %",
        -2: "below 99.8 %",
    }
    if site.value.value is None:
        return "\u2013"
    return say(words[site.signal]).replace(" %", f"{NBSP}%")


def method_sentences(story: SiteStory) -> tuple[str, ...]:
    """Say how limits are made."""
    kind = story.funnel.measure.kind.value
    words = {"proportion": "binomial"}.get(kind, "Poisson")
    return (
        say(
            "Limits are exact {name} limits around the level of all sites shown: one in 20 "
            "sites lies outside {inner} and one in 500 outside {outer} by chance alone.",
            name=words,
            inner=_INNER,
            outer=_OUTER,
        ),
        say("Points are drawn from the counts shown and judged on exact ones."),
    )
