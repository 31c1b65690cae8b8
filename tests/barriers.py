"""What stands in the way of someone on a page: axe-core, all rules of WCAG 2.2 AA."""

from functools import cache
from pathlib import Path

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a picture holds is read as one image: it is put aside while axe walks the page, which
# is what its own `exclude` means, in half the time.
_LOOK = """async rules => {
    const pictures = [...document.querySelectorAll('svg[role=img]')]
        .map(svg => [svg, [...svg.childNodes]]);
    for (const [svg, inside] of pictures)
        svg.replaceChildren(...inside.filter(n => ['title', 'desc'].includes(n.nodeName)));
    const found = await axe.run(document, {runOnly: {type: 'tag', values: rules}});
    for (const [svg, inside] of pictures) svg.replaceChildren(...inside);
    return found.violations;
}"""


@cache
def _script():
    path = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
    return path.read_text(encoding="utf-8")


def barriers(page):
    """Give each rule that a page breaks, with where it does."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_script())
    return [
        (found["id"], [node["html"][:120] for node in found["nodes"]])
        for found in page.evaluate(_LOOK, RULES)
    ]
