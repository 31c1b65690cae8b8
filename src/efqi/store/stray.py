"""Values that lead to no group, told as errors."""

from efqi.errors import ExtractError
from efqi.projects.plan import PlannedDimension
from efqi.store.extract import Extract
from efqi.store.group_sql import in_lookup, stray_sql
from efqi.store.lookup import lookup


def stray_error(
    extract: Extract, planned: PlannedDimension, counted: str
) -> ExtractError:
    """Say which value of a lookup or of bands leads to no group, and where it stands.

    Parameters
    ----------
    extract : Extract
        Some record of it has such a value.
    planned : PlannedDimension
        A dimension with a lookup or bands.
    counted : str
        SQL that is true for the records that are counted.
    """
    stray = f"{stray_sql(extract, planned)} AND ({counted})"
    if planned.lookup:
        return _no_area(extract, planned, stray)
    return ExtractError(
        f"This is no age from {planned.bands[0]} to 130, in years.",
        where=extract.place(stray, planned.column),
        fix="Correct it, add a younger band, or list it under unknown.",
    )


def _no_area(extract: Extract, planned: PlannedDimension, stray: str) -> ExtractError:
    wanted = lookup(planned.lookup or "")
    of_other_year = in_lookup(extract, planned, wanted.other.name)
    records = _count(extract, stray)
    others = _count(extract, f"{stray} AND {of_other_year}")
    if others:
        return ExtractError(
            f"This is an LSOA of {wanted.other.year_of_areas}, and '{wanted.name}' goes by "
            f"those of {wanted.year_of_areas}; records with such codes: {others:,}.",
            where=extract.place(f"{stray} AND {of_other_year}", planned.column),
            fix=f'Set codes = "{wanted.other.name}", or give LSOAs of '
            f"{wanted.year_of_areas}.",
        )
    return ExtractError(
        f"This is no LSOA of {wanted.year_of_areas}; records with such codes: {records:,}.",
        where=extract.place(stray, planned.column),
        fix="Give codes such as E01000001, correct it, or list it under unknown.",
    )


def _count(extract: Extract, where: str) -> int:
    query = f"SELECT count(*) FROM {extract.relation} WHERE {where}"  # noqa: S608
    ((records,),) = extract.rows(query)
    return int(records)
