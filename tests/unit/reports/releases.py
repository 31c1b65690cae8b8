"""Releases made by hand from seeded counts, so that reports can be built without the rest.

The figures use plain textbook formulas, close enough to the real pipeline to look real;
nothing here tests statistics. Each is made once: it is frozen, and some take seconds.
"""

import math
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

import numpy as np

from efqi.disclosure.protect_icons import released_icons
from efqi.disclosure.protect_inequality import released_inequality
from efqi.disclosure.release import (
    CareCategory,
    CareChange,
    Category,
    Check,
    Contrast,
    Estimate,
    Interval,
    Margin,
    Measure,
    QualityFinding,
    Release,
    ReleasedCompleteness,
    ReleasedField,
    ReleasedGap,
    ReleasedGapPoint,
    ReleasedGroup,
    ReleasedPoint,
    ReleasedSeries,
    ScaleResult,
    Severity,
    Shown,
    SiteCompleteness,
    UnknownBound,
    Verdict,
    View,
)
from efqi.disclosure.released_inequality import (
    InequalityFigure,
    InequalityOverTime,
    InequalityPoint,
    InequalityUnit,
)
from efqi.equity.inequality_measure import default_name
from efqi.equity.question import Question
from efqi.measures.dimension import Dimension
from efqi.measures.measure import Direction, Kind
from efqi.projects.plan import (
    Change,
    Plan,
    PlannedDimension,
    PlannedMeasure,
    PrimaryContrast,
    Source,
)

NAN = float("nan")


@dataclass(frozen=True)
class Group:
    label: str
    size: int
    before: float
    after: float
    role: str = "group"

    @property
    def value(self):
        return self.label.lower().replace(" ", "_")


FIFTHS = (
    Group("Most deprived fifth", 1430, 0.177, 0.175),
    Group("Second fifth", 1250, 0.138, 0.126),
    Group("Middle fifth", 1075, 0.108, 0.090),
    Group("Fourth fifth", 950, 0.091, 0.075),
    Group("Least deprived fifth", 890, 0.078, 0.054),
    Group("Unknown", 358, 0.160, 0.155, "unknown"),
)
MISSED = Measure(
    "missed",
    "missed appointments",
    "appointments",
    Kind.PROPORTION,
    Direction.LOWER,
    target=10.0,
)


@dataclass(frozen=True)
class Recipe:
    groups: tuple[Group, ...] = FIFTHS
    measure: Measure = MISSED
    title: str = "deprivation of home area"
    dimension: str = "deprivation"
    interval: Interval = Interval.MONTH
    first: date = date(2023, 4, 1)
    before: int = 24
    after: int = 12
    category: Category | None = Category.WIDENED
    is_ordered: bool = True
    gradient: bool = False
    seed: int = 5
    label: str = "Reminder texts began"
    margin: Margin = field(default_factory=lambda: Margin(1.0, 10.0))
    tiny: tuple[str, ...] = ()


def _starts(recipe):
    starts = [recipe.first]
    while len(starts) < recipe.before + recipe.after:
        starts.append(recipe.interval.next(starts[-1]))
    return starts


def _counts(recipe):
    rng = np.random.default_rng(recipe.seed)
    shape = (recipe.before + recipe.after, len(recipe.groups))
    sizes = rng.poisson([g.size for g in recipe.groups], shape).astype(float)
    rates = np.where(
        (np.arange(shape[0]) < recipe.before)[:, None],
        [g.before for g in recipe.groups],
        [g.after for g in recipe.groups],
    )
    rates = np.clip(rates * np.exp(rng.normal(0, 0.04, shape)), 0, 1)
    if recipe.measure.kind is Kind.PROPORTION:
        return rng.binomial(sizes.astype(int), rates).astype(float), sizes
    return rng.poisson(sizes * rates).astype(float), sizes


def _shown(count):
    if count == 0:
        return Shown(0.0)
    if count < 8:
        return Shown(None, "fewer_than_8", 1, 7)
    return Shown(5.0 * round(count / 5))


def _value(numerator, denominator, measure):
    top, bottom = _shown(numerator), _shown(denominator)
    if bottom.value is None or bottom.value == 0:
        return Shown(None, bottom.reason or "none_in_denominator")
    scale = measure.shown_multiplier / bottom.value
    if top.value is None:
        return Shown(
            None, top.reason, top.lower * scale, min(top.upper, bottom.value) * scale
        )
    return Shown(round(top.value * scale, 1))


def _estimate(y, n, measure):
    p = y / n if n else NAN
    v = p * (1 - p) / n if measure.kind is Kind.PROPORTION else p / n
    half = 1.645 * math.sqrt(max(v, 0)) if n else NAN
    m = measure.shown_multiplier
    return Estimate(
        round(p * m, 1), round(max(0, p - half) * m, 1), round((p + half) * m, 1)
    )


def _sigma(p, n, measure):
    v = p * (1 - p) / n if measure.kind is Kind.PROPORTION else p / n
    return 1.3 * math.sqrt(max(v, 1e-9))


def _series(recipe, group, y, n):
    measure, m = recipe.measure, recipe.measure.shown_multiplier
    starts, interval, cut = _starts(recipe), recipe.interval, recipe.before
    coarse = group.value in recipe.tiny
    if coarse:
        y, n = y.reshape(-1, 3).sum(1), n.reshape(-1, 3).sum(1)
        starts, interval, cut = starts[::3], Interval.QUARTER, cut // 3
    centres = [
        y[:cut].sum() / max(1, n[:cut].sum()),
        y[cut:].sum() / max(1, n[cut:].sum()),
    ]
    points = []
    better = {"lower": -1, "higher": 1, "neutral": 0}[measure.improvement_direction]
    for t, start in enumerate(starts):
        phase = int(t >= cut)
        sd = _sigma(centres[phase], max(n[t], 1), measure)
        value = _value(y[t], n[t], measure)
        signal = ""
        if phase and value.value is not None:
            away = (value.value / m - centres[0]) / _sigma(centres[0], n[t], measure)
            if abs(away) > 1.2 and abs(centres[1] - centres[0]) > 0.007:
                side = better * (1 if away > 0 else -1)
                signal = {1: "improvement", -1: "concern", 0: "neutral"}[side]
        points.append(
            ReleasedPoint(
                start,
                _shown(y[t]),
                _shown(n[t]),
                value,
                round(centres[phase] * m, 1),
                round(max(0.0, centres[phase] - 3 * sd) * m, 1),
                round((centres[phase] + 3 * sd) * m, 1),
                phase,
                signal,
                "",
            )
        )
    chart = "pp" if measure.kind is Kind.PROPORTION else "up"
    told = {"chart": chart, "reason": "overdispersed", "points_needed": 12}
    series = ReleasedSeries(
        group.value,
        group.label,
        group.role,
        interval,
        coarse,
        chart,
        "nhsrplotthedots-0.2.2",
        tuple(points),
        sum(bool(p.signal) for p in points if p.phase == 0),
        sum(bool(p.signal) for p in points if p.phase == 1),
        Check("chart_choice", False, told),
    )
    return replace(series, icons=released_icons(series, measure))


def _care(recipe, group, y, n, described):
    measure, cut = recipe.measure, recipe.before
    before = _estimate(y[:cut].sum(), n[:cut].sum(), measure)
    after = _estimate(y[cut:].sum(), n[cut:].sum(), measure)
    change = after.value - before.value
    half = math.hypot(before.upper - before.value, after.upper - after.value) * 1.4
    estimate = Estimate(
        round(change, 1), round(change - half, 1), round(change + half, 1)
    )
    better = -1 if measure.improvement_direction is Direction.LOWER else 1
    p = 0.5 * (1 + math.erf(better * change / max(half, 1e-9) * 1.163))
    if described:
        return CareChange(
            group.value,
            before,
            after,
            Estimate(estimate.value, NAN, NAN),
            NAN,
            CareCategory.DESCRIBE_ONLY,
        )
    if p >= 0.95:
        category = CareCategory.IMPROVED
    elif p <= 0.05:
        category = CareCategory.WORSENED
    elif half < 2:
        category = CareCategory.NO_SIGN_OF_CHANGE
    else:
        category = CareCategory.CANNOT_TELL_YET
    return CareChange(group.value, before, after, estimate, round(p, 2), category)


def _released_group(recipe, group, y, n, described):
    cut, measure = recipe.before, recipe.measure
    totals = y[:cut].sum(), n[:cut].sum(), y[cut:].sum(), n[cut:].sum()
    before, after = _value(*totals[:2], measure), _value(*totals[2:], measure)
    hidden = before.value is None or after.value is None
    care = None if hidden else _care(recipe, group, y, n, described)
    return ReleasedGroup(
        group.value, group.label, group.role, *map(_shown, totals), before, after, care
    )


def _adverse(value, measure):
    return 100 - value if measure.improvement_direction is Direction.HIGHER else value


def _gap_estimate(a, b, measure, relative):
    worse, best = _adverse(a.value, measure), _adverse(b.value, measure)
    da, db = (a.upper - a.lower) / 2, (b.upper - b.lower) / 2
    if relative:
        ratio = worse / best
        half = math.hypot(da / worse, db / best)
        return Estimate(*(round(ratio * math.exp(k * half), 2) for k in (0, -1, 1)))
    half = math.hypot(da, db)
    return Estimate(*(round(worse - best + k * half, 1) for k in (0, -1, 1)))


def _scale(recipe, care, relative, overrides):
    a, b = care
    described = recipe.category is Category.DESCRIBE_ONLY
    before = _gap_estimate(a.before, b.before, recipe.measure, relative)
    after = _gap_estimate(a.after, b.after, recipe.measure, relative)
    if relative:
        value = after.value / before.value
        spread = math.hypot(
            math.log(before.upper / before.value), math.log(after.upper / after.value)
        )
        limits = value * math.exp(-spread), value * math.exp(spread)
        p = 0.5 * (1 + math.erf(math.log(value) / spread * 1.163))
        digits = 2
    else:
        value = after.value - before.value
        spread = 1.2 * math.hypot(
            before.upper - before.value, after.upper - after.value
        )
        limits = value - spread, value + spread
        p = 0.5 * (1 + math.erf(value / spread * 1.163))
        digits = 1
    change = Estimate(round(value, digits), *(round(x, digits) for x in limits))
    if described:
        change = Estimate(change.value, NAN, NAN)
    result = ScaleResult(
        before,
        after,
        change,
        NAN if described else float(f"{p:.2g}"),
        NAN if described else max(change.upper, 1.0 if relative else 0.0),
        None if relative or described else 0.9,
        None,
        None,
    )
    return replace(result, **overrides)


def _gap(recipe, y, n, group, reference):
    measure, m = recipe.measure, recipe.measure.shown_multiplier
    points, sign = [], -1 if measure.improvement_direction is Direction.HIGHER else 1
    for t, start in enumerate(_starts(recipe)):
        a, b = (_value(y[t, g], n[t, g], measure).value for g in (group, reference))
        if a is None or b is None:
            hidden = Shown(None, "fewer_than_8")
            points.append(
                ReleasedGapPoint(
                    start,
                    hidden,
                    None,
                    None,
                    hidden,
                    None,
                    None,
                    int(t >= recipe.before),
                    "",
                    "",
                )
            )
            continue
        half = (
            1.645
            * m
            * math.hypot(
                *(
                    _sigma(y[t, g] / n[t, g], n[t, g], measure)
                    for g in (group, reference)
                )
            )
        )
        d = round(sign * (a - b), 1)
        r = round(_adverse(a, measure) / max(_adverse(b, measure), 0.1), 2)
        points.append(
            ReleasedGapPoint(
                start,
                Shown(d),
                round(d - half, 1),
                round(d + half, 1),
                Shown(r),
                round(r * 0.8, 2),
                round(r * 1.25, 2),
                int(t >= recipe.before),
                "",
                "",
            )
        )
    return _with_limits(recipe, points)


def _with_limits(recipe, points):
    values = [p.difference.value for p in points]
    phases = [
        [v for v in part if v is not None]
        for part in (values[: recipe.before], values[recipe.before :])
    ]
    few = min(map(len, phases)) < 6
    centres = [None if few else round(float(np.mean(v)), 1) for v in phases]
    moves = [0 if few else 2.66 * float(np.mean(np.abs(np.diff(v)))) for v in phases]
    lowers = tuple(
        None if few else round(c - w, 1) for c, w in zip(centres, moves, strict=True)
    )
    uppers = tuple(
        None if few else round(c + w, 1) for c, w in zip(centres, moves, strict=True)
    )
    judged = recipe.category in (Category.WIDENED, Category.NARROWED)
    if judged and not few:
        points = [
            replace(
                p,
                signal="concern" if p.difference.value > centres[0] else "improvement",
            )
            if p.phase
            and (p.difference.value > centres[0])
            == (recipe.category is Category.WIDENED)
            else p
            for p in points
        ]
    return ReleasedGap(
        recipe.interval,
        tuple(points),
        tuple(centres),
        lowers,
        uppers,
        *((9.4, 8.9, 9.9), (11.6, 11.0, 12.2), (2.4, 2.3, 2.6), (3.3, 3.1, 3.6)),
    )


def _turned_chance(scale):
    return replace(scale, probability_widened=1 - scale.probability_widened)


def _judged(verdict):
    if verdict.absolute.after.value < 0:
        verdict = replace(
            verdict,
            is_turned=True,
            absolute=_turned_chance(verdict.absolute),
            relative=_turned_chance(verdict.relative),
        )
    found = {
        name: (p >= 0.95) - (p <= 0.05)
        for name in ("absolute", "relative")
        for p in [getattr(verdict, name).probability_widened]
    }
    side = sum(found.values())
    category = (
        Category.WIDENED
        if side > 0
        else Category.NARROWED
        if side < 0
        else Category.CANNOT_TELL_YET
    )
    return replace(
        verdict, category=category, decided_by=tuple(k for k, v in found.items() if v)
    )


def _unknowns(recipe, n, values):
    unknown = next(
        (k for k, g in enumerate(recipe.groups) if g.role == "unknown"), None
    )
    completeness, bounds = None, ()
    if unknown is not None:
        share = 100 * n[:, unknown] / n.sum(1)
        cut = recipe.before
        completeness = ReleasedCompleteness(
            tuple(_starts(recipe)),
            recipe.interval,
            tuple(Shown(round(float(v), 1)) for v in share),
            Shown(round(float(share[:cut].mean()), 1)),
            Shown(round(float(share[cut:].mean()), 1)),
        )
        if recipe.category is not Category.DESCRIBE_ONLY:
            bounds = (
                UnknownBound(values[0], Estimate(2.1, 1.0, 3.2), recipe.category),
                UnknownBound(values[1], Estimate(1.7, 0.6, 2.8), recipe.category),
            )
    return completeness, bounds


def make_view(recipe, is_primary=True, absolute=None, relative=None, **changes):
    y, n = _counts(recipe)
    described = recipe.category is Category.DESCRIBE_ONLY
    members = [k for k, g in enumerate(recipe.groups) if g.role == "group"]
    ends = members[0], members[-1]
    columns = [(g, y[:, k], n[:, k]) for k, g in enumerate(recipe.groups)]
    total = Group("Everyone", 0, 0, 0, "total")
    everyone = (replace(total, label="All together"), y.sum(1), n.sum(1))
    groups = [_released_group(recipe, *c, described) for c in (*columns, everyone)]
    groups[-1] = replace(groups[-1], group="total")
    series = [_series(recipe, *c) for c in (*columns, everyone)]
    series[-1] = replace(series[-1], group="total")
    values = [recipe.groups[k].value for k in ends]
    contrast = Contrast(
        recipe.measure.name,
        recipe.dimension,
        *((None, None) if recipe.gradient else values),
        is_primary,
    )
    care = [_care(recipe, *columns[k], described) for k in ends]
    verdict = Verdict(
        contrast,
        recipe.margin,
        recipe.category,
        ("absolute", "relative"),
        _scale(recipe, care, False, absolute or {}),
        _scale(recipe, care, True, relative or {}),
        False,
        False,
        values[0],
        values[0],
        None if described else Estimate(2.3, 1.1, 3.4),
        (
            Check(
                "enough_intervals_before",
                recipe.before >= 12,
                {"found": recipe.before, "needed": 12},
            ),
            Check(
                "enough_intervals_after",
                recipe.after >= 6,
                {"found": recipe.after, "needed": 6},
            ),
        ),
    )
    if recipe.category is None:
        verdict = _judged(verdict)
    verdict = replace(verdict, **changes)
    others = tuple(
        replace(
            verdict,
            contrast=replace(
                contrast,
                group=recipe.groups[k].value,
                reference=values[1],
                is_primary=False,
            ),
        )
        for k in members[1:-1]
    )
    completeness, bounds = _unknowns(recipe, n, values)
    gap = _gap(recipe, y, n, *ends)
    return View(
        recipe.measure,
        recipe.dimension,
        recipe.title,
        recipe.is_ordered,
        False,
        tuple(groups),
        tuple(series),
        gap,
        verdict,
        others,
        tuple(k == 0 for k in range(len(others))),
        completeness,
        bounds,
        _inequality(recipe, groups, series, gap),
    )


def _inequality(recipe, groups, series, gap):
    dimension = _planned(recipe).dimension
    contrast = Contrast(recipe.measure.name, recipe.dimension, None, None)
    asked = Question(recipe.measure, dimension, contrast, recipe.margin, ())
    found = released_inequality(groups, series, asked)
    if not found.measures:
        return found
    points = (
        InequalityPoint(
            p.start,
            InequalityFigure(
                p.difference.value,
                p.difference.reason,
                p.difference_lower,
                p.difference_upper,
            ),
            p.phase,
            p.signal,
        )
        for p in gap.points
        if not p.left_out
    )
    lines = gap.centres, gap.lowers, gap.uppers
    name, unit = default_name(dimension), InequalityUnit.LEVEL
    over_time = InequalityOverTime(name, unit, gap.interval, tuple(points), *lines)
    return replace(found, over_time=over_time)


def make_release(recipe, *views):
    starts = _starts(recipe)
    end = recipe.interval.next(starts[-1])
    return Release(
        "nhs-england",
        recipe.interval,
        starts[0],
        date.fromordinal(end.toordinal() - 1),
        (starts[recipe.before],),
        recipe.before,
        recipe.after,
        views or (make_view(recipe),),
        (Check("last_interval_complete", True, {}),),
    )


def _planned(recipe):
    order = tuple(g.value for g in recipe.groups if g.role == "group")
    labels = {g.value: g.label for g in recipe.groups}
    return PlannedDimension(
        Dimension(
            recipe.dimension,
            recipe.title,
            order,
            order[-1],
            recipe.is_ordered,
            False,
            labels,
        ),
        recipe.dimension,
    )


def make_plan(recipe, *others, **changes):
    order = [g.value for g in recipe.groups if g.role == "group"]
    change = _starts(recipe)[recipe.before]
    ends = (None, None) if recipe.gradient else (order[0], order[-1])
    plan = Plan(
        "Reminder texts for clinic appointments",
        Source(
            "appointments.csv",
            "records",
            recipe.interval,
            "date",
            "Synthetic example",
            "Synthetic data made for this example; no real people, places or results. CC0.",
        ),
        (PlannedMeasure(recipe.measure),),
        tuple(_planned(r) for r in (recipe, *others)),
        (Change(change, recipe.label),),
        PrimaryContrast(
            recipe.measure.name,
            recipe.dimension,
            *ends,
            recipe.margin,
            date(2026, 4, 8),
            date(2025, 3, 3),
        ),
        cannot_say=(
            "Why the most deprived fifth did not gain.",
            "Whether the texts did it: other things changed in 2025.",
            "Who never got an appointment.",
        ),
    )
    return replace(plan, **changes)


TINY = Recipe(
    groups=(
        Group("People with a learning disability", 14, 0.227, 0.226),
        Group("Everyone else", 5600, 0.125, 0.113),
    ),
    title="learning disability",
    dimension="learning_disability",
    is_ordered=False,
    category=Category.CANNOT_TELL_YET,
    tiny=("people_with_a_learning_disability",),
)
GRADIENT = Recipe(gradient=True)


@cache
def widened():
    recipe = Recipe()
    tiny = make_view(
        TINY,
        False,
        absolute={
            "change": Estimate(1.1, -6.8, 8.8),
            "probability_widened": 0.59,
            "largest_widening_not_ruled_out": 8.8,
            "drift_to_overturn": None,
        },
        relative={"probability_widened": 0.63, "drift_to_overturn": None},
        decided_by=(),
    )
    return make_release(recipe, make_view(recipe), tiny), make_plan(recipe, TINY)


LDL = Recipe(
    groups=(
        Group("Black or Black British", 420, 0.52, 0.58),
        Group("Asian or Asian British", 510, 0.57, 0.66),
        Group("White", 2600, 0.61, 0.79),
    ),
    measure=Measure(
        "ldl",
        "LDL at goal",
        "people with heart disease",
        Kind.PROPORTION,
        Direction.HIGHER,
    ),
    title="ethnicity",
    dimension="ethnicity",
    interval=Interval.YEAR,
    first=date(2024, 1, 1),
    before=1,
    after=1,
    category=Category.DESCRIBE_ONLY,
    is_ordered=False,
    label="Statin clinics",
)


@cache
def described():
    return make_release(LDL, make_view(LDL, decided_by=())), make_plan(
        LDL, cannot_say=()
    )


UNSURE = Recipe(
    groups=(
        Group("Most deprived fifth", 120, 0.22, 0.215),
        Group("Second fifth", 130, 0.18, 0.17),
        Group("Least deprived fifth", 125, 0.12, 0.10),
        Group("Unknown", 20, 0.16, 0.15, "unknown"),
    ),
    category=Category.CANNOT_TELL_YET,
)


@cache
def unsure():
    view = make_view(
        UNSURE,
        decided_by=(),
        absolute={
            "change": Estimate(4.0, -2.0, 10.0),
            "probability_widened": 0.86,
            "largest_widening_not_ruled_out": 10.0,
            "drift_to_overturn": None,
            "intervals_to_see_change": 14,
            "intervals_to_clear": None,
        },
        relative={"probability_widened": 0.8, "drift_to_overturn": None},
    )
    return make_release(UNSURE, view), make_plan(UNSURE)


DOWN = Recipe(
    groups=(
        Group("Most deprived fifth", 1400, 0.17, 0.172),
        Group("Least deprived fifth", 1300, 0.08, 0.11),
    ),
    category=Category.NARROWED,
)


@cache
def levelled_down():
    view = make_view(DOWN, is_levelling_down=True)
    return make_release(DOWN, view), make_plan(DOWN)


@cache
def many(groups=12, before=36, after=12, **changes):
    labels = [
        "White British",
        "White Irish",
        "Any other White background",
        "Indian",
        "Pakistani",
        "Bangladeshi",
        "Chinese",
        "Any other Asian background",
        "Black Caribbean",
        "Black African",
        "Mixed White and Black Caribbean",
        "Any other ethnic group",
        "Gypsy or Irish Traveller",
        "Roma",
        "Arab",
        "Mixed White and Asian",
        "Mixed White and Black African",
        "Any other Black background",
        "Any other Mixed background",
        "Sikh",
    ][:groups]
    members = tuple(
        Group(
            label,
            200 + 60 * (k % 5),
            0.10 + 0.012 * ((k * 7) % groups),
            0.09 + 0.011 * ((k * 5) % groups),
        )
        for k, label in enumerate(labels)
    )
    recipe = Recipe(
        groups=members,
        title="ethnicity",
        dimension="ethnicity",
        before=before,
        after=after,
        is_ordered=False,
        category=None,
        first=date(2015, 4, 1),
        **changes,
    )
    return make_release(recipe), make_plan(recipe)


RATES = Recipe(
    measure=Measure("falls", "falls", "bed days", Kind.RATE, Direction.LOWER, 1000.0),
    groups=(
        Group("80 and over", 7000, 0.0081, 0.0078),
        Group("65 to 79", 8000, 0.0042, 0.0035),
        Group("18 to 64", 9000, 0.0021, 0.0019),
    ),
    title="age",
    dimension="age",
    label="Hourly rounds started",
    category=None,
)


@cache
def rates():
    return make_release(RATES), make_plan(RATES)


ANNUAL = replace(
    LDL, before=5, after=3, first=date(2017, 4, 1), interval=Interval.FINANCIAL_YEAR
)


@cache
def annual():
    return make_release(ANNUAL, make_view(ANNUAL, decided_by=())), make_plan(ANNUAL)


def _bare(estimate):
    return Estimate(estimate.value, NAN, NAN)


@cache
def ratio_only():
    """Published percentages without counts: no intervals anywhere."""
    release, plan = annual()
    view = release.views[0]
    no = Shown(None, "no_data")
    groups = tuple(
        replace(
            g,
            before_numerator=no,
            before_denominator=no,
            after_numerator=no,
            after_denominator=no,
            care=replace(
                g.care, before=_bare(g.care.before), after=_bare(g.care.after)
            ),
        )
        for g in view.groups
    )
    series = tuple(
        replace(
            s,
            chart="run",
            rule_set="anhoej",
            points=tuple(
                replace(p, numerator=no, denominator=no, lower=None, upper=None)
                for p in s.points
            ),
        )
        for s in view.series
    )
    gap = replace(
        view.gap,
        points=tuple(
            replace(
                p,
                difference_lower=None,
                difference_upper=None,
                ratio_lower=None,
                ratio_upper=None,
            )
            for p in view.gap.points
        ),
    )
    scales = {
        name: replace(s, before=_bare(s.before), after=_bare(s.after))
        for name, s in (
            ("absolute", view.verdict.absolute),
            ("relative", view.verdict.relative),
        )
    }
    view = replace(
        view,
        groups=groups,
        series=series,
        gap=gap,
        verdict=replace(view.verdict, **scales),
    )
    return replace(release, views=(view,)), plan


@cache
def hidden_group():
    """One group too small to show at all, before and after."""
    recipe = Recipe(
        groups=(
            *FIFTHS[:4],
            Group("Least deprived fifth", 890, 0.078, 0.054),
            Group("No fixed home", 1, 0.1, 0.1),
        )
    )
    release, plan = make_release(Recipe(groups=recipe.groups[:-1])), make_plan(recipe)
    view = release.views[0]
    few = Shown(None, "fewer_than_8", 1, 7)
    lost = ReleasedGroup(
        "no_fixed_home",
        "No fixed home",
        "group",
        few,
        Shown(25.0),
        few,
        Shown(None, "fewer_than_8", 1, 7),
        Shown(None, "fewer_than_8", 4.0, 28.0),
        Shown(None, "fewer_than_8"),
        None,
    )
    series = replace(
        view.series[0],
        group="no_fixed_home",
        label="No fixed home",
        points=(),
        choice=None,
        icons=None,
        is_coarsened=True,
        signals_after=0,
    )
    view = replace(
        view,
        groups=(*view.groups[:-1], lost, view.groups[-1]),
        series=(*view.series[:-1], series, view.series[-1]),
    )
    return replace(release, views=(view,)), plan


@cache
def extremes():
    """Levels near 0 and near 100 per cent."""
    recipe = Recipe(
        groups=(
            Group("Most deprived fifth", 900, 0.985, 0.99),
            Group("Second fifth", 900, 0.99, 0.992),
            Group("Least deprived fifth", 900, 0.998, 0.9995),
        ),
        measure=Measure(
            "kept",
            "kept appointments",
            "appointments",
            Kind.PROPORTION,
            Direction.HIGHER,
        ),
        category=Category.CANNOT_TELL_YET,
    )
    return make_release(recipe, make_view(recipe, decided_by=())), make_plan(recipe)


NOTHING = Estimate(NAN, NAN, NAN)


@cache
def answer_only():
    """A group of the contrast is too small to show: the answer stands without figures."""
    release, plan = widened()
    view = release.views[0]
    no_result = ScaleResult(NOTHING, NOTHING, NOTHING, NAN, NAN, None, None, None)
    verdict = replace(
        view.verdict,
        absolute=no_result,
        relative=no_result,
        matched_months=None,
        checks=(Check("contrast_too_small_to_show", False),),
    )
    bounds = tuple(replace(b, change=NOTHING) for b in view.unknown_bounds)
    view = replace(view, verdict=verdict, gap=None, unknown_bounds=bounds)
    return replace(release, views=(view,)), plan


@cache
def gradient():
    return make_release(GRADIENT), make_plan(GRADIENT)


@cache
def busy():
    """Two changes, points that are not judged, hidden unknowns, protected gap points."""
    release, plan = widened()
    view = release.views[0]
    second = date(2025, 10, 1)
    hidden = Shown(None, "too_few")

    def left_out(points):
        return tuple(
            replace(p, left_out="transition", signal="")
            if p.start == date(2025, 4, 1)
            else replace(p, left_out="incomplete", signal="")
            if p.start == date(2026, 3, 1)
            else replace(p, phase=2 if p.start >= second else p.phase)
            for p in points
        )

    gap = left_out(view.gap.points)
    gap = (replace(gap[0], difference=hidden, ratio=hidden), *gap[1:])
    series = tuple(replace(s, points=left_out(s.points)) for s in view.series)
    first = series[0].points
    lost = replace(first[3], value=hidden, numerator=hidden)
    neutral = replace(first[4], signal="neutral")
    series = (
        replace(series[0], points=(*first[:3], lost, neutral, *first[5:])),
        *series[1:],
    )
    known = view.completeness
    unknown = (hidden, Shown(None, "no_data"), *known.unknown_percent[2:])
    view = replace(
        view,
        gap=replace(
            view.gap,
            points=gap,
            centres=(*view.gap.centres, 12.0),
            lowers=(*view.gap.lowers, 9.0),
            uppers=(*view.gap.uppers, 15.0),
        ),
        series=series,
        completeness=replace(known, unknown_percent=unknown, before=hidden),
    )
    changes = (*plan.changes, Change(second, "Phone calls began"))
    release = replace(
        release, views=(view,), change_dates=(*release.change_dates, second)
    )
    return release, replace(plan, changes=changes)


@cache
def doubted():
    """Findings of every severity, fields with every kind of unknown, and sites."""
    release, plan = widened()
    months = [point.start for point in release.views[0].series[0].points]

    def over_time(level, step=0.5):
        return tuple(
            Shown(None, "too_few") if k == 4 else Shown(level + step * (k % 3))
            for k in range(len(months))
        )

    def found(code, severity, about="", percents=None, **facts):
        return QualityFinding(code, severity, about, percents or {}, facts)

    half, rare = {"all": Shown(46.0)}, Shown(0.0, "", 0.0, 2.5)
    findings = (
        found("no_counts", Severity.STOPS, "missed"),
        found("direction_turned", Severity.STOPS, "deprivation", first="1", last="5"),
        found(
            "unknown_share",
            Severity.COULD_CHANGE,
            "deprivation",
            half
            | {"before": Shown(40.0), "after": Shown(50.0)}
            | {"not stated": Shown(30.0), "not recorded": Shown(16.0)},
            changes_answer="yes",
        ),
        found(
            "unknown_by_site",
            Severity.COULD_CHANGE,
            "deprivation",
            half | {"lowest": rare, "highest": Shown(100.0, "", 97.5, 100.0)},
            lowest_site="Ward=1",
            highest_site="Ward <2>",
            sites=30,
            apart=2,
        ),
        found(
            "spelling_begins",
            Severity.WORTH_KNOWING,
            "deprivation",
            number=5,
            name0="Most deprived",
            when0=months[3].isoformat(),
        ),
        found("identical_rows", Severity.FINE),
        found("last_interval_whole", Severity.FINE),
    )
    kinds = {"not stated": over_time(4.0), "not known": over_time(1.5)}
    kinds |= {"not recorded": over_time(0.5), "outside the groups": over_time(1.0)}
    fields = (
        ReleasedField(
            "deprivation",
            "deprivation of home area",
            Interval.MONTH,
            tuple(months),
            over_time(8.0),
            kinds,
        ),
        ReleasedField("age", "age", Interval.YEAR, (), (), {}),
    )
    sites = tuple(
        SiteCompleteness(f"Ward {k}", {"deprivation": Shown(50.0 - k), "age": rare})
        for k in range(30)
    )
    return replace(
        release, quality=findings, fields=fields, site_completeness=sites
    ), plan


EVERY = {
    "doubted": doubted,
    "widened": widened,
    "described": described,
    "unsure": unsure,
    "levelled_down": levelled_down,
    "many": many,
    "twenty": lambda: many(20, 24, 12),
    "long": lambda: many(3, 96, 24),
    "busy": busy,
    "rates": rates,
    "annual": annual,
    "ratio_only": ratio_only,
    "hidden_group": hidden_group,
    "extremes": extremes,
    "gradient": gradient,
    "answer_only": answer_only,
}
