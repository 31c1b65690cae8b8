"""Every bad input ends in one clear sentence, an exit code, and nothing half-written."""

import re

import pytest

from tests.functional.conftest import counts_text, plan_text

EXTRACT, MEASURE, PROJECT, DISCLOSURE, STORAGE = 3, 4, 5, 6, 7
RECORDS = "day,outcome,fifth\n"


def records(*rows: str) -> str:
    ordinary = [
        f"2024-{m:02d}-{d:02d},{outcome},{fifth}"
        for m in range(1, 13)
        for d, outcome in ((3, "missed"), (9, "attended"), (20, "attended"))
        for fifth in ("1", "5")
    ]
    return RECORDS + "\n".join([*ordinary, *rows]) + "\n"


BAD_RECORDS = [
    ("an empty file", b"", EXTRACT, r"empty"),
    ("header only", RECORDS.encode(), EXTRACT, r"no (rows|records)"),
    ("an impossible date", records("2024-02-31,missed,1").encode(), EXTRACT,
     r"row 74.*'day'.*2024-02-31"),
    ("mixed dates", records("14/02/2024,missed,1").encode(), EXTRACT,
     r"row 74.*'day'.*14/02/2024"),
    ("a missing date", records(",missed,1").encode(), EXTRACT, r"row 74.*'day'"),
    ("a misspelt column", records().replace("fifth", "fith", 1).encode(), EXTRACT,
     r"'fifth'.*fith"),
    ("an unknown group value", records("2024-06-01,missed,7").encode(), None,
     r"'?7'?"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [b[1:] for b in BAD_RECORDS],
    ids=[b[0] for b in BAD_RECORDS],
)
def test_bad_records_end_in_one_sentence(efqi, tmp_path, content, code, words):
    (tmp_path / "project.toml").write_text(plan_text("records.csv", "records"))
    (tmp_path / "records.csv").write_bytes(content)
    refused(efqi("count", tmp_path, "--out", tmp_path / "out.csv"), code, words)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["project.toml", "records.csv"]


def refused(result, code, words):
    exit_code, _, said = result
    assert exit_code == code if code is not None else exit_code in range(3, 8), said
    said = " ".join(said.split())
    assert re.search(words, said), said
    assert "Traceback" not in said
    assert said.count(". ") <= 3, said


FIRST = "missed,2023-01-01,,0.18,180,1000,1\n"
BAD_COUNTS = [
    ("a negative count", "0.18,-180,1000", MEASURE, r"row 2.*numerator.*-180"),
    ("a fractional count", "0.18,180.5,1000", MEASURE, r"row 2.*numerator.*180.5"),
    ("a missing count", "0.18,,1000", MEASURE, r"row 2.*numerator"),
    ("words for a count", "0.18,many,1000", None, r"row 2.*numerator.*many"),
    ("numerator over denominator", "1.8,1800,1000", MEASURE, r"row 2.*1800.*1000"),
]


@pytest.mark.parametrize(
    ("cell", "code", "words"),
    [b[1:] for b in BAD_COUNTS],
    ids=[b[0] for b in BAD_COUNTS],
)
def test_bad_counts_end_in_one_sentence(efqi, project, cell, code, words):
    good = counts_text()
    bad = good.replace("0.18,180,1000", cell, 1)
    assert bad != good
    (project / "counts.csv").write_text(bad)
    refused(efqi("report", project, "--out", project / "out.html"), code, words)
    assert not (project / "out.html").exists()


def test_duplicate_cells_are_named(efqi, project):
    lines = counts_text().splitlines()
    (project / "counts.csv").write_text("\n".join([*lines, lines[1]]) + "\n")
    refused(
        efqi("verdict", project),
        MEASURE,
        r"row 74.*(twice|duplicate|again|more than once)",
    )


def test_unknown_key_names_the_nearest(efqi, project):
    plan = (project / "project.toml").read_text().replace("reference =", "refrence =")
    (project / "project.toml").write_text(plan)
    refused(efqi("verdict", project), PROJECT, r"refrence.*reference")


def test_broken_toml_names_the_line(efqi, project):
    (project / "project.toml").write_text("[project\n")
    refused(efqi("verdict", project), PROJECT, r"project\.toml.*line 1")


def test_missing_files_are_named(efqi, tmp_path, project):
    refused(efqi("verdict", tmp_path / "nowhere"), PROJECT, r"nowhere")
    (project / "counts.csv").unlink()
    refused(efqi("verdict", project), EXTRACT, r"counts\.csv")


def test_unknown_policy_names_the_nearest(efqi, project):
    refused(
        efqi("verdict", project, "--policy", "nhs-englnd"), DISCLOSURE, r"nhs-england"
    )


def test_one_group_only_is_refused(efqi, project):
    kept = [r for r in counts_text().splitlines() if not r.endswith(",1")]
    (project / "counts.csv").write_text("\n".join(kept) + "\n")
    refused(efqi("verdict", project), None, r"two groups|'1'")


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (slice(0, 3), "the data end before January 2025"),
        (slice(-2, None), "nothing from before January 2025"),
    ],
)
def test_one_interval_only_is_answered_plainly(efqi, project, kept, words):
    header, *rows = counts_text().splitlines()
    (project / "counts.csv").write_text("\n".join([header, *rows[kept]]) + "\n")
    code, shown, _ = efqi("verdict", project)
    assert code == 0
    assert words in " ".join(shown.split())


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_other_encodings_are_read_and_named(efqi, tmp_path, encoding):
    (tmp_path / "project.toml").write_text(plan_text("records.csv", "records"))
    text = records().replace("attended", "attended\u00e9")
    (tmp_path / "records.csv").write_bytes(text.encode(encoding))
    code, shown, said = efqi("count", tmp_path, "--out", tmp_path / "cells.csv")
    assert code == 0, said
    assert ("encoding: " in shown) == (encoding != "utf-8-sig")
    assert "rows read: 72" in shown


@pytest.mark.parametrize("share", [0, 1000])
def test_all_zero_and_all_event_groups_get_an_answer(efqi, project, share):
    text = re.sub(
        r"[\d.]+,\d+,1000,1\n", f"{share / 1000},{share},1000,1\n", counts_text()
    )
    (project / "counts.csv").write_text(text)
    code, shown, said = efqi("verdict", project)
    assert code == 0, said
    assert "gap" in shown


def test_unwritable_folder_is_said(efqi, project):
    refused(efqi("report", project, "--out", "/proc/report.html"), STORAGE, r"/proc")


def test_unknown_ending_is_a_question_of_use(efqi, project):
    code, _, said = efqi("report", project, "--out", project / "report.odt")
    assert code != 0
    assert ".html" in said and ".odt" in said
