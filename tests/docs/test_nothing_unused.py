"""No template and no class of our style sheet is left behind."""

import re
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "efqi"
TEMPLATES = SRC / "web" / "templates"
SHEET = SRC / "web" / "static" / "efqi" / "efqi.css"
ALLAUTH = ("account/", "mfa/")
"""Templates that allauth looks for by their names."""


def written():
    files = [*SRC.rglob("*.py"), *TEMPLATES.rglob("*.html")]
    return "".join(file.read_text(encoding="utf-8") for file in files)


def test_every_template_is_shown_by_something():
    names = {
        file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.html")
    }
    text = written()
    unused = {name for name in names if f'"{name}"' not in text}
    assert {name for name in unused if not name.startswith(ALLAUTH)} == set()


def test_every_class_of_the_style_sheet_is_worn():
    classes = set(
        re.findall(r"\.(efqi-[a-z-]+[a-z])", SHEET.read_text(encoding="utf-8"))
    )
    text = written()
    assert len(classes) > 50
    assert {each for each in classes if each not in text} == set()
