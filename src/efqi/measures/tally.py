"""How records become counts: conditions on columns, without code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on a column of the extract; all that are given must hold.

    Attributes
    ----------
    column : str
        Column of the extract.
    is_in, is_not_in : tuple of str
        Values the column must, or must not, hold (compared as text, blanks trimmed).
    at_least, at_most : float or None
        Bounds on a number; a blank never meets one.
    """

    column: str
    is_in: tuple[str, ...] = ()
    is_not_in: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many records meet all conditions, or the sum of a column over them.

    Attributes
    ----------
    where : tuple of Condition
        Conditions joined by "and"; none means every record.
    sum_of : str or None
        Column to add up (an exposure such as bed days); None counts records.
    """

    where: tuple[Condition, ...] = ()
    sum_of: str | None = None
