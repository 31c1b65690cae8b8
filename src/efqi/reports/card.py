"""A card for the wall: one cycle on half a page."""

from dataclasses import asdict, dataclass
from datetime import date

from efqi.projects.document.cycle import Cycle, Prediction, Sample
from efqi.projects.document.document import ProjectDocument
from efqi.projects.prediction import lacks_first_day, said_at, was_early
from efqi.reports.figure import Block
from efqi.reports.typesetting import typeset
from efqi.reports.wording.dates import full_date
from efqi.reports.wording.sentence import say


@dataclass(frozen=True, slots=True)
class Card:
    """A cycle as it hangs on a wall.

    Attributes
    ----------
    project, name, title : str
        Name of the project; "Cycle 2"; what is tested.
    dates, made : str
        When it runs; when the card was made.
    blocks : tuple of Block
        Prediction, who is in, who is left out, what would end it early.
    """

    project: str
    name: str
    title: str
    dates: str
    made: str
    blocks: tuple[Block, ...]


def build_card(document: ProjectDocument, cycle: Cycle, *, made_on: date) -> Card:
    """Say what stands on a card.

    Parameters
    ----------
    document : ProjectDocument
        The project.
    cycle : Cycle
        One of its cycles.
    made_on : date
        Day on which it is made, printed on it.
    """
    return Card(
        document.title,
        say("Cycle {number}", number=str(cycle.number)),
        cycle.title,
        _dates(cycle),
        say("efqi · made {day}", day=full_date(made_on)),
        (
            Block(say("What we predict"), _prediction(cycle)),
            Block(say("Who is in"), _who_is_in(cycle.sample)),
            Block(say("Who is left out"), _left_out(cycle.sample)),
            Block(
                say("What would end it early"),
                (cycle.stop_rule or say("Not said yet."),),
            ),
        ),
    )


def _dates(cycle: Cycle) -> str:
    first, last = cycle.started_on, cycle.ended_on
    if first and last:
        return say("{first} to {last}", first=full_date(first), last=full_date(last))
    if first:
        return say("From {first}", first=full_date(first))
    return say("No day is set yet.")


def _prediction(cycle: Cycle) -> tuple[str, ...]:
    told = _told(cycle.prediction)
    if not told:
        return (say("Nothing is predicted yet."),)
    said = said_at(cycle.prediction)
    if said is None:
        return told
    if was_early(cycle):
        template = "Written on {day}, before the test began."
    elif lacks_first_day(cycle):
        template = "Written on {day}; the first day of the test is not known."
    else:
        template = "Written on {day}, after the test began."
    return (*told, say(template, day=full_date(said.date())))


def _told(prediction: Prediction) -> tuple[str, ...]:
    groups = (
        say("{group}: {text}", group=each.group, text=each.text)
        for each in prediction.by_group
    )
    everyone = prediction.overall
    return (*groups, *((say("Everyone: {text}", text=everyone),) if everyone else ()))


def _who_is_in(sample: Sample) -> tuple[str, ...]:
    size, unit = sample.size, sample.unit_size
    told = []
    if size is not None and unit is not None:
        told.append(say("{size} of {unit}.", size=str(size), unit=str(unit)))
    elif size is not None:
        told.append(say("{size} people.", size=str(size)))
    if sample.description:
        told.append(sample.description)
    return tuple(told) or (say("Not said yet."),)


def _left_out(sample: Sample) -> tuple[str, ...]:
    told = [text for text in (sample.left_out, sample.left_out_reason) if text]
    if not told:
        return (say("Not said yet."),)
    if sample.include_by:
        told.append(say("They are in by {day}.", day=full_date(sample.include_by)))
    return tuple(told)


def render_card_pdf(card: Card, *, made_on: date) -> bytes:
    """Write a card as a tagged PDF, half a sheet of A4.

    Parameters
    ----------
    card : Card
        What stands on it.
    made_on : date
        Kept in the file.
    """
    return typeset("card.typ", asdict(card), made_on=made_on)
