"""A release as one long table in CSV: one figure a row, hidden ones with their reason."""

import csv
import io
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from efqi.disclosure.release import (
    Release,
    ReleasedCompleteness,
    ReleasedFunnel,
    ReleasedGap,
    ReleasedGroup,
    ReleasedSeries,
    ReleasedStandardised,
    ScaleResult,
    Shown,
    Verdict,
    View,
)
from efqi.disclosure.released_inequality import (
    InequalityFigure,
    ReleasedInequality,
)

_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table; what does not apply stays empty.

    Attributes
    ----------
    measure, dimension : str
        Names in the plan.
    part : str
        "group", "series", "gap", "verdict", "exploratory", "completeness",
        "inequality", "standardised" or "funnel".
    group, label, reference : str
        Which group, its words, and whom it is compared with.
    interval, interval_start, phase : str
        Unit, first day and phase, for figures over time.
    quantity : str
        "numerator", "level", "difference", "change_ratio", …
    value, lower, upper : str
        The figure with its limits; empty where hidden.
    reason : str
        Why the value is hidden.
    signal, left_out, category : str
        Special cause, why a point is not judged, and the answer or icon.
    """

    measure: str
    dimension: str
    part: str
    group: str = ""
    label: str = ""
    reference: str = ""
    interval: str = ""
    interval_start: str = ""
    phase: str = ""
    quantity: str = ""
    value: str = ""
    lower: str = ""
    upper: str = ""
    reason: str = ""
    signal: str = ""
    left_out: str = ""
    category: str = ""


def render_csv(release: Release) -> str:
    """Write a release as a long table.

    Parameters
    ----------
    release : Release
        All that may be shown.

    Returns
    -------
    str
        CSV with the columns of `Line`. Text that a spreadsheet would run as a formula
        starts with an apostrophe.
    """
    names = [f.name for f in fields(Line)]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(names)
    for view in release.views:
        writer.writerows(
            [getattr(line, name) for name in names] for line in _lines(view)
        )
    for funnel in release.funnels:
        writer.writerows(
            [getattr(line, name) for name in names] for line in _funnel_lines(funnel)
        )
    return written.getvalue()


def _lines(view: View) -> Iterator[Line]:
    for group in view.groups:
        yield from _group_lines(view, group)
    for series in view.series:
        yield from _series_lines(view, series)
        yield from _icon_lines(view, series)
    if view.gap is not None:
        yield from _gap_lines(view, view.gap)
    yield from _verdict_lines(view, "verdict", (view.verdict,))
    yield from _verdict_lines(view, "exploratory", view.exploratory)
    if view.completeness is not None:
        yield from _completeness_lines(view, view.completeness)
    yield from _inequality_lines(view, view.inequality)
    if view.standardised is not None:
        yield from _standardised_lines(view, view.standardised)


def _line(view: View, part: str, **more: str) -> Line:
    texts = {key: safe(words) for key, words in more.items() if key in _TEXTS}
    names = {"measure": safe(view.measure.name), "dimension": safe(view.dimension)}
    return Line(part=part, **names, **{**more, **texts})


_TEXTS = frozenset({"group", "label", "reference", "reason", "signal", "left_out"})


def safe(words: str) -> str:
    """Keep a spreadsheet from running text as a formula, and text on one line."""
    words = " ".join(words.split())
    return f"'{words}" if words.startswith(_FORMULA) else words


def _figure(value: float | None) -> str:
    if value is None or not math.isfinite(value):
        return ""
    return f"{value:.10g}"


def _shown(shown: Shown) -> dict[str, str]:
    bounds = {"lower": _figure(shown.lower), "upper": _figure(shown.upper)}
    return {"value": _figure(shown.value), "reason": shown.reason, **bounds}


def _group_lines(view: View, group: ReleasedGroup) -> Iterator[Line]:
    who = {"group": group.group, "label": group.label}
    shown = (
        ("0", "numerator", group.before_numerator),
        ("0", "denominator", group.before_denominator),
        ("0", "level", group.before),
        ("1", "numerator", group.after_numerator),
        ("1", "denominator", group.after_denominator),
        ("1", "level", group.after),
    )
    for phase, quantity, number in shown:
        more = {"phase": phase, "quantity": quantity, **_shown(number)}
        yield _line(view, "group", **who, **more)
    if group.care is not None:
        change = group.care.change
        yield _line(
            view,
            "group",
            **who,
            quantity="change",
            value=_figure(change.value),
            lower=_figure(change.lower),
            upper=_figure(change.upper),
            category=group.care.category.value,
        )


def _series_lines(view: View, series: ReleasedSeries) -> Iterator[Line]:
    for point in series.points:
        common = {
            "group": series.group,
            "label": series.label,
            "interval": series.interval.value,
            "interval_start": point.start.isoformat(),
            "phase": str(point.phase),
            "signal": point.signal,
            "left_out": point.left_out,
        }
        for quantity in ("numerator", "denominator", "value"):
            shown = _shown(getattr(point, quantity))
            yield _line(view, "series", **common, quantity=quantity, **shown)
        yield _line(
            view,
            "series",
            **common,
            quantity="centre",
            value=_figure(point.centre),
            lower=_figure(point.lower),
            upper=_figure(point.upper),
        )


def _icon_lines(view: View, series: ReleasedSeries) -> Iterator[Line]:
    if series.icons is None:
        return
    read = (
        ("variation", series.icons.variation),
        ("assurance", series.icons.assurance),
    )
    for quantity, icon in read:
        yield _line(
            view,
            "series",
            group=series.group,
            label=series.label,
            interval=series.interval.value,
            quantity=quantity,
            category=icon.value,
        )


def _gap_lines(view: View, gap: ReleasedGap) -> Iterator[Line]:
    contrast = view.verdict.contrast
    for point in gap.points:
        common = {
            "group": contrast.group or "",
            "reference": contrast.reference or "",
            "interval": gap.interval.value,
            "interval_start": point.start.isoformat(),
            "phase": str(point.phase),
            "signal": point.signal,
            "left_out": point.left_out,
        }
        for quantity in ("difference", "ratio"):
            shown = getattr(point, quantity)
            limits = {
                "lower": _figure(getattr(point, f"{quantity}_lower")),
                "upper": _figure(getattr(point, f"{quantity}_upper")),
            }
            more = {**_shown(shown), **limits}
            yield _line(view, "gap", **common, quantity=quantity, **more)


def _verdict_lines(
    view: View, part: str, verdicts: Iterable[Verdict]
) -> Iterator[Line]:
    for verdict in verdicts:
        common = {
            "group": verdict.contrast.group or "",
            "reference": verdict.contrast.reference or "",
            "category": verdict.category.value,
        }
        for suffix, scale in (
            ("difference", verdict.absolute),
            ("ratio", verdict.relative),
        ):
            for quantity, figures in _scale_figures(suffix, scale):
                yield _line(view, part, **common, quantity=quantity, **figures)


def _scale_figures(
    suffix: str, scale: ScaleResult
) -> Iterator[tuple[str, dict[str, str]]]:
    for name in ("before", "after", "change"):
        estimate = getattr(scale, name)
        yield (
            f"{name}_{suffix}",
            {
                "value": _figure(estimate.value),
                "lower": _figure(estimate.lower),
                "upper": _figure(estimate.upper),
                "reason": "" if math.isfinite(estimate.value) else "not_shown",
            },
        )
    probability = scale.probability_widened
    reason = "" if math.isfinite(probability) else "not_judged"
    yield (
        f"probability_widened_{suffix}",
        {"value": _figure(probability), "reason": reason},
    )


def _standardised_lines(
    view: View, standardised: ReleasedStandardised
) -> Iterator[Line]:
    """Write the level, and the ratio where there is one, of each group and phase."""
    for group in standardised.groups:
        for phase, level in enumerate((group.before, group.after)):
            common = {"group": group.group, "phase": str(phase)}
            limits = {"lower": _figure(level.lower), "upper": _figure(level.upper)}
            figures = {**_shown(level.value), **limits}
            quantity = f"level_standardised_by_{standardised.by}"
            yield _line(view, "standardised", **common, quantity=quantity, **figures)
            if level.ratio is not None:
                yield _line(
                    view,
                    "standardised",
                    **common,
                    quantity="observed_over_expected",
                    value=_figure(level.ratio),
                    lower=_figure(level.ratio_lower),
                    upper=_figure(level.ratio_upper),
                )


def _funnel_lines(funnel: ReleasedFunnel) -> Iterator[Line]:
    """Write the counts and level of each site; `reference` is the group compared."""
    for site in funnel.sites:
        for quantity in ("numerator", "denominator", "value"):
            shown = _shown(getattr(site, quantity))
            is_judged = quantity == "value" and site.value.value is not None
            yield Line(
                measure=safe(funnel.measure.name),
                dimension=safe(funnel.dimension),
                part="funnel",
                group=safe(site.site),
                label=safe(site.label),
                reference=safe(funnel.group),
                phase=str(funnel.phase),
                quantity=quantity,
                signal=_SITE_SIGNALS[site.signal] if is_judged else "",
                **shown,
            )


_SITE_SIGNALS = {
    -2: "below_99.8",
    -1: "below_95",
    0: "within",
    1: "above_95",
    2: "above_99.8",
}


def _completeness_lines(view: View, known: ReleasedCompleteness) -> Iterator[Line]:
    for start, shown in zip(known.starts, known.unknown_percent, strict=True):
        yield _line(
            view,
            "completeness",
            interval=known.interval.value,
            interval_start=start.isoformat(),
            quantity="unknown_percent",
            **_shown(shown),
        )


def _inequality_lines(view: View, found: ReleasedInequality) -> Iterator[Line]:
    if found.reason:
        yield _line(view, "inequality", reason=found.reason)
    for measure in found.measures:
        for phase, figure in (("0", measure.before), ("1", measure.after)):
            more = {"phase": phase, "quantity": measure.name}
            yield _line(view, "inequality", **more, **_limited(figure))
        change = f"change_{measure.name}"
        yield _line(view, "inequality", quantity=change, **_limited(measure.change))
    over_time = found.over_time
    for point in over_time.points if over_time else ():
        yield _line(
            view,
            "inequality",
            quantity=over_time.name if over_time else "",
            interval=over_time.interval.value if over_time else "",
            interval_start=point.start.isoformat(),
            phase=str(point.phase),
            signal=point.signal,
            **_limited(point.figure),
        )


def _limited(figure: InequalityFigure) -> dict[str, str]:
    return {
        "value": _figure(figure.value),
        "lower": _figure(figure.lower),
        "upper": _figure(figure.upper),
        "reason": figure.reason,
    }
