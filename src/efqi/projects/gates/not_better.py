"""Groups whose care is not clearly better, and who explains and owns each."""

from dataclasses import dataclass

from efqi.disclosure.release import CareCategory, ReleasedGroup, View
from efqi.projects.document.measurement import GroupExplanation, MeasureRole
from efqi.projects.gates.facts import Facts, written


@dataclass(frozen=True, slots=True)
class NotBetter:
    """A group that is worse, shows no sign of change, or cannot be judged.

    Attributes
    ----------
    view : View
        Of which measure, by which dimension.
    group : ReleasedGroup
        The group, with what was found.
    category : CareCategory or None
        The answer on its care; None where there are too few people to say.
    explanation : GroupExplanation or None
        Why, and who looks into it; None where that is not written whole.
    """

    view: View
    group: ReleasedGroup
    category: CareCategory | None
    explanation: GroupExplanation | None

    @property
    def is_worse(self) -> bool:
        """Whether its care got worse."""
        return self.category is CareCategory.WORSENED

    @property
    def path(self) -> str:
        """Names it in a decision that answers for it."""
        return f"{self.view.measure.name}/{self.view.dimension}/{self.group.group}"


def not_better(facts: Facts) -> tuple[NotBetter, ...]:
    """List every group that is not better, of measures of outcomes, in the order shown.

    A group that is hidden or too small to judge is listed as one that nobody can call
    better. A worse group is listed whatever its measure is for: harm may show in a
    balancing measure first.
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
    found = []
    for view in facts.views:
        is_outcome = view.measure.name not in others - declared
        for group in view.groups:
            category = group.care.category if group.care else None
            is_asked = is_outcome and category is not CareCategory.IMPROVED
            if group.role == "group" and (
                is_asked or category is CareCategory.WORSENED
            ):
                key = (view.measure.name, view.dimension, group.group)
                found.append(NotBetter(view, group, category, explained.get(key)))
    return tuple(found)
