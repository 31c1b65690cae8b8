"""What every section of `project.toml` is made from."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from efqi.projects.value_text import number_as_text, one_as_list

Value = Annotated[str, BeforeValidator(number_as_text)]
Values = Annotated[tuple[Value, ...], BeforeValidator(one_as_list)]
Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(one_as_list)]
Positive = Annotated[float, Field(gt=0)]
NotNegative = Annotated[float, Field(ge=0)]


class Section(BaseModel):
    """A table of the file: no key but its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)
