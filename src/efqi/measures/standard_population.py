"""Populations of known age structure, to which rates are standardised."""

import re
from collections.abc import Sequence

from efqi.errors import ProjectError

EUROPEAN_2013 = "esp2013"
"""Name of the European Standard Population of 2013."""

# Eurostat: Revision of the European Standard Population, report of Eurostat's task force,
# 2013; both sexes, sums to 100,000. First age of each band, and persons.
_EUROPEAN_2013 = {
    0: 1_000, 1: 4_000, 5: 5_500, 10: 5_500, 15: 5_500, 20: 6_000, 25: 6_000,
    30: 6_500, 35: 7_000, 40: 7_000, 45: 7_000, 50: 7_000, 55: 6_500, 60: 6_000,
    65: 5_500, 70: 5_000, 75: 4_000, 80: 2_500, 85: 1_500, 90: 800, 95: 200,
}  # fmt: skip
_FIRST_TO_LAST = re.compile(r"(?:aged? )?(\d+) ?(?:-|\u2013|to) ?(\d+)(?: years)?")
_FROM = re.compile(
    r"(?:aged? )?(\d+) ?(?:\+|(?:years )?(?:and|or) (?:over|older|above))"
)
_UNDER = re.compile(r"(?:under|below|less than) (\d+)(?: years)?")
_ONE = re.compile(r"(?:aged? )?(\d+)(?: years?)?")
_NO_END = 1_000


def european_2013(bands: Sequence[str]) -> tuple[float, ...]:
    """Give the European Standard Population of 2013 in bands of age.

    Parameters
    ----------
    bands : sequence of str
        As tables write them: "0-4", "18 to 24", "under 1", "85+", "90 and over".

    Returns
    -------
    tuple of float
        Persons of each band; 100,000 over all ages.

    Raises
    ------
    ProjectError
        A name that is no band of ages, or a band that cuts one of the standard's in two.
    """
    return tuple(float(_european(band)) for band in bands)


def ages(band: str) -> tuple[int, int] | None:
    """Give first age and the one after the last of a band; None where it names no ages."""
    words = " ".join(band.lower().split())
    if found := _FIRST_TO_LAST.fullmatch(words):
        return int(found[1]), int(found[2]) + 1
    if found := _FROM.fullmatch(words):
        return int(found[1]), _NO_END
    if found := _UNDER.fullmatch(words):
        return 0, int(found[1])
    if found := _ONE.fullmatch(words):
        return int(found[1]), int(found[1]) + 1
    return None


def _european(band: str) -> int:
    found = ages(band)
    if found is None:
        raise ProjectError(
            f"'{band}' is not a band of ages, so the standard population has no figure for it.",
            fix="Write bands as '0-4' or '85+', or give a standard_file with your bands.",
        )
    first, end = found
    for edge in (first, end):
        if edge != _NO_END and edge not in _EUROPEAN_2013:
            raise ProjectError(
                f"The band '{band}' cuts a band of the European Standard Population at {edge}.",
                fix="Begin bands at 0, 1, 5, 10 and so on by fives to 95, or give a "
                "standard_file with your bands.",
            )
    return sum(n for age, n in _EUROPEAN_2013.items() if first <= age < end)
