from dataclasses import replace

import pytest

from efqi.disclosure import make
from efqi.disclosure.audit import audit
from efqi.disclosure.make import release
from efqi.disclosure.policy import policy
from efqi.disclosure.release import Check, Shown
from efqi.errors import DisclosureError


def with_first_point(released, **changes):
    view = released.views[0]
    first = view.series[0]
    points = (replace(first.points[0], **changes), *first.points[1:])
    series = (replace(first, points=points), *view.series[1:])
    return replace(released, views=(replace(view, series=series),))


def failed(released):
    return [check.code for check in audit(released) if not check.passed]


def test_release_passes_its_own_audit(released):
    assert failed(released) == []


@pytest.mark.parametrize("count", [81.0, 7.0, 5.0, 80.5])
def test_audit_finds_a_count_that_is_not_rounded(released, count):
    tampered = with_first_point(released, numerator=Shown(count))
    assert "counts_obey_policy" in failed(tampered)


def test_audit_finds_a_hidden_count_without_reason(released):
    tampered = with_first_point(released, numerator=Shown(None))
    assert "counts_obey_policy" in failed(tampered)


def test_audit_finds_a_value_that_its_counts_do_not_make(released):
    value = released.views[0].series[0].points[0].value
    tampered = with_first_point(released, value=Shown(value.value + 0.1))
    assert failed(tampered) == ["values_follow_from_counts"]


def test_audit_finds_an_exact_figure_anywhere(released):
    assert failed(with_first_point(released, centre=17.75)) == ["no_exact_figures"]
    view = released.views[0]
    gap = replace(view.gap, centres=(9.87, 11.2))
    tampered = replace(released, views=(replace(view, gap=gap),))
    assert failed(tampered) == ["no_exact_figures"]
    absolute = replace(view.verdict.absolute, probability_widened=0.98765)
    verdict = replace(view.verdict, absolute=absolute)
    tampered = replace(released, views=(replace(view, verdict=verdict),))
    assert failed(tampered) == ["no_exact_figures"]


def test_audit_finds_a_count_that_can_be_worked_out(released):
    # One group of 10 (8 to 12) beside a hidden one, and a total of 20 (18 to 22): the
    # hidden count can only be 6 or 7.
    view = released.views[0]
    counts = Shown(10.0), Shown(None, "fewer_than_8", 1.0, 7.0), Shown(20.0)
    kept = [
        (view.groups[at], view.series[at], count)
        for at, count in zip((0, 1, -1), counts, strict=True)
    ]
    alone = replace(
        view,
        groups=tuple(replace(row, before_numerator=count) for row, _, count in kept),
        series=tuple(replace(series, points=()) for _, series, _ in kept),
        completeness=None,
    )
    found = audit(replace(released, views=(alone,)))
    check = next(each for each in found if each.code == "small_counts_uncertain")
    assert not check.passed
    assert check.figures["narrowest"] == 2


def test_release_that_fails_its_audit_does_not_leave(large, monkeypatch):
    monkeypatch.setattr(make, "audit", lambda _: (Check("counts_obey_policy", False),))
    with pytest.raises(DisclosureError, match="counts_obey_policy"):
        release([large], policy("nhs-england"))


def test_internal_release_is_not_attacked(large):
    codes = [check.code for check in audit(release([large], policy("internal")))]
    assert "small_counts_uncertain" not in codes
