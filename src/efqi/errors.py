"""The errors a user meets: each says what was found, where, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the user's own material something was found.

    Attributes
    ----------
    file : str
        File name as the user gave it; empty where no file is involved.
    row : int or None
        Line of the file as an editor counts it (the header is line 1).
    column : str
        Column or key.
    value : str
        What stood there.
    sheet, cell : str
        For a workbook: its sheet, and the cell as Excel names it ("B7").
    """

    file: str = ""
    row: int | None = None
    column: str = ""
    value: str | None = None
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """Write the place as "file, row 3, column 'age', value 'x'"."""
        parts = [self.file] if self.file else []
        if self.sheet:
            parts.append(f"sheet '{self.sheet}'")
        if self.cell:
            parts.append(f"cell {self.cell}")
        elif self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column '{self.column}'")
        if self.value is not None:
            parts.append(f"value '{self.value}'")
        return ", ".join(parts)


class EfqiError(Exception):
    """Base of every error that efqi shows to a user.

    Parameters
    ----------
    found : str
        What was found, one sentence with its full stop.
    where : Place, optional
        Where it was found.
    fix : str, optional
        What to do, one sentence with its full stop.

    Attributes
    ----------
    exit_code : int
        What the command line returns for this class of error.
    """

    exit_code = 1

    def __init__(
        self, found: str, *, where: Place | None = None, fix: str = ""
    ) -> None:
        self.found, self.where, self.fix = found, where, fix
        place = f"{where}: " if where is not None and str(where) else ""
        super().__init__(f"{place}{found} {fix}".strip())


class ExtractError(EfqiError):
    """A data file cannot be read as it is."""

    exit_code = 3


class MeasureError(EfqiError):
    """Counts do not make sense as a measure."""

    exit_code = 4


class ProjectError(EfqiError):
    """The measurement plan is incomplete or contradicts the data."""

    exit_code = 5


class DisclosureError(EfqiError):
    """Something may not leave under the policy in force."""

    exit_code = 6


class StorageError(EfqiError):
    """A file cannot be written: full disk, read-only folder, no permission."""

    exit_code = 7


class BundleError(EfqiError):
    """A file that should hold a project, or a copy of everything, cannot be taken in."""

    exit_code = 8
