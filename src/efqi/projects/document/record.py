"""What every part of a project document is made of."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

__all__ = ["Identifier", "Instant", "Line", "Paragraph", "Record"]

Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
"""Names one record within its project; never shown."""
_WITHOUT_NULL = r"^[^\x00]*$"
# No database keeps a character of value 0.
Line = Annotated[str, Field(max_length=300, pattern=_WITHOUT_NULL)]
"""A text of one line."""
Paragraph = Annotated[str, Field(max_length=20_000, pattern=_WITHOUT_NULL)]
"""A text of any length that a person writes."""
Instant = AwareDatetime
"""A moment, with its time zone."""


class Record(BaseModel):
    """Frozen data with named fields; an unknown name is an error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        use_enum_values=False,
        allow_inf_nan=False,
    )
