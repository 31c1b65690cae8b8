"""What causes the gap, what could be changed, and what that asks of patients."""

from enum import StrEnum

from efqi.projects.document.record import Identifier, Line, Paragraph, Record


class Burden(StrEnum):
    """What a change can ask of a patient."""

    TIME = "time"
    MONEY = "money"
    DATA = "data or device"
    ENGLISH = "English"
    READING = "reading"
    TRAVEL = "travel"
    TRUST = "trust"
    CARER = "a carer's help"


class Driver(Record):
    """A cause of the problem in the driver diagram.

    Attributes
    ----------
    identifier : str
        Names it.
    parent : str or None
        The driver that it leads to; None for a primary driver.
    text : str
        What it is.
    causes_gap : bool
        True where it explains the difference between groups, not only the average.
    measures : tuple of str
        Names of measures that would show it move.
    """

    identifier: Identifier
    parent: Identifier | None = None
    text: Line
    causes_gap: bool = False
    measures: tuple[Line, ...] = ()


class ChangeIdea(Record):
    """Something to try.

    Attributes
    ----------
    identifier, title, description : str
        Names it; what it is.
    drivers : tuple of str
        Drivers that it works on.
    is_screened : bool
        Whether anyone has asked what it costs a patient; no burden is then an answer.
    burdens : tuple of Burden
        What it asks of a patient.
    who_cannot_pay, mitigation : str
        For whom that price is too high, and what is given or done about it.
    lowers_price : bool
        True where it asks less of patients than care does now.
    removes : str
        What is taken away that some people rely on; blank where nothing is.
    users_by_group, replacement : str
        Who uses what is taken away, by group; what replaces it before it goes.
    proposed_by : str
        "patient or carer", "staff", "literature" and so on.
    answer : str
        What its proposer was told.
    evidence_population, adaptation : str
        With whom the evidence was made, and what must change for these people.
    """

    identifier: Identifier
    title: Line
    description: Paragraph = ""
    drivers: tuple[Identifier, ...] = ()
    is_screened: bool = False
    burdens: tuple[Burden, ...] = ()
    who_cannot_pay: Paragraph = ""
    mitigation: Paragraph = ""
    lowers_price: bool = False
    removes: Paragraph = ""
    users_by_group: Paragraph = ""
    replacement: Paragraph = ""
    proposed_by: Line = ""
    answer: Paragraph = ""
    evidence_population: Paragraph = ""
    adaptation: Paragraph = ""


class Risk(Record):
    """A way in which this project could widen a gap.

    Attributes
    ----------
    identifier : str
        Names it.
    mechanism : str
        Of the register, such as "igi.2"; blank for one of the team's own.
    cycle : str or None
        Cycle that it was seen for.
    group, description : str
        Who would bear it; what would happen.
    likelihood, severity : int
        1 to 5 for the group that would bear it.
    seen_by : int
        1 to 4: how soon it would be noticed; 4 means no way to see it.
    early_sign, stop_rule, guard, owner : str
        What is watched, when to stop, what prevents it, who looks.
    """

    identifier: Identifier
    mechanism: Line = ""
    cycle: Identifier | None = None
    group: Line = ""
    description: Paragraph = ""
    likelihood: int = 3
    severity: int = 3
    seen_by: int = 2
    early_sign: Paragraph = ""
    stop_rule: Paragraph = ""
    guard: Paragraph = ""
    owner: Line = ""
    outcome: Paragraph = ""
