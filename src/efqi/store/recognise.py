"""Columns that hold codes of the NHS, known by their names and values."""

import re
from dataclasses import dataclass

from efqi.measures.bands import band_names
from efqi.measures.codes.catalogue import code_list, levels
from efqi.measures.codes.code_list import CodeList
from efqi.store.engine import text
from efqi.store.extract import Extract
from efqi.store.grouping import folded
from efqi.store.lookup import lookup
from efqi.store.profile import ColumnProfile

_AREA = re.compile(r"E01\d{6}", re.IGNORECASE)
_SHARE_OF_AREAS = 0.9
_BY_NAME = {
    "ethnic-category-2001": r"ethnic|ethnos|race",
    "ethnic-group-2021": r"ethnic|ethnos|race",
    "gender-identity": r"gender.?identity",
    "sex": r"sex|gender",
    "ods-icb": r"icb|integrated.?care",
    "ods-sub-icb": r"sub.?icb|sicbl|icb|ccg",
    "ods-trust": r"trust|provider|org",
    "local-authority": r"local.?auth|district|\bla\b|ltla|lad",
    "region": r"region",
}
_WORDS_NEED_NO_CODES = ("sex", "region")
_AGE = re.compile(r"^age$|^age_?(at|in|on|years)|_age$", re.IGNORECASE)
_BANDS = (0, 18, 35, 65)
_FEWEST_AGES = 12
_OLDEST = 130


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a column holds.

    Attributes
    ----------
    codes, level : str
        Name of a list of codes and its level; blank for ages.
    bands : tuple of int
        For ages: first age of each band.
    groups : tuple of str
        Groups met, commonest first.
    unknown : tuple of str
        Spellings of unknown that the list does not have.
    """

    codes: str = ""
    level: str = ""
    bands: tuple[int, ...] = ()
    groups: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def code_list(self) -> CodeList | None:
        """The list of its codes; None for ages."""
        return code_list(self.codes, self.level) if self.codes else None


def recognise(extract: Extract, profile: ColumnProfile) -> Recognised | None:
    """Say which codes a column of records holds; None where it is none that is known.

    Parameters
    ----------
    extract : Extract
        The file.
    profile : ColumnProfile
        The column.
    """
    if profile.is_date or len(profile.known) < 2:
        return None
    return _areas(extract, profile) or _coded(profile) or _ages(profile)


def _areas(extract: Extract, profile: ColumnProfile) -> Recognised | None:
    areas = [v.strip().upper() for v in profile.known if _AREA.fullmatch(v.strip())]
    if len(areas) < _SHARE_OF_AREAS * len(profile.known):
        return None
    fits = {
        index: _matched(extract, f"{index}-quintile", areas)
        for index in ("imd2025", "imd2019")
    }
    codes = f"{max(fits, key=lambda index: fits[index])}-quintile"
    return Recognised(codes, groups=code_list(codes).order, unknown=profile.unknown)


def _matched(extract: Extract, name: str, areas: list[str]) -> int:
    listed = ", ".join(map(text, areas))
    ((matched,),) = extract.rows(
        f"SELECT count(*) FROM {lookup(name).relation} WHERE lsoa IN ({listed})"  # noqa: S608
    )
    return int(matched)


def _coded(profile: ColumnProfile) -> Recognised | None:
    for name, words in _BY_NAME.items():
        if re.search(words, profile.name, re.IGNORECASE):
            level = "high" if "high" in levels(name) else ""
            found = _as_list(profile, name, level)
            if found is not None:
                return found
    return None


def _as_list(profile: ColumnProfile, name: str, level: str) -> Recognised | None:
    plain, shown = code_list(name), code_list(name, level)
    if name in _WORDS_NEED_NO_CODES and not set(profile.known) & {
        *plain.order,
        "M",
        "F",
    }:
        return None
    listed = _groups_of(plain)
    values = [v for v in profile.values if folded(v) not in map(folded, plain.unknown)]
    stray = [v for v in values if folded(v) not in listed]
    if any(v not in profile.unknown for v in stray):
        return None
    at_level = _groups_of(shown)
    groups = dict.fromkeys(at_level[folded(v)] for v in values if v not in stray)
    if len(groups) < 2:
        return None
    return Recognised(name, level, groups=tuple(groups), unknown=tuple(stray))


def _groups_of(codes: CodeList) -> dict[str, str]:
    of_code = {folded(group): group for group in codes.order}
    for group, spellings in codes.spellings.items():
        of_code |= dict.fromkeys(map(folded, spellings), group)
    return of_code


def _ages(profile: ColumnProfile) -> Recognised | None:
    if not _AGE.search(profile.name) or len(profile.known) < _FEWEST_AGES:
        return None
    try:
        ages = [float(value) for value in profile.known]
    except ValueError:
        return None
    if not all(0 <= age <= _OLDEST for age in ages):
        return None
    of_age = [sum(age >= first for first in _BANDS) - 1 for age in ages]
    names = band_names(_BANDS)
    groups = tuple(dict.fromkeys(names[band] for band in of_age))
    return Recognised(bands=_BANDS, groups=groups, unknown=profile.unknown)
