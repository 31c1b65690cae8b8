import csv
import importlib.util

import pytest

from efqi.stats.spc.limits import CHARTS
from efqi.stats.spc.rule_sets import RULE_SETS


def load(root):
    path = root / "docs" / "spc_pages.py"
    spec = importlib.util.spec_from_file_location("spc_pages", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pages_show_false_alarms_as_measured(root):
    build = load(root)
    assert len(build.pages()) > 20
    for page in build.pages():
        text = page.read_text(encoding="utf-8")
        assert text == build.filled(text), f"{page.name}: run `make docs`"
        assert build.BLOCK.search(text) or page.stem in ("pareto", "funnel")


def titles(root, folder):
    pages = (root / "docs" / "reference" / "spc" / folder).glob("*.md")
    return "\n".join(page.read_text(encoding="utf-8").splitlines()[0] for page in pages)


def test_every_chart_and_every_rule_set_has_a_page(root):
    charts, rules = titles(root, "charts"), titles(root, "rules")
    # "xmr" is "i" with a rounded constant, and stands on its page.
    assert [c for c in CHARTS if c != "xmr" and f"`{c}`" not in charts] == []
    assert [r for r in RULE_SETS if f"`{r}`" not in rules] == []


def test_every_chart_page_says_when_to_use_it_and_when_not(root):
    for page in (root / "docs" / "reference" / "spc").glob("*/*.md"):
        text = page.read_text(encoding="utf-8")
        assert "\n**Use " in text, page.name
        assert "\n**Not** " in text or " **Not** " in text, page.name


@pytest.mark.parametrize("mean", ["0.3", "0.5", "0.7", "1"])
def test_measured_false_alarms_of_sparse_counts_keep_to_six_per_cent(root, mean):
    with load(root).MEASURED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = [
        float(row["charts"])
        for row in rows
        if row["law"] == f"Poisson, mean {mean}"
        and row["rule_set"] == "exact"
        and row["points"] == "24"
    ]
    assert found
    assert max(found) <= 0.06
