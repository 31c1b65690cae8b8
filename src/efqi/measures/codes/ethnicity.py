"""Ethnic category 2001 (16+1), the 19 groups of 2021, and the mappings between them.

Sources: NHS Data Dictionary, data element ETHNIC CATEGORY (codes A to Z and default 99);
Hospital Episode Statistics (X for not known); GP data for planning and research (T for
Traveller); GOV.UK, List of ethnic groups (2021). Open Government Licence v3.0.
"""

from collections.abc import Mapping

from efqi.measures.codes.code_list import NOT_KNOWN, NOT_STATED, CodeList

_TITLE = "ethnic group"
_SOURCE_2001 = (
    "NHS Data Dictionary, ETHNIC CATEGORY (the 16+1 codes A to Z, 99 by default); X from "
    "Hospital Episode Statistics; T from GP data for planning and research"
)
_SOURCE_2021 = "GOV.UK, List of ethnic groups (2021, the Census of England and Wales)"
_UNKNOWN = {
    "Z": NOT_STATED,
    "Not stated": NOT_STATED,
    "99": NOT_KNOWN,
    "X": NOT_KNOWN,
    "Not known": NOT_KNOWN,
}
_OF_2001 = {
    "H": "Asian or Asian British - Indian",
    "J": "Asian or Asian British - Pakistani",
    "K": "Asian or Asian British - Bangladeshi",
    "L": "Asian or Asian British - Any other Asian background",
    "M": "Black or Black British - Caribbean",
    "N": "Black or Black British - African",
    "P": "Black or Black British - Any other Black background",
    "D": "Mixed - White and Black Caribbean",
    "E": "Mixed - White and Black African",
    "F": "Mixed - White and Asian",
    "G": "Mixed - Any other mixed background",
    "R": "Other Ethnic Groups - Chinese",
    "S": "Other Ethnic Groups - Any other ethnic group",
    "T": "Gypsy or Irish Traveller",
    "B": "White - Irish",
    "C": "White - Any other White background",
    "A": "White - British",
}
_HIGH_OF_2001 = {
    "Asian or Asian British": "HJKL",
    "Black or Black British": "MNP",
    "Mixed": "DEFG",
    "Other ethnic groups, with Chinese": "RS",
    "White": "TBCA",
}
_HIGH_OF_2001_AS_2021 = {
    "Asian or Asian British, with Chinese": "HJKLR",
    "Black or Black British": "MNP",
    "Mixed": "DEFG",
    "Other ethnic groups": "S",
    "White": "TBCA",
}
_ANY_OTHER_BLACK = "Any other Black, Black British, or Caribbean background"
_BRITISH = "English, Welsh, Scottish, Northern Irish or British"
_AS_2021 = {
    "H": "Indian",
    "J": "Pakistani",
    "K": "Bangladeshi",
    "R": "Chinese",
    "L": "Any other Asian background",
    "M": "Caribbean",
    "N": "African",
    "P": _ANY_OTHER_BLACK,
    "D": "White and Black Caribbean",
    "E": "White and Black African",
    "F": "White and Asian",
    "G": "Any other Mixed or multiple ethnic background",
    "S": "Any other ethnic group",
    "B": "Irish",
    "T": "Gypsy or Irish Traveller",
    "C": "Any other White background",
    "A": _BRITISH,
}
_HIGH_OF_2021 = {
    "Asian or Asian British": (
        "Indian",
        "Pakistani",
        "Bangladeshi",
        "Chinese",
        "Any other Asian background",
    ),
    "Black, Black British, Caribbean or African": (
        "Caribbean",
        "African",
        _ANY_OTHER_BLACK,
    ),
    "Mixed or multiple ethnic groups": (
        "White and Black Caribbean",
        "White and Black African",
        "White and Asian",
        "Any other Mixed or multiple ethnic background",
    ),
    "Other ethnic group": ("Arab", "Any other ethnic group"),
    "White": (
        "Irish",
        "Gypsy or Irish Traveller",
        "Roma",
        "Any other White background",
        _BRITISH,
    ),
}
_NAMES_OF_THE_CENSUS = {
    "Asian or Asian British": "Asian, Asian British or Asian Welsh",
    "Black, Black British, Caribbean or African": (
        "Black, Black British, Black Welsh, Caribbean or African"
    ),
}
_TRAVELLERS = (
    "Only some GP data have the code T; elsewhere Gypsies and Irish Travellers are among "
    "'Any other White background', 'White - Irish' or others."
)
_CHINESE_AMONG_OTHER = (
    "Chinese people are counted among other ethnic groups, as in the Census of 2001; later "
    "statistics count them as Asian."
)
_CHINESE_AMONG_ASIAN = (
    "Chinese people are counted as Asian, as in the Censuses of 2011 and 2021; figures by "
    "the five groups of 2001 count them among other ethnic groups."
)
_SUBGROUPS = "Differences within each of the five groups are not seen."
_TRAVELLERS_AMONG_WHITE = (
    "The code T, Traveller, is counted as White, as in the Census of 2021; the list of 2001 "
    "does not place it."
)
_AS_2021_LOSSES = (
    "The codes of 2001 have no Arab or Roma group: these people are among the 'any other' "
    "groups.",
    "Groups are matched by their names; there is no official mapping, and people may have "
    "answered the question of 2021 in another way.",
)
_AS_2001_LOSSES = (
    "Arab people are counted under 'Any other ethnic group', and Roma, Gypsies and Irish "
    "Travellers under 'Any other White background'.",
    _AS_2021_LOSSES[1],
)


def _grouped(members: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {
        group: (*codes, *(_OF_2001[code] for code in codes))
        for group, codes in members.items()
    }


def _of_2021(group: str) -> tuple[str, ...]:
    """Give "White: Irish" and the like, which tables write beside "Irish"."""
    high = next(name for name, groups in _HIGH_OF_2021.items() if group in groups)
    prefixes = dict.fromkeys((high, _NAMES_OF_THE_CENSUS.get(high, high)))
    return tuple(f"{prefix}: {group}" for prefix in prefixes)


_GROUPS_OF_2021 = [group for groups in _HIGH_OF_2021.values() for group in groups]
_ARAB_AND_TRAVELLERS_IN_2001 = {
    "Arab": "S",
    "Roma": "C",
    "Gypsy or Irish Traveller": "C",
}
_CODE_OF_2021 = {group: code for code, group in _AS_2021.items()}
_CODE_OF_2021 |= _ARAB_AND_TRAVELLERS_IN_2001


def _high_of_2021(high: str) -> tuple[str, ...]:
    members = [s for g in _HIGH_OF_2021[high] for s in (g, *_of_2021(g))]
    census = _NAMES_OF_THE_CENSUS.get(high)
    return (*([census] if census else []), *members)


def _same(groups: Mapping[str, object]) -> dict[str, str]:
    return {group: group for group in groups}


CATEGORY_2001 = {
    "": CodeList(
        _SOURCE_2001,
        _TITLE,
        _OF_2001,
        {code: (label,) for code, label in _OF_2001.items()},
        _UNKNOWN,
        reference="A",
        losses=(_TRAVELLERS,),
    ),
    "high": CodeList(
        _SOURCE_2001,
        _TITLE,
        _same(_HIGH_OF_2001),
        _grouped(_HIGH_OF_2001),
        _UNKNOWN,
        reference="White",
        losses=(_SUBGROUPS, _CHINESE_AMONG_OTHER, _TRAVELLERS_AMONG_WHITE),
    ),
    "high-2021": CodeList(
        _SOURCE_2001,
        _TITLE,
        _same(_HIGH_OF_2001_AS_2021),
        _grouped(_HIGH_OF_2001_AS_2021),
        _UNKNOWN,
        reference="White",
        losses=(_SUBGROUPS, _CHINESE_AMONG_ASIAN, _TRAVELLERS_AMONG_WHITE),
    ),
    "groups-2021": CodeList(
        _SOURCE_2001,
        _TITLE,
        {group: group for group in _AS_2021.values()},
        {group: (code, _OF_2001[code]) for code, group in _AS_2021.items()}
        | {"Gypsy or Irish Traveller": ("T",)},
        _UNKNOWN,
        reference=_BRITISH,
        losses=(_TRAVELLERS, *_AS_2021_LOSSES),
    ),
}
"""``ethnic-category-2001`` and its levels."""

GROUP_2021 = {
    "": CodeList(
        _SOURCE_2021,
        _TITLE,
        {group: group for group in _GROUPS_OF_2021},
        {group: _of_2021(group) for group in _GROUPS_OF_2021},
        _UNKNOWN,
        reference=_BRITISH,
    ),
    "high": CodeList(
        _SOURCE_2021,
        _TITLE,
        _same(_HIGH_OF_2021),
        {high: _high_of_2021(high) for high in _HIGH_OF_2021},
        _UNKNOWN,
        reference="White",
        losses=(_SUBGROUPS,),
    ),
    "groups-2001": CodeList(
        _SOURCE_2021,
        _TITLE,
        {code: label for code, label in _OF_2001.items() if code != "T"},
        {
            code: tuple(
                spelling
                for group in _GROUPS_OF_2021
                if _CODE_OF_2021[group] == code
                for spelling in (group, *_of_2021(group))
            )
            for code in _OF_2001
            if code != "T"
        },
        _UNKNOWN,
        reference="A",
        losses=_AS_2001_LOSSES,
    ),
}
"""``ethnic-group-2021`` and its levels."""
