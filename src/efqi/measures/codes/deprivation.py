"""Groups of the English Indices of Multiple Deprivation, looked up by LSOA.

Sources: English Indices of Deprivation 2019 (LSOAs of 2011) and 2025 (LSOAs of 2021),
Ministry of Housing, Communities and Local Government. Open Government Licence v3.0.
"""

from efqi.measures.codes.code_list import NOT_KNOWN, CodeList

OUTSIDE_ENGLAND = "outside England"
"""Kind of unknown: an area of another nation, which has an index of its own."""
NO_AREA = "no area"
"""Kind of unknown: a pseudo code such as E99999999."""

_UNKNOWN = {
    OUTSIDE_ENGLAND: OUTSIDE_ENGLAND,
    NO_AREA: NO_AREA,
    "Not known": NOT_KNOWN,
    "Not applicable": NO_AREA,
}
_AREA_IS_NOT_PERSON = (
    "Deprivation is that of an area of about 1,500 people, not of the person: many people "
    "who are deprived live in areas that are not."
)
_OTHER_NATIONS = (
    "Areas of Wales, Scotland and Northern Ireland count as unknown: their indices cannot "
    "be put on the English scale."
)
_QUINTILES = {
    "1": "Most deprived fifth",
    "2": "Second most deprived fifth",
    "3": "Middle fifth",
    "4": "Second least deprived fifth",
    "5": "Least deprived fifth",
}
_DECILES = {
    "1": "Most deprived tenth",
    **{str(tenth): f"Tenth {tenth} of 10" for tenth in range(2, 10)},
    "10": "Least deprived tenth",
}
_CORE20 = {"core20": "Core20, the most deprived fifth", "rest": "Other four fifths"}
_SOURCES = {
    "imd2019": "English Indices of Deprivation 2019 (MHCLG), by LSOA of 2011",
    "imd2025": "English Indices of Deprivation 2025 (MHCLG, 30 October 2025), by LSOA of 2021",
}
_LEVELS = {
    "quintile": (_QUINTILES, "5"),
    "decile": (_DECILES, "10"),
    "core20": (_CORE20, "rest"),
}


def _list(index: str, level: str) -> CodeList:
    labels, reference = _LEVELS[level]
    return CodeList(
        _SOURCES[index],
        "deprivation of home area",
        labels,
        unknown=_UNKNOWN,
        reference=reference,
        is_ordered=True,
        losses=(_AREA_IS_NOT_PERSON, _OTHER_NATIONS),
        lookup=f"{index}-{level}",
    )


LISTS = {
    f"{index}-{level}": _list(index, level)
    for index in ("imd2019", "imd2025")
    for level in _LEVELS
}
"""``imd2019-quintile`` to ``imd2025-core20``."""
