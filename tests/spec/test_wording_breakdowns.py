"""What is said of sites and of standardised gaps: rules as small tables."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from efqi.disclosure.release import (
    Estimate,
    FunnelLine,
    Margin,
    Measure,
    ReleasedFunnel,
    ReleasedSite,
    ReleasedSpread,
    ReleasedStandardised,
    Shown,
    StandardisedGap,
)
from efqi.measures.measure import Direction, Kind
from efqi.projects.plan import PlannedStandard
from efqi.reports.wording.figure import unit_of
from efqi.reports.wording.funnel import (
    SiteStory,
    funnel_lead,
    funnel_sentences,
    funnel_title,
)
from efqi.reports.wording.standardised import (
    standardised_sentences,
    standardised_title,
)

MEASURE = Measure("dna", "missed visits", "visits", Kind.PROPORTION, Direction.LOWER)
RELEASE = SimpleNamespace(change_dates=(date(2025, 4, 1),))


def site(label, signal, value=10.0):
    shown = Shown(value) if value is not None else Shown(None, "too_few")
    return ReleasedSite(label, label, shown, shown, shown, signal)


def story(*sites, spread=None, **more):
    funnel = ReleasedFunnel(
        MEASURE, "site", "clinic", "", "", "", "", 1, False, sites, 10.0,
        (FunnelLine(100.0, 5.0, 15.0, 3.0, 17.0),), spread,
    )  # fmt: skip
    return SiteStory(RELEASE, None, replace(funnel, **more))


def many(above=0, below=0, far_above=0, all_sites=42):
    signals = [1] * above + [-1] * below + [2] * far_above
    signals += [0] * (all_sites - len(signals))
    return [site(f"S{k}", signal) for k, signal in enumerate(signals)]


@pytest.mark.parametrize(
    ("sites", "words"),
    [
        (many(), "all 42 sites lie within the 95\u00a0% limits."),
        (many(above=1), "1 of 42 sites lies outside the 95\u00a0% limits, above; chance alone would put about 2 there."),
        (many(above=3), "3 of 42 sites lie outside the 95\u00a0% limits, all above; chance alone would put about 2 there."),
        (many(2, 1), "3 of 42 sites lie outside the 95\u00a0% limits, 2 above and 1 below; chance alone would put about 2 there."),
        (many(1, all_sites=9), "1 of 9 sites lies outside the 95\u00a0% limits, above; chance alone would put fewer than 1 there."),
    ],
)  # fmt: skip
def test_lead_counts_sites_and_what_chance_would_do(sites, words):
    assert funnel_lead(story(*sites)) == f"Since April 2025, {words}"


def test_title_counts_those_far_outside_and_names_the_group():
    one = story(*many(far_above=1), by="imd", by_title="deprivation", group="1",
                group_label="Most deprived fifth")  # fmt: skip
    assert funnel_title(one) == (
        "1 of 42 sites lies outside the 99.8\u00a0% limits for the most deprived fifth, above"
    )
    assert (
        funnel_title(story(*many(3)))
        == "All 42 sites lie within the 99.8\u00a0% limits"
    )
    assert (
        funnel_title(story(site("a", 0)))
        == "Too few sites can be shown to compare them"
    )


def test_sites_are_named_by_side_in_the_order_of_the_plan():
    sentences = funnel_sentences(
        story(site("Zed", 2, 15.0), site("Mid and North", -1), site("Abe", 2, 40.0))
    )
    assert sentences[0] == "Above the 99.8\u00a0% limits: Zed and Abe."
    assert sentences[1].endswith("below: Mid and North.")
    assert "rank" in sentences[-1]
    assert funnel_sentences(story(site("A and B", 2), site("C", 2)))[0].endswith(
        "A and B; C."
    )


def test_spread_and_hidden_sites_are_said_only_where_there_are_any():
    wide = ReleasedSpread(4.2, True, 3, 1)
    words = " ".join(funnel_sentences(story(*many(), spread=wide)))
    assert "differ more than chance alone would make them (dispersion 4.2" in words
    assert "would leave 3 outside 99.8\u00a0% if widened by a factor, 1 if" in words
    even = replace(wide, is_beyond_chance=False)
    words = " ".join(funnel_sentences(story(*many(), spread=even)))
    assert "about as much as chance" in words
    assert "widened" not in words
    words = " ".join(funnel_sentences(story(*many(), site("small", 0, None))))
    assert "1 site is not shown, to protect people" in words


@pytest.mark.parametrize(
    ("crude", "adjusted", "finding"),
    [
        (5.0, (4.6, 3.0, 6.0), "age hardly changes it"),
        (5.0, (3.0, 1.0, 5.0), "age explains part of it"),
        (5.0, (8.0, 6.0, 9.0), "age hid part of it"),
        (5.0, (1.0, -1.0, 3.0), "with age taken into account no gap can be told"),
        (5.0, (-3.0, -5.0, -1.0), "with age taken into account it turns round"),
        (-5.0, (-3.0, -5.0, -1.0), "age explains part of it"),
    ],
)
def test_what_age_does_to_the_gap(crude, adjusted, finding):
    gap = StandardisedGap("a", "b", None, crude, None, Estimate(*adjusted))
    shown = ReleasedStandardised("age", "age", "esp2013", ("0-19", "20+"), (), gap)
    view = SimpleNamespace(standardised=shown)
    told = SimpleNamespace(
        view=view,
        unit=unit_of(MEASURE),
        verdict=SimpleNamespace(margin=Margin(1.0, 10.0)),
        change_words="April 2025",
        name=lambda group: f"group {group}",
    )
    sentences = standardised_sentences(told)
    assert sentences[0].endswith(f"{finding}.")
    worse, better = ("a", "b") if crude > 0 else ("b", "a")
    assert (
        f"group {worse} and group {better} was 5.0\u00a0points as counted"
        in sentences[0]
    )
    assert "European Standard Population 2013" in sentences[1]


@pytest.mark.parametrize(
    ("kind", "dimension", "why"),
    [
        (Kind.PROPORTION, "area", "the data do not give every count by both groups"),
        (Kind.MEAN, "area", "only proportions and rates can be"),
        (Kind.COUNT, "area", "only proportions and rates can be"),
        (Kind.MEAN, "sex", ""),
    ],
)
def test_levels_that_are_not_standardised_say_why(kind, dimension, why):
    measure = SimpleNamespace(kind=kind)
    told = SimpleNamespace(
        view=SimpleNamespace(standardised=None, dimension=dimension, measure=measure),
        plan=SimpleNamespace(
            standard=PlannedStandard("age", "esp2013", groups=("area",)),
            dimension=lambda name: SimpleNamespace(title=f"{name} group"),
        ),
    )
    sentences = standardised_sentences(told)
    asked = standardised_title(told)
    if not why:
        assert (asked, sentences) == ("", ())
        return
    assert asked == "Does age group explain the gap?"
    assert sentences == (f"Levels are not standardised: {why}.",)
