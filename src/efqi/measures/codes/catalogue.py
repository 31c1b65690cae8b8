"""Every list of codes, by the name that `project.toml` uses."""

from collections.abc import Iterable
from difflib import get_close_matches

from efqi.measures.codes import deprivation, ethnicity, sex
from efqi.measures.codes.code_list import CodeList
from efqi.measures.codes.integrated_care_boards import INTEGRATED_CARE_BOARDS
from efqi.measures.codes.local_authorities import LOCAL_AUTHORITIES
from efqi.measures.codes.regions import REGIONS
from efqi.measures.codes.sub_integrated_care_boards import SUB_INTEGRATED_CARE_BOARDS
from efqi.measures.codes.trusts import TRUSTS

_LISTS: dict[str, dict[str, CodeList]] = {
    "ethnic-category-2001": ethnicity.CATEGORY_2001,
    "ethnic-group-2021": ethnicity.GROUP_2021,
    **{name: {"": codes} for name, codes in deprivation.LISTS.items()},
    "sex": {"": sex.SEX},
    "gender-identity": {"": sex.GENDER_IDENTITY},
    "ods-icb": {"": INTEGRATED_CARE_BOARDS},
    "ods-sub-icb": {"": SUB_INTEGRATED_CARE_BOARDS},
    "ods-trust": {"": TRUSTS},
    "local-authority": {"": LOCAL_AUTHORITIES},
    "region": {"": REGIONS},
}


def code_list(name: str, level: str = "") -> CodeList:
    """Give a list of codes.

    Parameters
    ----------
    name : str
        Such as "ethnic-category-2001".
    level : str
        Such as "high"; blank for the list as it is.

    Raises
    ------
    KeyError
        Where there is none; `names` and `levels` say which there are.
    """
    return _LISTS[name][level]


def names() -> tuple[str, ...]:
    """Give the names of all lists."""
    return tuple(_LISTS)


def levels(name: str) -> tuple[str, ...]:
    """Give the levels that a list can be counted at, besides as it is."""
    return tuple(level for level in _LISTS[name] if level)


def nearest(word: str, valid: Iterable[str]) -> str:
    """Name the one of some names that was meant, or list them all."""
    known = list(valid)
    close = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"such as '{close[0]}'" if close else f"one of {', '.join(known)}"
