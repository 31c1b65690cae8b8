"""Write the generated pages of the docs; the tests fail where one is stale."""

from pathlib import Path

import typer.main
from typer.cli import get_docs_for_click

from efqi.cli.main import app
from efqi.measures.codes.catalogue import code_list, levels, names
from efqi.measures.codes.code_list import CodeList
from efqi.web.configuration import VARIABLES

REFERENCE = Path(__file__).resolve().parent / "reference"
_MOST_SHOWN = 20
_CODES = """\
<!-- Written by `make docs` from the lists themselves. -->

# Codes that efqi knows

A group section of the [project file](project-file.md) that names its codes needs three
lines; what it says besides comes first:

```toml
[[group]]
name = "ethnicity"
column = "ETHNOS"
codes = "ethnic-category-2001"
level = "high"  # optional: five groups in place of sixteen
```

Each list fills the order, labels, reference, other spellings and the codes for unknown.
Every kind of unknown counts as unknown in a gap; `efqi count` says how many records are of
each kind. A code that a list does not have is an error that names its row. The order is not
one of need: put the worst-served group first with `order`.

Areas are looked up while records are counted, so one column of LSOA codes can be counted by
quintile, decile and Core20 in three sections. An LSOA of 2011 under an index of 2025 (or the
other way) is an error that says so; the 31,810 areas that did not change have one code in
both years. Areas of other nations and pseudo codes such as E99999999 count as unknown.

A column of postcodes, or another nation's index, is read through a `lookup` of your own.
Ages become groups by `bands`, and PLUS and inclusion health groups by `rules`: see the
[project file](project-file.md#group).

All lists are published under the Open Government Licence v3.0. Contains National Statistics
data © Crown copyright and database right.
"""


_SETTINGS = """\
<!-- Written by `make docs` from the variables themselves. -->

# Settings of the workbench

`efqi serve` reads these from the environment. Without any, it serves one person on this machine,
without sign-in, and answers to this machine only.

| variable | what it is for | without it |
|---|---|---|"""


def commands() -> str:
    """Give the page of commands, from the commands themselves."""
    command = typer.main.get_command(app)
    context = command.context_class(command, info_name="efqi")
    page = get_docs_for_click(obj=command, ctx=context, name="efqi", title="Commands")
    note = "<!-- Written by `make docs` from the commands themselves. -->"
    return f"{note}\n\n{page.strip()}\n"


def codes() -> str:
    """Give the page of code lists, from the lists themselves."""
    sections = [_codes_section(name) for name in names()]
    return "\n".join([_CODES, *sections])


def settings() -> str:
    """Give the page of settings, from the variables that are read."""
    rows = [f"| `{v.name}` | {v.purpose} | {v.default} |" for v in VARIABLES]
    return "\n".join([_SETTINGS, *rows, ""])


def _codes_section(name: str) -> str:
    plain = code_list(name)
    parts = [f"## `{name}`", f"Source: {plain.source}.", _codes_table(plain)]
    parts += _losses(plain)
    for level in levels(name):
        coarser = code_list(name, level)
        parts += [f'### `level = "{level}"`', _codes_table(coarser), *_losses(coarser)]
    return "\n\n".join(parts) + "\n"


def _codes_table(codes: CodeList) -> str:
    if len(codes.order) > _MOST_SHOWN:
        first = codes.order[0]
        return (
            f"{len(codes.order)} codes, each found by its name too, such as `{first}` for "
            f"{codes.labels[first]}. No reference is customary: name one."
        )
    rows = [f"| `{group}` | {_also(codes, group)} |" for group in codes.order]
    rows += [
        f"| unknown: {kind} | {_written(_of(codes, kind))} |" for kind in _kinds(codes)
    ]
    reference = (
        f"Reference: `{codes.reference}`." if codes.reference else "No reference."
    )
    return "\n".join(["| group | found as |", "|---|---|", *rows, "", reference])


def _also(codes: CodeList, group: str) -> str:
    spellings = codes.spellings.get(group, ())
    label = codes.labels[group]
    named = "" if label in (group, *spellings) else f"{label} (label only)"
    short = [s for s in spellings if len(spellings) <= 4 or ": " not in s]
    return "; ".join(filter(None, [named, _written(short)]))


def _kinds(codes: CodeList) -> list[str]:
    return list(dict.fromkeys(codes.unknown.values()))


def _of(codes: CodeList, kind: str) -> list[str]:
    return [spelling for spelling, k in codes.unknown.items() if k == kind]


def _written(spellings: list[str]) -> str:
    return ", ".join(f"`{spelling}`" for spelling in spellings)


def _losses(codes: CodeList) -> list[str]:
    return ["What is lost:", "\n".join(f"- {loss}" for loss in codes.losses)] * bool(
        codes.losses
    )


def main() -> None:
    """Write every generated page."""
    (REFERENCE / "codes.md").write_text(codes(), encoding="utf-8")
    (REFERENCE / "settings.md").write_text(settings(), encoding="utf-8")
    (REFERENCE / "commands.md").write_text(commands(), encoding="utf-8")


if __name__ == "__main__":
    main()
