"""The section of `project.toml` that takes age into account."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from efqi.projects.plan import PlannedStandard
from efqi.projects.section import Section, Text


class StandardiseSection(Section):
    """``[standardise]``: levels as they would be if groups had the same mix of ages."""

    by: Text
    standard: Literal["esp2013", "indirect"] | None = None
    standard_file: Text | None = None
    groups: Annotated[tuple[Text, ...], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _one_standard(self) -> Self:
        if (self.standard is None) == (self.standard_file is None):
            raise PydanticCustomError(
                "standard",
                "either standard (esp2013 or indirect) or standard_file, not both",
            )
        return self

    def planned(self, every: tuple[str, ...]) -> PlannedStandard:
        """Give this section as part of a plan; of every group unless it names some."""
        file = self.standard_file or ""
        chosen = self.groups or tuple(name for name in every if name != self.by)
        return PlannedStandard(self.by, self.standard or file, file, chosen)
