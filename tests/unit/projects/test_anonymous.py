import pytest

from efqi.projects.anonymous import SOMEONE, names_in, without_names
from efqi.projects.document.document import ProjectDocument


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("Ask Ann Lee about it", ["Ann Lee"], f"Ask {SOMEONE} about it"),
        ("ask ANN  lee", ["Ann Lee"], f"ask {SOMEONE}"),
        (
            "Lee said so; Annie did not",
            ["Ann Lee"],
            f"{SOMEONE} said so; Annie did not",
        ),
        ("It may rain in May", ["May Wu"], f"It may rain in {SOMEONE}"),
        ("Zoë's idea", ["Zoë"], f"{SOMEONE}'s idea"),
        ("Nothing to take out", [], "Nothing to take out"),
        ("A patient said it", ["A Patient"], f"{SOMEONE} said it"),
        ("Patients wait", ["A Patient"], "Patients wait"),
        ("(a+b)*", ["(a+b)*"], SOMEONE),
        ("$1 \\1", ["x"], "$1 \\1"),
        ("", ["Ann"], ""),
    ],
)
def test_names_are_taken_out_and_nothing_else(text, names, left):
    assert without_names(text, names) == left


def test_names_of_everyone_in_a_project_are_known():
    document = ProjectDocument.model_validate(
        {
            "identifier": "a",
            "title": "T",
            "created_at": "2026-01-01T00:00Z",
            "charter": {"sponsor": "S"},
            "team": [{"identifier": "m", "name": "M"}],
            "participation": [
                {"identifier": "p", "on": "2026-01-01", "person": "P", "role": "carer"}
            ],
            "readings": [
                {
                    "identifier": "r",
                    "read_at": "2026-01-01T00:00Z",
                    "reader": "R",
                    "written_down_by": "W",
                }
            ],
        }
    )
    assert names_in(document) == {"S", "M", "P", "R", "W"}
