"""The measures table that a plan asks for, wherever its counts come from."""

from pathlib import Path

from efqi.measures.table import MeasureTable
from efqi.projects.plan import Plan
from efqi.store.counting import count
from efqi.store.engine import Progress
from efqi.store.measures_file import read_measures
from efqi.store.reading import paths_of, reading_of


def load(
    plan: Plan, folder: Path, *, on_progress: Progress | None = None
) -> MeasureTable:
    """Count records, or read counts already made, as the plan's form says.

    Parameters
    ----------
    plan : Plan
        Its source names the file and form.
    folder : Path
        Folder that the file name starts from: where project.toml stands.
    on_progress : callable, optional
        Told the fraction done while records are counted.

    Returns
    -------
    MeasureTable

    Raises
    ------
    ExtractError, MeasureError
        As `count` and `read_measures`.
    """
    if plan.source.form == "counts":
        source = plan.source
        return read_measures(paths_of(source, folder), plan, reading_of(source))
    return count(plan, folder, on_progress=on_progress)
