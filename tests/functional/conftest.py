from datetime import date
from pathlib import Path

import pytest

from efqi.cli import main as cli

PLAN = """
[project]
title = "Missed appointments"
policy = "{policy}"

[data]
file = "{file}"
form = "{form}"
{date}
interval = "month"

[[measure]]
name = "missed"
title = "missed appointments"
of = "appointments"
kind = "proportion"
better = "lower"
{tally}

[[group]]
name = "deprivation"
title = "deprivation of home area"
column = "fifth"
order = ["1", "5"]
reference = "5"
ordered = true
labels = {{ "1" = "Most deprived", "5" = "Least deprived" }}

[[change]]
date = 2025-01-01
label = "Reminder texts began"

[contrast]
measure = "missed"
group_by = "deprivation"
compare = "1"
with = "5"
margin_points = 1.0
margin_percent = 10.0
"""

TALLY = """
numerator = [{ column = "outcome", is_in = ["missed"] }]
denominator = [{ column = "outcome", is_not_in = ["cancelled"] }]
"""


def plan_text(file: str, form: str, policy: str = "nhs-england") -> str:
    records = form == "records"
    return PLAN.format(
        file=file,
        form=form,
        policy=policy,
        date='date = "day"' if records else "",
        tally=TALLY if records else "",
    )


def months(first: int, last: int) -> list[date]:
    return [
        date(first + m // 12, m % 12 + 1, 1) for m in range(12 * (last - first + 1))
    ]


def counts_text() -> str:
    """24 months before and 12 after; only the least deprived fifth gets better."""
    lines = ["measure,interval_start,interval_end,ratio,numerator,denominator,fifth"]
    for t, start in enumerate(months(2023, 2025)):
        wobble = (0, 2, -1, 1, -2, 3, 0, -3, 1, 2, -1, 0)[t % 12]
        most, least = 180 + wobble, (80 if t < 24 else 50) - wobble
        lines.append(f"missed,{start},,{most / 1000},{most},1000,1")
        lines.append(f"missed,{start},,{least / 1000},{least},1000,5")
    return "\n".join(lines) + "\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with counts already made."""
    (tmp_path / "project.toml").write_text(plan_text("counts.csv", "counts"))
    (tmp_path / "counts.csv").write_text(counts_text())
    return tmp_path


@pytest.fixture
def efqi(monkeypatch, capfd):
    """Run the command line in this process: (exit code, standard output, errors)."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["efqi", *map(str, words)])
        monkeypatch.setenv("COLUMNS", "200")
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = end.code or 0
        shown = capfd.readouterr()
        return code, shown.out, shown.err

    return run
