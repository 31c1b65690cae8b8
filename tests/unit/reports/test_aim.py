from dataclasses import replace
from datetime import date

import pytest

from efqi.measures.measure import Kind
from efqi.projects.document.charter import Aim
from efqi.projects.plan import ProjectAim
from efqi.reports.wording.aim import aim_sentences
from efqi.reports.wording.charter import aim_sentence, level_words
from efqi.reports.wording.story import Story
from tests.unit.reports.releases import (
    MISSED,
    Recipe,
    make_release,
    make_view,
    widened,
)


@pytest.fixture
def told():
    release, plan = widened()

    def story(aim):
        return Story(release, replace(plan, aim=aim), release.views[0])

    return story


def test_targets_stand_beside_the_level_since(told):
    first = told(ProjectAim()).groups[0]
    aim = ProjectAim(
        "Fewer missed.", 9.0, first.group, 15.0, date(2026, 3, 31), "The gap grows"
    )
    overall, group, failure = (
        s.replace("\u00a0", " ") for s in aim_sentences(told(aim))
    )
    assert overall.startswith("For everyone: 9.0 % by 31 March 2026 was aimed for;")
    assert "15.0 %" in group
    assert f"{first.after.value:.1f} %" in group
    assert failure == "Failure was declared as: The gap grows."


@pytest.mark.parametrize(
    ("measure", "level"), [("wait", "14 days"), ("missed", "14 %"), ("", "14 %")]
)
def test_target_has_the_unit_of_the_measure_that_the_aim_is_about(measure, level):
    wait = replace(MISSED, name="wait", title="mean wait", kind=Kind.MEAN, unit="days")
    missed = make_view(Recipe())
    release = make_release(Recipe(), missed, replace(missed, measure=wait))
    aim = Aim(measure=measure, overall_target=14)
    words = (aim_sentence(aim, release), level_words(14, aim, release))
    assert [said.replace("\u00a0", " ") for said in words] == [
        f"{level} for everyone.",
        level,
    ]


def test_no_target_is_no_sentence(told):
    assert aim_sentences(told(ProjectAim("Better for all."))) == ()


def test_target_without_a_day_names_none(told):
    (only,) = aim_sentences(told(ProjectAim(overall_target=9.0)))
    assert " by " not in only
