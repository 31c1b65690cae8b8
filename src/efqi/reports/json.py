"""A release as JSON: stable keys, hidden numbers null with their reason."""

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum

from efqi import __version__
from efqi.disclosure.release import Release
from efqi.projects.plan import Plan
from efqi.reports.wording.answer import answer_lead, card_sentences
from efqi.reports.wording.story import Story
from efqi.reports.wording.title import question

FORMAT = "efqi-release-1"


def render_json(release: Release, plan: Plan) -> str:
    """Write a release, with its answers in words, as JSON.

    Parameters
    ----------
    release : Release
        All that may be shown.
    plan : Plan
        The team's own words: title, label and credit of the data.

    Returns
    -------
    str
        One object with the keys "format", "efqi", "project", "label", "credit",
        "answers" and "release"; the same input gives the same text.
    """
    stories = [Story(release, plan, view) for view in release.views]
    whole = {
        "format": FORMAT,
        "efqi": __version__,
        "project": plan.title,
        "label": plan.source.label,
        "credit": plan.source.credit,
        "answers": [_answer(story) for story in stories],
        "release": plain(release),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _answer(story: Story) -> dict[str, object]:
    return {
        "measure": story.measure.name,
        "dimension": story.view.dimension,
        "question": question(story),
        "answer": answer_lead(story),
        "sentences": list(card_sentences(story)),
    }


def plain(thing: object) -> object:
    """Turn released things into what JSON can hold.

    Data classes become objects with their fields as keys, dates ISO text, enums their
    value, and numbers that are not there (NaN, infinity) null.
    """
    if isinstance(thing, Enum):
        return thing.value
    if isinstance(thing, date):
        return thing.isoformat()
    if isinstance(thing, float):
        return float(thing) if math.isfinite(thing) else None
    if is_dataclass(thing) and not isinstance(thing, type):
        return {f.name: plain(getattr(thing, f.name)) for f in fields(thing)}
    if isinstance(thing, Mapping):
        return {str(key): plain(value) for key, value in sorted(thing.items())}
    if isinstance(thing, tuple | list):
        return [plain(each) for each in thing]
    return thing
