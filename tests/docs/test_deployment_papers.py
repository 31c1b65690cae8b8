"""The papers for a deployment claim only what a test shows."""

import ast
import re

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def papers(root):
    return sorted((root / "docs" / "deployment").glob("*.md"))


def test_every_control_names_a_test_that_exists(root):
    named = {
        found
        for paper in papers(root)
        for found in NAMED.findall(paper.read_text(encoding="utf-8"))
    }
    assert len(named) > 15
    gone = [
        f"{file}::{test}"
        for file, test in sorted(named)
        if test not in names_in(root / file)
    ]
    assert gone == []


def names_in(path):
    if not path.is_file():
        return set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}


def test_every_hazard_has_a_control_with_a_test_and_what_remains(root):
    text = (root / "docs" / "deployment" / "hazard-log.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| H\d+ \|", line)]
    assert len(rows) >= 10
    for row in rows:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert len(cells) == 7
        assert all(cells), row
        assert NAMED.search(cells[5]), row


def test_what_only_the_organisation_can_say_is_marked(root):
    for paper in papers(root):
        assert "[to fill in" in paper.read_text(encoding="utf-8"), paper.name
