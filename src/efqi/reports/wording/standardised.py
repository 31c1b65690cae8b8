"""Whether a gap stays when the groups' mix of ages is taken into account."""

from efqi.disclosure.release import Estimate, ReleasedStandardised, StandardisedGap
from efqi.reports.wording.sentence import phrase, say
from efqi.reports.wording.story import Story
from efqi.reports.wording.sureness import limits, size_with_way

_STANDARDS = {
    "esp2013": "the European Standard Population 2013",
}


def standardised_title(story: Story) -> str:
    """Ask what the sentences answer; empty where nothing was to be standardised."""
    standard, shown = story.plan.standard, story.view.standardised
    if shown is not None:
        return say("Does {by} explain the gap?", by=shown.by_title)
    if standard is None or story.view.dimension not in standard.groups:
        return ""
    by = story.plan.dimension(standard.by).title
    return say("Does {by} explain the gap?", by=by)


def standardised_sentences(story: Story) -> tuple[str, ...]:
    """Say whether the gap changes, how levels were standardised, and what is missing.

    Parameters
    ----------
    story : Story
        A view with its words.

    Returns
    -------
    tuple of str
        Why there is no answer where the plan asks for one and the data or the measure
        cannot give it; empty where nothing is to be standardised.
    """
    standardised = story.view.standardised
    if standardised is None:
        return (_untold(story),) if standardised_title(story) else ()
    found = (
        *_gap_sentences(story, standardised),
        method_sentence(standardised),
        _hidden(standardised),
    )
    return tuple(sentence for sentence in found if sentence)


def _untold(story: Story) -> str:
    if story.view.measure.kind.is_events_over_size:
        return say(
            "Levels are not standardised: the data do not give every count by both groups."
        )
    return say("Levels are not standardised: only proportions and rates can be.")


def method_sentence(standardised: ReleasedStandardised) -> str:
    """Say to what levels are standardised."""
    words = {
        "by": standardised.by_title,
        "first": standardised.bands[0],
        "last": standardised.bands[-1],
    }
    if standardised.standard == "indirect":
        return say(
            "Indirectly standardised: what was counted over what would be expected if each "
            "band of {by} had everyone's level before the change, times that level. The gap "
            "with {by} taken into account is the counted one less the one so expected.",
            **words,
        )
    standard = _STANDARDS.get(
        standardised.standard, phrase("{file}", file=standardised.standard)
    )
    return say(
        "Directly standardised: the level that {standard} would have with the group's own "
        "levels in each band of {by}, {number} bands.",
        standard=standard,
        number=str(len(standardised.bands)),
        **words,
    )


def _gap_sentences(story: Story, shown: ReleasedStandardised) -> tuple[str, ...]:
    gap = shown.gap
    since = _gap_sentence(story, shown, gap.crude_after, gap.after, is_after=True)
    before = _gap_sentence(story, shown, gap.crude_before, gap.before, is_after=False)
    if not since and not before:
        return (
            say(
                "Whether {by} explains the gap cannot be shown: some bands have too few "
                "people.",
                by=shown.by_title,
            ),
        )
    return since, before


def _gap_sentence(
    story: Story,
    shown: ReleasedStandardised,
    crude: float | None,
    adjusted: Estimate | None,
    *,
    is_after: bool,
) -> str:
    if crude is None or adjusted is None:
        return ""
    template = (
        "Since {date} the gap between {worse} and {better} was {crude} as counted and "
        "{adjusted} with {by} taken into account: {finding}."
        if is_after
        else "Before {date} it was {crude} as counted and {adjusted} with {by} taken into "
        "account: {finding}."
    )
    worse, better, sign = _ends(shown.gap)
    return say(
        template,
        date=story.change_words,
        worse=story.name(worse),
        better=story.name(better),
        crude=size_with_way(story, sign * crude),
        adjusted=_with_limits(story, adjusted, sign),
        by=shown.by_title,
        finding=_finding(story, shown, crude, adjusted),
    )


def _ends(gap: StandardisedGap) -> tuple[str, str, float]:
    """Give the worse-off group first, as counted since the change, and which way that is."""
    crude = gap.crude_after if gap.crude_after is not None else gap.crude_before
    if crude is not None and crude < 0:
        return gap.reference, gap.group, -1.0
    return gap.group, gap.reference, 1.0


def _with_limits(story: Story, gap: Estimate, sign: float) -> str:
    ends = sorted((sign * gap.lower, sign * gap.upper))
    turned = Estimate(sign * gap.value, *ends)
    return f"{size_with_way(story, turned.value)} ({limits(story, turned)})"


def _finding(
    story: Story, shown: ReleasedStandardised, crude: float, adjusted: Estimate
) -> str:
    """Say what taking it into account does to the size of the gap."""
    by = shown.by_title
    moved = abs(adjusted.value - crude)
    is_alike = story.unit.number(moved) == story.unit.number(0)
    if is_alike or moved < story.verdict.margin.absolute:
        return phrase("{by} hardly changes it", by=by)
    if adjusted.lower <= 0 <= adjusted.upper:
        return phrase("with {by} taken into account no gap can be told", by=by)
    if (adjusted.value > 0) != (crude > 0):
        return phrase("with {by} taken into account it turns round", by=by)
    if abs(adjusted.value) < abs(crude):
        return phrase("{by} explains part of it", by=by)
    return phrase("{by} hid part of it", by=by)


def _hidden(shown: ReleasedStandardised) -> str:
    hidden = sum(
        level.value.value is None
        for group in shown.groups
        for level in (group.before, group.after)
    )
    if not hidden:
        return ""
    return say(
        "{hidden} of {all} standardised levels are not shown: they stand on bands of {by} "
        "that are hidden, empty or have too few events.",
        hidden=str(hidden),
        all=str(2 * len(shown.groups)),
        by=shown.by_title,
    )
