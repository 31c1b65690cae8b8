import re

import pytest

from efqi.projects.fidelity import fidelity
from efqi.projects.gates.facts import Condition, Facts
from efqi.reports.wording.gate import (
    condition_codes,
    condition_sentence,
    feature_sentence,
)
from tests.unit.projects import documents as made


def codes(root):
    sources = (root / "src/efqi/projects/gates").glob("*.py")
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    return set(re.findall(r'Condition\(\s*"(\w+)"', text))


def test_every_condition_has_words_and_no_words_are_left_over(root):
    assert codes(root) == condition_codes()


FIGURES = {
    "group": "Most deprived fifth",
    "measure": "missed appointments",
    "people": 2,
    "ideas": "Reminder texts",
    "cause": "Late letters",
    "channels": 2,
    "failure": "Text not read",
    "field": "ethnicity",
    "answer": "widened",
    "dimension": "sex",
    "idea": "Reminder texts",
    "segments": 2,
    "task": "Calls",
    "walks": 2,
    "groups": 3,
    "owner": "A",
    "share": 75,
}


@pytest.mark.parametrize("code", sorted(condition_codes()))
@pytest.mark.parametrize("holds", [True, False])
def test_condition_is_one_short_sentence_or_two(code, holds):
    sentence = condition_sentence(Condition(code, holds, FIGURES))
    assert sentence[0].isupper() or sentence[0] in "“2"
    assert sentence[-1] in ".?"
    assert "{" not in sentence
    assert len(sentence) < 170


def test_one_person_is_told_as_one():
    said = condition_sentence(Condition("feedback_given", False, {"people": 1}))
    assert said.startswith("One person is waiting to hear")


def test_every_feature_of_pdsa_has_words():
    found = fidelity(Facts(made.document(), None, made.NOW))
    assert len({feature_sentence(feature) for feature in found}) == 7
