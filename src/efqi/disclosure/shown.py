"""A number as it may be shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as it may be shown; hidden is None with a reason, never 0.

    Attributes
    ----------
    value : float or None
        The protected number.
    reason : str
        Code of why it is hidden ("fewer_than_8", "no_data", "none_in_denominator"); empty
        where it is shown.
    lower, upper : float or None
        For a hidden count, the public bounds of what it could be (1 and 7).
    """

    value: float | None
    reason: str = ""
    lower: float | None = None
    upper: float | None = None
