"""Values of a project file as the text that data hold."""

from typing import Any


def number_as_text(value: Any) -> Any:
    """Write a number as people do, 1.0 as "1"; give anything else back."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return str(int(value)) if value == int(value) else str(value)


def one_as_list(value: Any) -> Any:
    """Make a list of a single value; give anything else back."""
    return [value] if isinstance(value, str | int | float) else value
