"""A standard population of the user's own."""

from dataclasses import replace
from pathlib import Path

from efqi.errors import Place, ProjectError
from efqi.measures.dimension import Dimension
from efqi.projects.plan import Plan, PlannedStandard
from efqi.store.extract import Extract
from efqi.store.opening import open_extract

POPULATION = "population"
"""Column of the persons of each band."""


def with_standard(plan: Plan, folder: Path) -> Plan:
    """Read the populations that the plan's standard names a file for.

    Parameters
    ----------
    plan : Plan
        Its standard may name a file.
    folder : Path
        Folder that the file name starts from.

    Raises
    ------
    ExtractError
        A file that cannot be read, or a column that it lacks.
    ProjectError
        A band that is missing, stands there twice, or has no number of persons.
    """
    standard = plan.standard
    if standard is None or not standard.file:
        return plan
    with open_extract(folder / standard.file) as file:
        populations = _populations(file, standard, plan.dimension(standard.by))
    return replace(plan, standard=replace(standard, populations=populations))


def _populations(
    file: Extract, standard: PlannedStandard, bands: Dimension
) -> dict[str, float]:
    file.require([standard.by, POPULATION])
    meant = {_tidy(band): band for band in bands.order}
    found: dict[str, float] = {}
    for record, (words, persons) in enumerate(file.texts([standard.by, POPULATION]), 1):
        band = meant.get(_tidy(words))
        if band is None:
            continue
        if band in found:
            raise ProjectError(
                f"The standard population has the band '{band}' twice.",
                where=file.place_of(record, standard.by, words),
                fix="Keep one row for each band.",
            )
        found[band] = _persons(file, record, persons)
    for band in bands.order:
        if band not in found:
            raise ProjectError(
                f"The standard population has no band '{band}'.",
                where=Place(file.file, column=standard.by),
                fix=f"Add a row for it; the bands of '{bands.name}' are: "
                f"{', '.join(bands.order)}.",
            )
    return found


def _tidy(words: str) -> str:
    return "".join(words.lower().split())


def _persons(file: Extract, record: int, words: str) -> float:
    try:
        persons = float(words.replace(",", ""))
    except ValueError:
        persons = -1.0
    if not 0 < persons < float("inf"):
        raise ProjectError(
            "A standard population needs a number of persons over 0.",
            where=file.place_of(record, POPULATION, words),
            fix="Correct it.",
        )
    return persons
