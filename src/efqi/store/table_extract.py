"""Records in a table, whose rows have no numbers."""

from dataclasses import dataclass

from efqi.errors import Place
from efqi.store.extract import Extract

SOURCE = "efqi_source"
"""What every engine but DuckDB calls the records."""
TEXT = "VARCHAR"
"""DuckDB's name for text, as which columns of any unusual type are read."""


@dataclass(frozen=True, slots=True)
class TableExtract(Extract):
    """Records that another engine holds."""

    def place(self, where: str, column: str) -> Place:
        """Find a value among the rows that meet a condition: the first by alphabet.

        Parameters
        ----------
        where : str
            SQL condition that some row meets.
        column : str
            Column whose value is shown.
        """
        value = f"SELECT coalesce({self.text(column)}, '') AS value"
        ((first,),) = self.rows(
            f"SELECT min(value) FROM ({value} FROM {self.relation} WHERE {where}) AS met"  # noqa: S608
        )
        return Place(self.file, None, column, first)
