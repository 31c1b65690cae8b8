import pytest

from efqi.errors import ProjectError
from efqi.store.plan_file import load_plan


def test_load_plan_takes_a_folder_or_a_file(root):
    folder = root / "examples" / "missed-appointments"
    assert load_plan(folder) == load_plan(folder / "project.toml")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no project file here."),
        (b"[project\n", "not valid TOML.*line 1"),
        (b"[project]\ntitle = '\xff'\n", "not UTF-8"),
        (b"", "The file needs the key 'project'"),
    ],
)
def test_load_plan_says_what_is_wrong(tmp_path, content, said):
    if content is not None:
        (tmp_path / "project.toml").write_bytes(content)
    with pytest.raises(ProjectError, match=said) as caught:
        load_plan(tmp_path)
    assert caught.value.exit_code == 5
