import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import efqi as package
from tests.functional.conftest import counts_text, months, plan_text


def test_version_and_help_are_given(efqi):
    assert efqi("--version") == (0, f"efqi {package.__version__}\n", "")
    code, shown, _ = efqi("--help")
    assert code == 0
    for verb in ("demo", "new", "count", "spc", "gap", "verdict", "release", "report"):
        assert verb in shown


def test_help_loads_no_numerical_library():
    code = "import sys; import efqi.cli.main; print(*{m.split('.')[0] for m in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {
        "numpy",
        "scipy",
        "polars",
        "duckdb",
        "pydantic",
        "typst",
        "lxml",
        "xlsxwriter",
    }
    assert not heavy & set(loaded)


def test_verdict_tells_groups_and_gap_in_words(efqi, project):
    code, shown, _ = efqi("verdict", project)
    assert code == 0
    words = " ".join(shown.split())
    assert "The gap very probably widened" in words
    assert "reminder texts began in January 2025" in words
    assert "Policy: nhs-england." in words


def test_gap_prints_every_month(efqi, project):
    code, shown, _ = efqi("gap", project, "--measure", "missed", "--by", "deprivation")
    assert code == 0
    assert "January 2023" in shown
    assert "December 2025" in shown
    words = " ".join(shown.replace("\u00a0", " ").split())
    assert "Slope index of inequality, points: " in words
    # One end of the line falls below 0 here, so there is no ratio of the ends.
    assert "Relative index of inequality: " not in words


def test_gap_of_many_groups_gives_both_indices(efqi, root):
    project = root / "examples" / "talking-therapies"
    shown = " ".join(efqi("gap", project, "--by", "deprivation")[1].split())
    assert "Slope index of inequality, points: 16.1 (15.9 to 16.3) before" in shown
    assert "Relative index of inequality: 1.40 (1.39 to 1.40) times before" in shown


def test_gap_prints_every_measure_of_inequality(efqi, project):
    code, shown, _ = efqi("gap", project, "--by", "deprivation", "--json")
    assert code == 0
    found = json.loads(shown)["views"][0]["shown"]
    assert len(found["points"]) == 36
    names = {each["name"] for each in found["inequality"]["measures"]}
    assert {"slope_index", "theil_index", "index_of_disparity"} <= names
    table = " ".join(efqi("gap", project, "--by", "deprivation")[1].split())
    assert "Measures of inequality in" in table


def test_gap_follows_the_measure_of_inequality_asked_for(efqi, project):
    asked = ("gap", project, "--by", "deprivation", "--inequality")
    code, shown, _ = efqi(*asked, "theil_index")
    assert code == 0
    assert "Theil index: " in shown
    assert "December 2025" in shown
    code, _, said = efqi(*asked, "gini")
    assert code != 0
    assert "Choose one of: slope_index" in said


def test_spc_as_json_holds_points_and_limits(efqi, project):
    code, shown, _ = efqi("spc", project, "--json")
    assert code == 0
    view = json.loads(shown)["views"][0]
    assert [series["group"] for series in view["shown"]] == ["1", "5", "total"]
    assert len(view["shown"][0]["points"]) == 36


def test_spc_says_which_chart_why_and_each_chart_in_a_word(efqi, project):
    code, shown, said = efqi("spc", project)
    assert code == 0, said
    words = " ".join(shown.split())
    assert (
        "Every group: a p chart, because months differ no more than by chance." in words
    )
    assert "Chance alone gives a special cause to up to 2 charts in 100" in words
    table = shown.split("Every chart in a word")[1]
    found = {
        row.split("  ")[1].strip(): row for row in table.splitlines() if "  " in row
    }
    assert "Usual variation" in found["Most deprived"]
    assert "Special cause, better" in found["Least deprived"]


def test_spc_takes_another_chart_and_other_rules(efqi, project):
    rules = "nhsrplotthedots-0.2.2"
    code, shown, said = efqi("spc", project, "--chart", "i", "--rules", rules)
    assert code == 0, said
    words = " ".join(shown.split())
    assert "Every group: an individuals (XmR) chart, as asked for." in words
    assert "From the data efqi would have drawn a p chart" in words
    series = json.loads(
        efqi("spc", project, "--chart", "i", "--rules", rules, "--json")[1]
    )["views"][0]["shown"]
    assert {(s["chart"], s["rule_set"]) for s in series} == {("i", rules)}


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--chart", "u", "A u chart does not suit 'missed', a proportion"),
        ("--rules", "anhoj", "Did you mean 'anhoej'?"),
    ],
)
def test_spc_refuses_a_chart_or_rules_that_do_not_fit(
    efqi, project, option, value, said
):
    code, _, told = efqi("spc", project, option, value)
    assert code == 5
    assert option in told
    assert said in told


def test_spc_warns_of_overlapping_intervals_and_running_totals(efqi, project):
    file = project / "counts.csv"
    text = file.read_text()
    file.write_text(text.replace("-01-01,,", "-01-01,2026-01-31,"))
    words = " ".join(efqi("spc", project)[1].split())
    assert "Intervals of the source reach into the next one" in words
    head, *rows = text.splitlines()
    totals = [row.split(",") for row in rows]
    for t, cells in enumerate(totals):
        cells[3], cells[4] = "", str(100 + 5 * (t // 2))
    file.write_text("\n".join([head, *map(",".join, totals)]) + "\n")
    words = " ".join(efqi("spc", project)[1].split())
    assert "Every group: counts only ever grow, as running totals do." in words


def test_unknown_measure_or_group_names_the_nearest(efqi, project):
    assert "Did you mean 'missed'" in efqi("spc", project, "--measure", "mised")[2]
    code, _, said = efqi("spc", project, "--by", "depravation")
    assert code == 5
    assert "Did you mean 'deprivation'" in said


def test_report_writes_every_form_and_the_same_bytes_twice(efqi, project):
    forms = ("html", "pdf", "docx", "pptx", "xlsx", "csv", "json", "zip", "svg", "png")
    first = [project / f"one.{form}" for form in forms]
    again = [project / f"two.{form}" for form in forms]
    for files in (first, again):
        words = [word for file in files for word in ("--out", file)]
        code, shown, said = efqi("report", project, *words)
        assert code == 0, said
        assert all(str(file) in shown for file in files)
    for one, two in zip(first, again, strict=True):
        assert one.read_bytes() == two.read_bytes()
    assert first[1].read_bytes().startswith(b"%PDF-")


WRITTEN = {
    "identifier": "p",
    "title": "Texts",
    "created_at": "2026-01-01T09:00:00Z",
    "readings": [
        {
            "identifier": "r",
            "read_at": "2026-02-01T09:00:00Z",
            "reader": "Grace Obi",
            "role": "carer",
            "true_to_life": "That is us.",
            "quote_consent": "public",
        }
    ],
}


def test_report_takes_along_what_was_written_beside_the_plan(efqi, project):
    out = project / "one.html"
    (project / "project.json").write_text(json.dumps(WRITTEN))
    code, _, said = efqi("report", project, "--out", out)
    assert code == 0, said
    report = out.read_text()
    assert "Read by a carer on 1 February 2026." in report
    assert "That is us." in report
    assert "Grace" not in report


@pytest.mark.parametrize("content", ["{", "[]", '{"version": 99}', '{"title": 3}'])
def test_report_says_what_is_wrong_with_what_was_written(efqi, project, content):
    (project / "project.json").write_text(content)
    code, _, said = efqi("report", project, "--out", project / "one.html")
    assert code != 0
    assert "project.json" in said
    assert "Traceback" not in said


def test_release_is_json_with_policy_and_checks(efqi, project):
    out = project / "release.json"
    assert efqi("release", project, "--out", out)[0] == 0
    whole = json.loads(out.read_text())
    assert whole["release"]["policy"] == "nhs-england"
    assert whole["release"]["checks"]


def test_internal_policy_is_said_aloud(efqi, project):
    code, _, said = efqi("verdict", project, "--policy", "internal")
    assert code == 0
    assert "nothing is rounded or hidden" in " ".join(said.split())


def records_text() -> str:
    lines = ["day,outcome,fifth"]
    for t, start in enumerate(months(2023, 2025)):
        for fifth, missed in (("1", 18), ("5", 8 if t < 24 else 5), ("", 1)):
            for n in range(100 if fifth else 10):
                outcome = "missed" if n < missed else "attended"
                lines.append(f"{start.replace(day=n % 28 + 1)},{outcome},{fifth}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    (tmp_path / "project.toml").write_text(plan_text("records.csv", "records"))
    (tmp_path / "records.csv").write_text(records_text())
    return tmp_path


def test_count_writes_cells_that_verdict_takes(efqi, records):
    cells = records / "cells.csv"
    code, shown, said = efqi("count", records, "--out", cells)
    assert code == 0, said
    assert "exact" in shown
    with cells.open() as file:
        rows = list(csv.DictReader(file))
    unknown = [r for r in rows if r["deprivation"] == "unknown"]
    assert len(unknown) == 36
    total = [r for r in rows if not r["deprivation"]]
    assert sum(int(float(r["denominator"])) for r in total) == 36 * 210
    counted = efqi("verdict", records, "--json")
    from_cells = efqi("verdict", records, "--cells", cells, "--json")
    assert counted[0] == 0
    assert counted[1] == from_cells[1]


def test_new_writes_a_plan_that_runs(efqi, tmp_path):
    (tmp_path / "visits.csv").write_text(records_text())
    code, shown, said = efqi(
        "new", tmp_path / "visits.csv", "--date", "day", "--numerator", "outcome=missed",
        "--group", "fifth", "--change", "2025-01-01=Reminder texts began",
    )  # fmt: skip
    assert code == 0, said
    assert "project.toml" in shown
    code, shown, said = efqi("verdict", tmp_path)
    assert code == 0, said
    assert "gap" in shown
    assert "still say CHANGE THIS" in said
    plan = tmp_path / "project.toml"
    plan.write_text(plan.read_text().replace("# CHANGE THIS", "# decided"))
    assert "CHANGE THIS" not in efqi("verdict", tmp_path)[2]


def test_new_never_overwrites(efqi, tmp_path):
    (tmp_path / "visits.csv").write_text(records_text())
    (tmp_path / "project.toml").write_text("mine")
    code, _, said = efqi("new", tmp_path / "visits.csv")
    assert code == 5
    assert "there already" in said
    assert (tmp_path / "project.toml").read_text() == "mine"


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--change", "soon=Texts"),
        ("--change", "2025-01-01"),
        ("--numerator", "outcome"),
    ],
)
def test_new_explains_a_malformed_choice(efqi, tmp_path, option, words):
    (tmp_path / "visits.csv").write_text(records_text())
    code, _, said = efqi("new", tmp_path / "visits.csv", option, words)
    assert code == 5
    assert option in said
    assert not (tmp_path / "project.toml").exists()


@pytest.mark.usefixtures("ctrl_c_heard")
def test_interrupted_count_leaves_nothing(tmp_path):
    (tmp_path / "project.toml").write_text(plan_text("records.csv", "records"))
    text = records_text()
    header, body = text.split("\n", 1)
    with (tmp_path / "records.csv").open("w") as file:
        file.write(header + "\n")
        for _ in range(1_500):
            file.write(body)
    before = sorted(path.name for path in tmp_path.iterdir())
    with subprocess.Popen(
        [Path(sys.executable).with_name("efqi"), "count", tmp_path, "--out",
         tmp_path / "cells.csv"],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "COVERAGE_PROCESS_START": ""},
    ) as running:  # fmt: skip
        time.sleep(2.5)
        assert running.poll() is None, "the count was over before it could be stopped"
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Stopped" in said
    assert "Traceback" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_unexpected_failure_is_one_sentence_with_its_details_kept(
    efqi, project, monkeypatch
):
    from efqi.cli import show

    def broken(*_):
        raise RuntimeError("a bug of ours")

    monkeypatch.setattr(show, "released", broken)
    code, _, said = efqi("verdict", project)
    assert code == 70
    assert "Traceback" not in said
    log = Path(said.split("The details are in ")[1].split(";")[0])
    assert "a bug of ours" in log.read_text()
    log.unlink()


def test_counts_file_round_trip_keeps_the_answer(efqi, project):
    first = efqi("verdict", project, "--json")[1]
    (project / "counts.csv").write_text("\ufeff" + counts_text().replace(",", ";"))
    assert efqi("verdict", project, "--json")[1] == first


def test_count_says_how_good_the_data_are_when_asked(efqi, project, tmp_path):
    cells = ("--out", str(tmp_path / "cells.csv"))
    code, quiet, _ = efqi("count", project, *cells)
    assert code == 0
    code, told, error = efqi("count", project, *cells, "--quality")
    assert (code, error) == (0, "")
    assert told.startswith(quiet)
    more = told.removeprefix(quiet)
    assert "checks are fine." in more
    assert "The source shows no unknown." in more


def test_lookup_is_kept_listed_and_named(efqi, tmp_path, monkeypatch):
    monkeypatch.setenv("EFQI_HOME", str(tmp_path / "home"))
    onspd = tmp_path / "onspd.csv"
    onspd.write_text("pcds,lsoa21\nE1 1AA,E01000007\n", encoding="utf-8")
    code, _, said = efqi("lookup", "list")
    assert (code, "No lookup is kept yet" in said) == (0, True)
    code, shown, _ = efqi("lookup", "add", onspd)
    assert code == 0
    assert 'lookup = "postcode-lsoa21"' in shown
    assert efqi("lookup", "list")[1] == "postcode-lsoa21\n"
    code, _, said = efqi("lookup", "add", onspd, "--to", "lsoa11")
    assert (code, "no column 'lsoa11'" in said) == (3, True)
