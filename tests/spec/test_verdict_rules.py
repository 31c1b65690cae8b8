"""The rules of the verdict, as the documentation prints them.

Each row: probability that the gap grew in points and as a ratio; whether the 90 % interval
lies inside the margin on each scale; whether the gap changed sign with evidence on both
sides; the answer, the scales that carry it, and whether it is below the margin.
"""

import pytest

from efqi.equity.category import Evidence, decide
from efqi.equity.verdict import Category

POINTS, RATIO = ("absolute",), ("relative",)
BOTH = ("absolute", "relative")
TABLE = """
points  ratio  inside  inside  sign     answer                carried  below
grew    grew   points  ratio   changed                        by       margin
.99     .99    no      no      no       widened               both     no
.95     .95    no      no      no       widened               both     no
.97     .60    no      no      no       widened               points   no
.60     .97    no      no      no       widened               ratio    no
.97     .50    no      no      no       widened               points   no
.97     .97    yes     yes     no       widened               both     yes
.97     .97    yes     no      no       widened               both     no
.97     .60    yes     no      no       widened               points   yes
.01     .01    no      no      no       narrowed              both     no
.05     .05    no      no      no       narrowed              both     no
.03     .40    no      no      no       narrowed              points   no
.03     .40    yes     no      no       narrowed              points   yes
.97     .40    no      no      no       mixed                 points   no
.60     .02    no      no      no       mixed                 ratio    no
.97     .02    no      no      no       mixed                 both     no
.97     .02    no      no      yes      mixed                 both     no
.01     .01    no      no      yes      reversed              both     no
.01     .30    no      no      yes      reversed              points   no
.30     .30    no      no      yes      reversed              none     no
.60     .60    yes     yes     no       no meaningful change  both     no
.60     .40    yes     yes     no       no meaningful change  both     no
.60     .60    yes     no      no       cannot tell yet       none     no
.60     .60    no      yes     no       cannot tell yet       none     no
.94     .94    no      no      no       cannot tell yet       none     no
.06     .06    no      no      no       cannot tell yet       none     no
.94     .06    no      no      no       cannot tell yet       none     no
"""
CARRIERS = {"both": BOTH, "points": POINTS, "ratio": RATIO, "none": ()}


def rows():
    for line in TABLE.strip().splitlines()[2:]:
        points, ratio, *flags = line.split()[:5]
        *answer, carried, below = line.split()[5:]
        yield (
            (float(points), float(ratio)),
            tuple(flag == "yes" for flag in flags),
            Category(" ".join(answer)),
            CARRIERS[carried],
            below == "yes",
        )


@pytest.mark.parametrize(("grew", "flags", "answer", "carried", "below"), list(rows()))
def test_verdict_rules(grew, flags, answer, carried, below):
    inside_points, inside_ratio, sign_changed = flags
    decision = decide(
        Evidence(grew[0], inside_points),
        Evidence(grew[1], inside_ratio),
        is_reversed=sign_changed,
    )
    assert decision.category is answer
    assert decision.decided_by == carried
    assert decision.is_below_margin is below


def test_verdict_rules_are_those_that_the_docs_print(root):
    page = (root / "docs/explanation/verdict.md").read_text(encoding="utf-8")
    assert TABLE.strip() in page
