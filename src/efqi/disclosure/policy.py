"""Disclosure policies as data: what is hidden, how the rest is rounded, and who says so."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from efqi.errors import DisclosureError


class Rounding(StrEnum):
    """How a count that is not hidden is rounded."""

    NONE = "none"
    NEAREST_5 = "nearest 5"
    MIDPOINT_6 = "midpoint 6"


@dataclass(frozen=True, slots=True)
class Policy:
    """One rule for what may leave.

    Attributes
    ----------
    name : str
        As the plan and the command line spell it.
    smallest_shown : int
        Counts from 1 to one less than this are hidden; 1 hides none.
    rounding : Rounding
        What happens to the counts that are not hidden.
    zero_is_disclosive : bool
        Whether a count of zero is hidden too.
    all_is_disclosive : bool
        Whether a proportion of 100 % is hidden too.
    protects_complement : bool
        Whether the people *without* the event must also be none or `smallest_shown` and
        more. Needed where counts are exact; rounding keeps them uncertain by itself.
    is_for_sharing : bool
        False for `internal`: only members with the data role, printed and logged.
    exempt : tuple of str
        Results the owner lets through without count rules; efqi still rounds them.
    sources : tuple of str
        Who says so.
    """

    name: str
    smallest_shown: int
    rounding: Rounding
    zero_is_disclosive: bool = False
    all_is_disclosive: bool = False
    protects_complement: bool = False
    is_for_sharing: bool = True
    exempt: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def is_rounded(self) -> bool:
        """Whether counts are rounded."""
        return self.rounding is not Rounding.NONE

    @property
    def lowest_hidden(self) -> int:
        """Smallest count that is hidden."""
        return 0 if self.zero_is_disclosive else 1

    @property
    def small_below(self) -> int:
        """Counts above 0 and below this must stay uncertain, shown or not."""
        return 7 if self.rounding is Rounding.MIDPOINT_6 else self.smallest_shown

    @property
    def reason(self) -> str:
        """Reason code of a count that is hidden for being small."""
        return f"fewer_than_{self.smallest_shown}"


_STATISTICS = ("standardised rates", "confidence intervals", "regression")
_OPENSAFELY = "OpenSAFELY documentation, statistical disclosure control (outputs/sdc)"

_NAMED = (
    Policy(
        "nhs-england",
        smallest_shown=8,
        rounding=Rounding.NEAREST_5,
        exempt=("national counts", *_STATISTICS),
        sources=(
            "NHS England (NHS Digital): change to disclosure control methodology for HES "
            "and ECDS from September 2018",
        ),
    ),
    Policy(
        "opensafely-midpoint6",
        smallest_shown=1,
        rounding=Rounding.MIDPOINT_6,
        exempt=_STATISTICS,
        sources=(_OPENSAFELY,),
    ),
    Policy(
        "opensafely-round5",
        smallest_shown=8,
        rounding=Rounding.NEAREST_5,
        zero_is_disclosive=True,
        all_is_disclosive=True,
        exempt=_STATISTICS,
        sources=(_OPENSAFELY,),
    ),
    Policy("internal", smallest_shown=1, rounding=Rounding.NONE, is_for_sharing=False),
)
POLICIES = {each.name: each for each in _NAMED}
"""Named policies; `threshold-N` is made by `policy`."""


def policy(name: str) -> Policy:
    """Give the policy of that name.

    Parameters
    ----------
    name : str
        One of `POLICIES`, or ``threshold-N`` for any whole N of 1 or more: 1 to N-1 are
        hidden, N itself is shown, nothing is rounded.

    Raises
    ------
    DisclosureError
        If there is none, naming the nearest.
    """
    if name in POLICIES:
        return POLICIES[name]
    if re.fullmatch(r"threshold-[1-9]\d{0,5}", name):
        return Policy(
            name,
            smallest_shown=int(name.removeprefix("threshold-")),
            rounding=Rounding.NONE,
            protects_complement=True,
            sources=("Set by the team",),
        )
    known = (*POLICIES, "threshold-10")
    nearest = get_close_matches(name, known, n=1, cutoff=0.0)[0]
    raise DisclosureError(
        f"There is no disclosure policy '{name}'.",
        fix=f"Did you mean '{nearest}'? Policies are {', '.join(POLICIES)} and threshold-N.",
    )
