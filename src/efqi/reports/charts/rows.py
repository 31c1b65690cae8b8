"""Before and after, one row a group: for phones."""

from efqi.disclosure.release import Estimate, ReleasedGroup
from efqi.reports.charts.mark import (
    GroupMark,
    bracket,
    flat_interval,
    group_mark,
    group_marks,
    hatch_pattern,
    hatched_bar,
)
from efqi.reports.charts.palette import BODY, GRID, INK, SMALL, SOFT
from efqi.reports.charts.scale import Scale, text_width, wrapped
from efqi.reports.charts.slope import compared, domain, gap_span, level_interval
from efqi.reports.charts.svg import (
    line,
    picture,
    styled,
    text,
)
from efqi.reports.wording.alternative import slope_description
from efqi.reports.wording.figure import has_interval, shown_level
from efqi.reports.wording.story import Story
from efqi.reports.wording.sureness import limits
from efqi.reports.wording.title import slope_title

WIDTH = 288.0
HEAD = 60.0
ROW = 46.0
LINE = 17.0


def row_chart(story: Story, key: str, words: tuple[str, str] | None = None) -> str:
    """Draw one row a group: hollow before, solid after, gaps above and below.

    Returns
    -------
    str
        One SVG element, 288 pixels wide.
    """
    scale = Scale(*domain(story), 12, WIDTH - 12)
    marks = group_marks(story)
    drawn, y = [hatch_pattern(key)], HEAD
    for group in compared(story):
        rows, height = _row(story, (group, marks[group.group], key), scale, y)
        drawn += rows
        y += height
    drawn += _gap(story, scale, HEAD - 14, is_after=False)
    drawn += _gap(story, scale, y + 12, is_after=True)
    size = WIDTH, y + 58
    title, told = words or (slope_title(story), slope_description(story))
    return picture(key, size, title, told, drawn)


def _row(
    story: Story, who: tuple[ReleasedGroup, GroupMark, str], scale: Scale, y: float
) -> tuple[list[str], float]:
    group, mark, key = who
    weight = styled(font_weight="700") if mark.is_main else styled()
    style = styled(
        fill=mark.colour if mark.is_main else INK, font_size=BODY, **weight,
    )  # fmt: skip
    levels = _levels(story, group)
    room = WIDTH - 14 - text_width(levels, BODY) * 1.06
    names = wrapped(group.label, BODY, room)
    drawn = [
        text((2, y + 14 + LINE * k), words, **style) for k, words in enumerate(names)
    ]
    drawn.append(text((WIDTH - 2, y + 14), levels, text_anchor="end", **style))
    track = y + 14 + LINE * (len(names) - 1) + 14
    drawn.append(line((6, track), (WIDTH - 6, track), stroke=GRID, stroke_width=2))
    drawn += _marks(group, mark, scale, (track, key))
    return drawn, ROW + LINE * (len(names) - 1)


def _levels(story: Story, group: ReleasedGroup) -> str:
    before, after = group.before.value, group.after.value
    if before is not None and after is not None:
        last = story.unit.first_of_two(after)
        return f"{story.unit.number(before)} to {last}"
    first, last = (shown_level(s, story.unit) for s in (group.before, group.after))
    return first if first == last else f"{first} to {last}"


def _marks(
    group: ReleasedGroup, mark: GroupMark, scale: Scale, at: tuple[float, str]
) -> list[str]:
    y, key = at
    drawn, places = [], []
    for is_after, shown in ((True, group.after), (False, group.before)):
        level = level_interval(group, is_after=is_after)
        if shown.value is None:
            if shown.lower is not None and shown.upper is not None:
                low, high = scale(shown.lower), scale(shown.upper)
                drawn.append(hatched_bar(key, (low, y - 5), high - low, 10))
            continue
        if level is not None:
            ends = scale(level.lower), scale(level.upper)
            drawn.append(flat_interval(y, *ends, mark.colour))
        places.append((scale(shown.value), y))
        drawn.append(group_mark(places[-1], mark, 5.5, is_hollow=not is_after))
    if len(places) == 2:
        link = line(*places, stroke=mark.colour, stroke_width=mark.width)
        return [link, *drawn]
    return drawn


def _gap(story: Story, scale: Scale, y: float, *, is_after: bool) -> list[str]:
    absolute = story.verdict.absolute
    gap = absolute.after if is_after else absolute.before
    span = gap_span(story, gap, scale, is_after=is_after)
    if span is None:
        return []
    towards = -7 if is_after else 7
    corners = [
        (span[0], y + towards),
        (span[0], y),
        (span[1], y),
        (span[1], y + towards),
    ]
    words = f"Gap {'after' if is_after else 'before'}: {story.unit.size(gap.value)}"
    return [
        bracket(corners),
        *_gap_words(story, gap, words, (sum(span) / 2, y, is_after)),
    ]


def _gap_words(
    story: Story, gap: Estimate, words: str, at: tuple[float, float, bool]
) -> list[str]:
    x, y, is_after = at
    half = text_width(words, 15) * 1.1 / 2
    middle = min(max(x, half), WIDTH - half)
    lines = (y + 20, y + 37) if is_after else (y - 8, y - 26)
    drawn = [
        text(
            (middle, lines[0]),
            words,
            text_anchor="middle",
            fill=INK,
            font_size=15,
            font_weight="700",
        )
    ]
    if has_interval(gap):
        drawn.append(
            text(
                (middle, lines[1]),
                limits(story, gap),
                text_anchor="middle",
                fill=SOFT,
                font_size=SMALL,
            )
        )
    return drawn
