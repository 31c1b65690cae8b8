import pytest

from tests.acceptance.expected import outputs, projects


def test_there_are_four_examples_with_their_papers():
    assert len(projects()) >= 4
    for project in projects():
        for name in ("README.md", "DATA-LICENCE.md", "expected/answers.md"):
            assert (project / name).is_file(), f"{project.name}/{name}"


@pytest.mark.parametrize("project", projects(), ids=lambda project: project.name)
def test_example_reproduces_what_is_expected(project):
    for name, text in outputs(project).items():
        expected = (project / "expected" / name).read_text(encoding="utf-8")
        assert text.replace("\r\n", "\n") == expected.replace("\r\n", "\n"), name
