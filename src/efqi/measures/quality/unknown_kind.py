"""Why a group is unknown, as far as its spelling says."""

import re
from collections.abc import Mapping

from efqi.measures.codes.code_list import NOT_KNOWN, NOT_STATED
from efqi.measures.dimension import UNKNOWN

NOT_RECORDED = "not recorded"
"""Kind of unknown: nothing was written."""
ELSEWHERE = "outside the groups"
"""Kind of unknown: a code that names no group of this list, such as an area of Wales."""
NOT_TOLD_APART = "not told apart"
"""Kind of unknown: one spelling for several kinds."""
KINDS = (NOT_STATED, NOT_KNOWN, NOT_RECORDED, NOT_TOLD_APART, ELSEWHERE)

_STATED = re.compile(r"z|.*not (stated|given|specified).*|.*refus.*|.*prefer not.*")
_KNOWN = re.compile(
    r"99?|x|u|\?+|.*not (known|available|asked).*|.*unknown.*|.*invalid.*|.*unspecified.*"
)
_RECORDED = re.compile(r"|null|n/?a|nan|none|.*missing.*|.*not recorded.*")
_PATTERNS = {NOT_STATED: _STATED, NOT_KNOWN: _KNOWN, NOT_RECORDED: _RECORDED}


def kind_of(spelling: str, declared: Mapping[str, str]) -> str:
    """Give the kind of an unknown spelling.

    Parameters
    ----------
    spelling : str
        As it stands in the source.
    declared : mapping of str to str
        Spellings whose kind a list of codes gives; it comes first.

    Returns
    -------
    str
        One of `KINDS`. "Not stated/Not known" says both, and a bare "unknown" says
        neither, and so they are not told apart.
    """
    word = spelling.strip().casefold()
    given = {key.casefold(): kind for key, kind in declared.items()}.get(word)
    if given is not None:
        return given if given in KINDS else ELSEWHERE
    if word == UNKNOWN:
        return NOT_TOLD_APART
    found = [kind for kind, pattern in _PATTERNS.items() if pattern.fullmatch(word)]
    if len(found) > 1:
        return NOT_TOLD_APART
    return found[0] if found else NOT_KNOWN
