from dataclasses import replace
from datetime import date

import pytest

from efqi.disclosure.protect_pareto import released_pareto
from efqi.disclosure.release import Shown
from efqi.reports.html import render_html
from efqi.reports.page import build_page


@pytest.fixture
def asked(releases):
    """The first view, with its Pareto asked for."""

    def made(name="widened", hidden=()):
        release, plan = getattr(releases, name)()
        view = release.views[0]
        groups = tuple(
            replace(group, after_numerator=Shown(None, "fewer_than_8", 1, 7))
            if group.label in hidden
            else group
            for group in view.groups
        )
        found = released_pareto(groups)
        view = replace(view, groups=groups, pareto=found)
        return replace(release, views=(view, *release.views[1:])), plan

    return made


def test_groups_stand_from_most_to_fewest_events(asked):
    release, _ = asked()
    view = release.views[0]
    found = view.pareto
    assert list(found.counts) == sorted(found.counts, reverse=True)
    shown = {g.label: g.after_numerator.value for g in view.groups if g.role == "group"}
    assert dict(zip(found.labels, found.counts, strict=True)) == shown
    total = sum(found.counts)
    assert found.cumulative_percent[0] == round(100 * found.counts[0] / total, 1)
    assert found.cumulative_percent[-1] == 100.0


def test_hidden_count_is_in_no_sum_and_is_said(asked):
    release, plan = asked(hidden=("Most deprived fifth", "Most deprived"))
    found = release.views[0].pareto
    (hidden,) = found.hidden
    assert hidden not in found.labels
    (figure,) = _figures(release, plan)
    assert hidden in figure.notes[0]
    assert hidden not in figure.alternative


def test_one_group_or_no_event_makes_no_pareto(asked):
    release, _ = asked()
    groups = release.views[0].groups
    assert released_pareto(groups[:1]) is None
    none = tuple(replace(g, after_numerator=Shown(0.0)) for g in groups)
    assert released_pareto(none) is None


def _figures(release, plan):
    page = build_page(release, plan, made_on=date(2026, 6, 1))
    return [f for f in page.parts[0].figures if "up to here" in f.wide]


def test_report_draws_it_with_its_table_and_only_where_asked(asked, releases):
    release, plan = asked()
    (figure,) = _figures(release, plan)
    assert len(figure.grid.rows) == len(release.views[0].pareto.labels)
    assert figure.title in render_html(release, plan, made_on=date(2026, 6, 1))
    assert _figures(*releases.widened()) == []
