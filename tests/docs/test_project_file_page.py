import re
import tomllib

from efqi.projects.parse import parse
from efqi.projects.schema import (
    AimSection,
    ChangeSection,
    ConditionEntry,
    ContrastSection,
    CrossSection,
    DataSection,
    GroupSection,
    LookupEntry,
    MeasureSection,
    ProjectSection,
    RuleEntry,
)
from efqi.projects.schema_error import keys_of
from efqi.projects.standardise_section import StandardiseSection

SECTIONS = (
    ProjectSection,
    DataSection,
    MeasureSection,
    ConditionEntry,
    GroupSection,
    RuleEntry,
    LookupEntry,
    ChangeSection,
    ContrastSection,
    AimSection,
    CrossSection,
    StandardiseSection,
)


def page(root) -> str:
    return (root / "docs/reference/project-file.md").read_text(encoding="utf-8")


def test_every_key_of_the_project_file_is_documented(root):
    first_cells = re.findall(r"^\| (`[^|]*)\|", page(root), re.M)
    documented = {key for cell in first_cells for key in re.findall(r"`(\w+)`", cell)}
    keys = {key for section in SECTIONS for key in keys_of(section)}
    assert documented == keys


def test_example_of_the_project_file_page_is_a_plan(root):
    example = re.search(r"```toml\n(.*?)```", page(root), re.S)
    assert parse(tomllib.loads(example[1])).contrast.measure == "missed"
