"""One view of a release with the words that its sentences share."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from efqi.disclosure.release import (
    CareCategory,
    Category,
    Contrast,
    Measure,
    Release,
    ReleasedGap,
    ReleasedGroup,
    Verdict,
    View,
)
from efqi.projects.document.cycle import Cycle
from efqi.projects.plan import Plan
from efqi.reports.wording.dates import beginning, preposition, span
from efqi.reports.wording.figure import Unit, has_interval, unit_of
from efqi.reports.wording.name import change_clause, counted_name, group_name
from efqi.reports.wording.telling import told, told_gap, without_signals

_SIZED = (Category.WIDENED, Category.NARROWED, Category.MIXED)


@dataclass(frozen=True)
class Story:
    """What one view says, and to whom the words belong.

    Attributes
    ----------
    release : Release
        All that may be shown.
    plan : Plan
        The team's own words: titles, changes, margins.
    view : View
        One measure by one dimension.
    cycles : tuple of Cycle
        Tests to mark on charts over time; none unless asked for.
    """

    release: Release
    plan: Plan
    view: View
    cycles: tuple[Cycle, ...] = ()

    @property
    def measure(self) -> Measure:
        """The measure of the view."""
        return self.view.measure

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict on the view's main gap, told from the group that is worse off."""
        return told(self.view.verdict)

    @cached_property
    def has_figures(self) -> bool:
        """Whether the gap's figures may be shown, and not only the answer."""
        return math.isfinite(self.verdict.absolute.change.value)

    @cached_property
    def has_turned(self) -> bool:
        """Whether the gap stood one way before and stands the other after, as written.

        Its size then neither grew nor shrank by the change. Where the answer is that it
        widened or narrowed, one of the two is not clear of zero and the answer counts.
        """
        absolute, write = self.verdict.absolute, self.unit.number
        before, after = absolute.before.value, absolute.after.value
        is_written = write(0) not in (write(before), write(after))
        return before * after < 0 and is_written and self.verdict.category not in _SIZED

    @property
    def is_one_sided(self) -> bool:
        """Whether there is nothing before, or nothing since, the change to compare."""
        return not (self.release.intervals_before and self.release.intervals_after)

    @cached_property
    def gap(self) -> ReleasedGap | None:
        """The gap over time, told the same way round; signals only where judged."""
        gap = self.view.gap
        if gap is None:
            return None
        turned = told_gap(gap, self.view.verdict)
        is_judged = self.verdict.category is not Category.DESCRIBE_ONLY
        return turned if is_judged else without_signals(turned)

    @property
    def title(self) -> str:
        """What is counted, as it stands inside a sentence."""
        return counted_name(self.measure)

    @property
    def is_higher_better(self) -> bool:
        """Whether a higher level is better care."""
        return self.measure.improvement_direction.value == "higher"

    @property
    def is_neutral(self) -> bool:
        """Whether neither way is called better."""
        return self.measure.improvement_direction.value == "neutral"

    @cached_property
    def unit(self) -> Unit:
        """How levels of this view are written."""
        shown = (level for g in self.view.groups for level in (g.before, g.after))
        return unit_of(
            self.measure, tuple(s.value for s in shown if s.value is not None)
        )

    @cached_property
    def groups(self) -> tuple[ReleasedGroup, ...]:
        """The groups without unknown and total, in the declared order."""
        return tuple(g for g in self.view.groups if g.role == "group")

    @cached_property
    def total(self) -> ReleasedGroup | None:
        """Everyone together."""
        return next((g for g in self.view.groups if g.role == "total"), None)

    @cached_property
    def ends(self) -> tuple[str, str]:
        """The two groups whose gap is told; for a gradient its first and last group."""
        contrast = self.verdict.contrast
        if contrast.group is None or contrast.reference is None:
            first, last = self.groups[0].group, self.groups[-1].group
            return (last, first) if self.verdict.is_turned else (first, last)
        return contrast.group, contrast.reference

    @property
    def is_gradient(self) -> bool:
        """Whether the gap is the slope over all groups."""
        return self.verdict.contrast.group is None

    def group(self, value: str) -> ReleasedGroup:
        """Give the released group of that value."""
        return next(g for g in self.view.groups if g.group == value)

    def care_category(self, group: ReleasedGroup) -> CareCategory | None:
        """Answer on a group's care; None where there are too few to say.

        "No sign of change" would contradict a chart that shows special causes since the
        change, so it becomes "cannot tell yet" there.
        """
        if group.care is None:
            return None
        category = group.care.category
        charts = (s for s in self.view.series if s.group == group.group)
        has_signals = any(series.signals_after for series in charts)
        if category is CareCategory.NO_SIGN_OF_CHANGE and has_signals:
            return CareCategory.CANNOT_TELL_YET
        return category

    def name(self, value: str) -> str:
        """Name a group inside a sentence."""
        group = next((g for g in self.view.groups if g.group == value), None)
        if group is not None and group.role == "total":
            return "everyone"
        label = value if group is None else group.label
        return group_name(label, self.view.dimension_title)

    def gap_name(self, contrast: Contrast) -> str:
        """Name a gap: "the gap between … and …", or along the gradient."""
        if contrast.group is None or contrast.reference is None:
            first, last = self.name(self.ends[0]), self.name(self.ends[1])
            return f"the gap along the slope from {last} to {first}"
        return f"the gap between {self.name(contrast.group)} and {self.name(contrast.reference)}"

    @property
    def change_date(self) -> date:
        """Day on which the first change began."""
        return self.release.change_dates[0]

    @property
    def change_label(self) -> str:
        """The team's words for the first change."""
        labels = (c.label for c in self.plan.changes if c.date == self.change_date)
        return next(labels, "")

    @property
    def change_words(self) -> str:
        """When the first change began: "April 2025"."""
        return beginning(self.change_date)

    @property
    def when_words(self) -> str:
        """When the first change began, in a sentence: "in April 2025", "on 3 May 2025"."""
        return f"{preposition(self.change_date)} {self.change_words}"

    @property
    def since(self) -> str:
        """Since when: "Since reminder texts began in April 2025"."""
        day = self.change_date
        return change_clause(self.change_label, self.change_words, preposition(day))

    @property
    def before_span(self) -> str:
        """The first phase: "April 2023 to March 2025"."""
        return span(self.release.first_start, self.change_date - timedelta(days=1))

    @property
    def after_span(self) -> str:
        """From the first change to the end of the data, which are compared as one."""
        return span(self.change_date, self.release.last_end)

    @property
    def improve_verb(self) -> str:
        """Which way is better, as a verb: "fall", "rise", "change"."""
        return {"lower": "fall", "higher": "rise"}.get(
            self.measure.improvement_direction.value, "change"
        )

    @property
    def trend_before(self) -> float:
        """Growth of the gap that was under way before the change; 0 where none shows.

        It is what is left of the plain difference between the phases beside the step at
        the change: said where it is at least the margin and the step's interval leaves
        the plain difference out.
        """
        absolute = self.verdict.absolute
        plain = absolute.after.value - absolute.before.value
        is_outside = not absolute.change.lower <= plain <= absolute.change.upper
        rest = plain - absolute.change.value
        is_large = abs(rest) >= self.verdict.margin.absolute
        return (
            rest if is_large and is_outside and has_interval(absolute.change) else 0.0
        )
