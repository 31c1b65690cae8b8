"""Put measured false alarms into the pages on control charts; tests fail where they are stale.

A page asks with ``<!-- false alarms: chart p -->`` (rows: rule sets), ``rules mdc`` (rows:
charts), ``sparse``, ``further``, ``sensitivity`` or ``ten groups``, and ends with ``<!-- end -->``; what stands between
comes from `false-alarms.csv`, which `benchmarks/truth/spc_false_signals.py --write` makes.
"""

import csv
import re
from collections.abc import Callable, Mapping
from pathlib import Path

REFERENCE = Path(__file__).resolve().parent / "reference"
MEASURED = REFERENCE / "spc" / "false-alarms.csv"
POINTS = ("12", "24", "36", "48")
BLOCK = re.compile(r"(<!-- false alarms: ([^>]+) -->\n).*?(<!-- end -->)", re.DOTALL)

Row = Mapping[str, str]


def pages() -> list[Path]:
    """Pages that may ask for figures."""
    return [REFERENCE / "spc.md", *sorted((REFERENCE / "spc").glob("*/*.md"))]


def filled(text: str) -> str:
    """Give a page with its figures as measured."""
    with MEASURED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return BLOCK.sub(lambda found: found[1] + _table(found[2], rows) + found[3], text)


def _table(asked: str, rows: list[Row]) -> str:
    kind, _, name = asked.partition(" ")
    if kind in ("sparse", "sensitivity"):
        return _sparse([row for row in rows if row["table"] == kind])
    if kind == "further":
        return _further([row for row in rows if row["table"] == kind])
    rows = [row for row in rows if row["table"] == "chart"]
    if kind == "ten":
        return _ten_groups([row for row in rows if row["chart"] == "i"])
    if kind == "chart":
        mine = [row for row in rows if row["chart"] == name]
        return f"`{name}`, {mine[0]['law']}:\n\n" + _by(
            mine, "rule set", lambda row: f"`{row['rule_set']}`"
        )
    mine = [row for row in rows if row["rule_set"] == name]
    return f"`{name}`:\n\n" + _by(
        mine, "chart", lambda row: f"`{row['chart']}`, {row['law']}"
    )


def _by(rows: list[Row], title: str, key: Callable[[Row], str]) -> str:
    """One line a key: each length, then ten groups of 24 points."""
    lines = [f"| {title} | 12 points | 24 | 36 | 48 | one of ten groups, 24 |"]
    lines.append("|---|--:|--:|--:|--:|--:|")
    for name in dict.fromkeys(map(key, rows)):
        mine = {row["points"]: row for row in rows if key(row) == name}
        shares = [_percent(mine[points]["charts"]) for points in POINTS]
        lines.append(
            f"| {name} | {' | '.join(shares)} | {_percent(mine['24']['ten_groups'])} |"
        )
    return "\n".join(lines) + "\n"


def _ten_groups(rows: list[Row]) -> str:
    lines = ["| rule set | 12 points | 24 | 36 | 48 |", "|---|--:|--:|--:|--:|"]
    for name in dict.fromkeys(row["rule_set"] for row in rows):
        mine = {row["points"]: row for row in rows if row["rule_set"] == name}
        cells = [
            f"{_percent(mine[p]['charts'])}, {_percent(mine[p]['ten_groups'])}"
            for p in POINTS
        ]
        lines.append(f"| `{name}` | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _sparse(rows: list[Row]) -> str:
    """One line a law: each chart and rule set that was tried on it; 24 points."""
    tried = dict.fromkeys((row["chart"], row["rule_set"]) for row in rows)
    titles = [f"`{chart}`, `{rules}`" for chart, rules in tried]
    lines = [f"| 24 points of | {' | '.join(titles)} | cannot tell by runs |"]
    lines.append("|---|" + "--:|" * (len(titles) + 1))
    for law in dict.fromkeys(row["law"] for row in rows):
        mine = {(r["chart"], r["rule_set"]): r for r in rows if r["law"] == law}
        shares = [_percent(mine[t]["charts"]) if t in mine else "" for t in tried]
        silent = [r["cannot_tell"] for r in mine.values() if r["rule_set"] == "exact"]
        lines.append(f"| {law} | {' | '.join(shares)} | {_percent(silent[0])} |")
    return "\n".join(lines) + "\n"


def _further(rows: list[Row]) -> str:
    lines = ["| 24 points of | chart | rule set | signals | cannot tell by runs |"]
    lines.append("|---|---|---|--:|--:|")
    for row in rows:
        is_exact = row["rule_set"] == "exact"
        silent = _percent(row["cannot_tell"]) if is_exact else ""
        lines.append(
            f"| {row['law']} | `{row['chart']}` | `{row['rule_set']}` "
            f"| {_percent(row['charts'])} | {silent} |"
        )
    return "\n".join(lines) + "\n"


def _percent(share: str) -> str:
    per_cent = 100 * float(share)
    return f"{per_cent:.0f} %" if per_cent >= 9.95 else f"{per_cent:.1f} %"


def main() -> None:
    """Write the figures into every page."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        page.write_text(filled(text), encoding="utf-8")


if __name__ == "__main__":
    main()
