"""What every command that starts from a project does first."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from efqi.disclosure.release import Release
from efqi.measures.table import MeasureTable
from efqi.projects.answer import answer
from efqi.projects.charting import overruled
from efqi.projects.plan import Plan
from efqi.projects.source_choice import with_engine
from efqi.store.load import load
from efqi.store.measures_file import read_measures
from efqi.store.plan_file import PLAN_FILE, guesses_left, load_plan


@dataclass(frozen=True, slots=True)
class Source:
    """Where a command takes its numbers from.

    Attributes
    ----------
    project : Path
        The plan, or the folder that holds it.
    cells : Path or None
        Cells counted earlier, in place of the plan's data file.
    policy : str or None
        Disclosure policy in place of the plan's.
    inequality : str or None
        Measure of inequality to follow over time, in place of the one that suits.
    chart, rules : str or None
        Control chart and its rules in place of the plan's.
    measure : str or None
        Measure that they are for; every one by default.
    engine : str or None
        What counts in place of the plan's engine: its name or a database's URL.
    """

    project: Path
    cells: Path | None = None
    policy: str | None = None
    inequality: str | None = None
    chart: str | None = None
    rules: str | None = None
    measure: str | None = None
    engine: str | None = None


def plan_path(project: Path) -> Path:
    """Give the path of the plan itself."""
    return project if project.suffix == ".toml" else project / PLAN_FILE


def read_cells(source: Source) -> tuple[Plan, MeasureTable]:
    """Read the plan and count, or read, its cells; long counts show progress."""
    path = plan_path(source.project)
    plan = with_engine(load_plan(path), source.engine)
    if guesses := guesses_left(path):
        Console(stderr=True).print(
            f"[bold]{guesses} lines of {path.name} still say CHANGE THIS:[/] the answer "
            "rests on guesses, perhaps on a made-up change date."
        )
    if source.cells is not None:
        return plan, read_measures(source.cells, plan)
    with progress(f"Counting {plan.source.name}") as on_progress:
        return plan, load(plan, path.parent, on_progress=on_progress)


def released(source: Source) -> tuple[Plan, Release]:
    """Answer the plan and protect the answer."""
    plan, table = read_cells(source)
    plan = overruled(
        plan, measure=source.measure, chart=source.chart, rules=source.rules
    )
    if (source.policy or plan.policy) == "internal":
        Console(stderr=True).print(
            "[bold]Policy internal:[/] nothing is rounded or hidden. "
            "Keep what follows as you keep the extract."
        )
    return plan, answer(plan, table, policy=source.policy, inequality=source.inequality)


@contextmanager
def progress(words: str) -> Iterator[Callable[[float], None]]:
    """Show a bar on a terminal; elsewhere say nothing."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    with bar:
        task = bar.add_task(words, total=1.0)
        yield lambda done: bar.update(task, completed=done)
