"""The commands that open, fill and copy the workbench, each in a process of its own."""

import os
import subprocess
import sys

import pytest

from efqi.projects.document.document import ProjectDocument
from efqi.store.bundle_reading import read_bundle

MAIN = "from efqi.cli.main import main; main()"


@pytest.fixture
def run(tmp_path):
    """Run `efqi` with a workbench of the test's own: (exit code, shown, said)."""

    def command(*words, home=tmp_path / "home", program=MAIN, **variables):
        done = subprocess.run(
            [sys.executable, "-c", program, *map(str, words)],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env=os.environ
            | {"EFQI_HOME": str(home), "EFQI_MODE": "local", "COLUMNS": "200"}
            | variables,
        )
        return done.returncode, done.stdout, done.stderr

    return command


def test_demo_answers_every_example_and_puts_it_in_the_workbench_once(
    run, tmp_path, root
):
    code, shown, said = run("demo", "--no-serve", "--out", tmp_path / "out")
    assert code == 0, said
    names = {path.parent.name for path in root.glob("examples/*/project.toml")}
    assert len(names) >= 4
    for name in names:
        assert (tmp_path / "out" / name / "report.html").stat().st_size > 10_000
        assert (tmp_path / "out" / name / "report.pdf").stat().st_size > 10_000
        assert str(tmp_path / "out" / name / "report.html") in shown
    listed = run("export")[1]
    assert len(listed.splitlines()) == len(names)
    again = f"from efqi.cli.demo import fill_workbench; fill_workbench(); {MAIN}"
    assert run("export", program=again)[1].endswith(listed)
    moved(run, tmp_path)


def moved(run, tmp_path):
    """An example goes to another machine, by file, with all that it has."""
    name = "example-missed-appointments"
    file, second = tmp_path / "x.efqi.zip", tmp_path / "y.efqi.zip"
    both = ("--people", "--exact")
    assert run("export", name, "--out", file, *both)[0] == 0
    other = tmp_path / "other"
    code, shown, said = run("import", file, home=other)
    assert (code, "is in the workbench" in shown) == (0, True), said
    assert run("export", name, "--out", second, *both, home=other)[0] == 0
    sent, came = (read_bundle(path.read_bytes(), "") for path in (file, second))
    assert sent == came
    assert sent.document.cycles[1].act.choice == "adapt"
    assert "invented" in sent.document.example


def test_example_says_what_it_is_made_of_and_names_no_real_person(root):
    for path in root.glob("examples/*/project.json"):
        document = ProjectDocument.model_validate_json(path.read_bytes())
        assert "invented" in document.example or "for teaching" in document.example
        people = [each.person for each in document.participation]
        people += [each.reader for each in document.readings]
        people += [each.by for each in document.answers]
        people += [each.name for each in document.team]
        assert all("(invented)" in name for name in people)
        for cycle in document.cycles:
            assert cycle.prediction.saved_at.date() < cycle.started_on


def test_folder_becomes_a_project_and_a_broken_one_leaves_nothing(run, tmp_path, root):
    example = root / "examples" / "ldl-teaching-case"
    for name in ("project.toml", "control.csv"):
        (tmp_path / name).write_bytes((example / name).read_bytes())
    assert run("import", tmp_path / "project.toml")[0] == 0
    listed = run("export")[1]
    assert "LDL control" in listed
    (tmp_path / "control.csv").write_text("measure\nldl_control\n")
    code, _, said = run("import", tmp_path)
    assert (code, "Traceback" in said) == (3, False)
    assert run("export")[1] == listed


REFUSED = {
    ("export", "no-such"): "no such project",
    ("import", "gone.zip"): "cannot be read",
    ("import", "words.zip"): "not a project file",
}


def test_what_cannot_be_moved_is_refused_in_a_sentence(run, tmp_path):
    (tmp_path / "words.zip").write_text("hello")
    for words, said in REFUSED.items():
        code, _, shown = run(*words)
        assert (code, said in shown) == (8, True), shown


def test_command_acts_for_nobody_on_a_service(run):
    code, _, said = run("export", EFQI_MODE="server")
    assert (code, "service with accounts" in said) == (8, True), said
