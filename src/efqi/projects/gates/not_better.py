"""Groups whose care is not clearly better, and who explains and owns each."""

from dataclasses import dataclass

from efqi.disclosure.release import CareCategory, ReleasedGroup, View
from efqi.projects.document.measurement import GroupExplanation, MeasureRole
from efqi.projects.gates.facts import Facts, Figures, written


@dataclass(frozen=True, slots=True)
class NotBetter:
    """A group that is worse, shows no sign of change, or cannot be judged.

    Attributes
    ----------
    view : View
        Of which measure, by which dimension.
    group : ReleasedGroup
        The group, with what was found; where care got worse, this may be everyone
        together, or the people whose group is unknown.
    explanation : GroupExplanation or None
        Why, and who looks into it; None where that is not written whole.
    """

    view: View
    group: ReleasedGroup
    explanation: GroupExplanation | None

    @property
    def category(self) -> CareCategory | None:
        """The answer on its care; None where there are too few people to say."""
        return _category(self.group)

    @property
    def is_worse(self) -> bool:
        """Whether its care got worse."""
        return self.category is CareCategory.WORSENED

    @property
    def path(self) -> str:
        """Names it in a decision that answers for it."""
        return f"{self.view.measure.name}/{self.view.dimension}/{self.group.group}"

    @property
    def figures(self) -> Figures:
        """What a sentence about it is filled with."""
        return {
            "group": self.group.label,
            "role": self.group.role,
            "dimension": self.view.dimension_title,
            "measure": self.view.measure.title,
        }


def not_better(facts: Facts) -> tuple[NotBetter, ...]:
    """List every group that is not better, of measures of outcomes, in the order shown.

    A group that is hidden or too small to judge is listed as one that nobody can call
    better. Whoever got worse is listed whatever the measure is for, as harm may show in a
    balancing measure first; so are everyone together, once a measure, and the people
    whose group is unknown.
    """
    # The measure of the declared gap is an outcome, whatever was said of it.
    declared = {view.measure.name for view in facts.views[:1]}
    others = {
        note.measure
        for note in facts.document.measures
        if note.role is not MeasureRole.OUTCOME
    }
    explained = {
        (each.measure, each.dimension, each.group): each
        for each in facts.document.explanations
        if written(each.explanation) and written(each.owner)
    }
    found: dict[tuple[str, ...], NotBetter] = {}
    for view in facts.views:
        name = view.measure.name
        for group in view.groups:
            if not _is_asked(group, is_outcome=name not in others - declared):
                continue
            key = (name, view.dimension, group.group)
            once = (name, group.role) if group.role == "total" else key
            found.setdefault(once, NotBetter(view, group, explained.get(key)))
    return tuple(found.values())


def _is_asked(group: ReleasedGroup, *, is_outcome: bool) -> bool:
    category = _category(group)
    if category is CareCategory.WORSENED:
        return True
    is_group = group.role == "group"
    return is_outcome and is_group and category is not CareCategory.IMPROVED


def _category(group: ReleasedGroup) -> CareCategory | None:
    return group.care.category if group.care else None
