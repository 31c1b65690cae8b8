import importlib.util
import re

import pytest
import typer.main

from efqi.cli.main import app
from efqi.equity.inequality_measure import INEQUALITY_MEASURES

LINK = re.compile(r"\[[^\]]+\]\(([^)#\s]+)(?:#[^)]*)?\)")


def pages(root):
    kept = [
        *root.glob("*.md"),
        *root.glob("docs/**/*.md"),
        *root.glob("examples/*/*.md"),
    ]
    assert len(kept) > 10
    return kept


def test_links_between_pages_lead_somewhere(root):
    broken = [
        f"{page.relative_to(root)} -> {target}"
        for page in pages(root)
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("name", ["commands", "codes", "settings"])
def test_generated_page_is_not_stale(root, name):
    spec = importlib.util.spec_from_file_location("build", root / "docs" / "build.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    page = (root / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8")
    assert page == getattr(build, name)(), "run `make docs`"


def test_readme_names_every_command(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    missing = [
        name
        for name in typer.main.get_command(app).commands
        if f"`efqi {name}`" not in readme
    ]
    assert missing == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_locks_are_hashed_and_carry_no_addresses(root, lock):
    text = (root / lock).read_text(encoding="utf-8")
    assert "://" not in text
    pinned = re.findall(r"^[a-z0-9][^\n]*==[^\n]*\\\n    --hash=sha256:", text, re.M)
    assert len(pinned) == len(re.findall(r"^[a-z0-9][^\n]*==", text, re.M)) > 10


def test_decision_records_have_their_four_parts(root):
    for record in (root / "docs" / "decisions").glob("*.md"):
        text = record.read_text(encoding="utf-8")
        for part in ("Context", "Options", "Choice", "Consequences"):
            assert f"## {part}" in text, record.name


def test_every_measure_of_inequality_has_its_section(root):
    page = root / "docs" / "reference" / "inequality" / "measures.md"
    named = set(re.findall(r"^`[a-z_`, ]+`$", page.read_text(encoding="utf-8"), re.M))
    words = {name for line in named for name in re.findall(r"`([a-z_]+)`", line)}
    assert words == {measure.name for measure in INEQUALITY_MEASURES}
