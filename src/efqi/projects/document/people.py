"""Who took part, what it cost, what they said, and what they were told."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from efqi.projects.document.record import Identifier, Instant, Line, Paragraph, Record


class AccessMet(StrEnum):
    """Whether what a person needed was there."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_ASKED = "not asked"


class QuoteConsent(StrEnum):
    """Who may read what a person said, in their words."""

    PUBLIC = "public"
    ORGANISATION = "inside the organisation"
    TEAM = "the team only"
    NOBODY = "no"


class Participation(Record):
    """One time that someone took part.

    Attributes
    ----------
    identifier, on, person, role
        Names it; when; who, as they choose to be named; "patient", "carer", "frontline
        staff" and so on.
    is_staff : bool
        Whether they are paid to be there by the service.
    group : str
        Group that they speak from, where they said so.
    experience : str
        What they bring that the team lacks, in their words.
    route, reach_note : str
        How they were reached, and whom that does not reach.
    activity, linked_to : str
        What they did; what it was about ("aim", "cycle 2", "study").
    hours : float
        How long it took.
    ladder_offered, ladder_felt : int or None
        Step of the ladder (1 to 7) that was meant, and that it felt like.
    access_arrangements, access_met
        What was needed (never why), and whether it was there.
    offer_in_writing : bool
        Whether what is asked and paid was written down before the yes.
    payment_offered, payment_choice, paid_by, paid_on
        Pounds; "accepted", "declined" and so on; day promised; day paid.
    said, what_changed, decided_by : str
        The point they made; because of it we did, or did not and why; who decided.
    feedback_due, feedback_given, feedback_form
        When they hear from us; when they did; how.
    agrees_record : str
        "yes", "corrected", "disagrees", "not yet asked".
    quote_consent : QuoteConsent
        Who may read their words.
    account : str
        Opaque key of their account, so that they see their own entries; blank without.
    correction : str
        What they say instead, beside what the team wrote.
    """

    identifier: Identifier
    on: date
    person: Line
    role: Line
    is_staff: bool = False
    group: Line = ""
    experience: Paragraph = ""
    route: Line = ""
    reach_note: Paragraph = ""
    activity: Paragraph = ""
    linked_to: Line = ""
    hours: float = Field(default=0.0, ge=0)
    ladder_offered: int | None = Field(default=None, ge=1, le=7)
    ladder_felt: int | None = Field(default=None, ge=1, le=7)
    access_arrangements: tuple[Line, ...] = ()
    access_met: AccessMet = AccessMet.NOT_ASKED
    offer_in_writing: bool = False
    payment_offered: Decimal | None = Field(default=None, ge=0)
    payment_choice: Line = ""
    paid_by: date | None = None
    paid_on: date | None = None
    said: Paragraph = ""
    what_changed: Paragraph = ""
    decided_by: Line = ""
    feedback_due: date | None = None
    feedback_given: date | None = None
    feedback_form: Line = ""
    agrees_record: Line = "not yet asked"
    quote_consent: QuoteConsent = QuoteConsent.NOBODY
    account: Line = ""
    correction: Paragraph = ""


class Reading(Record):
    """What someone made of the answer, beside what the team made of it.

    Attributes
    ----------
    identifier, read_at, reader, role
        Names it; when; who; in which role.
    is_staff : bool
        The verdict needs one reading by someone who is not.
    group : str
        Group that they speak from, where they said so.
    cycle : str or None
        Cycle that it is about; None for the project's answer.
    true_to_life, missing, would_do : str
        Their answers to three questions.
    quote_consent : QuoteConsent
        Who may read their words.
    account : str
        Opaque key of the reader's account; blank without.
    written_down_by, is_agreed
        Who wrote it down for them; whether they agreed to what was written. Both are
        blank where they wrote it themselves.
    """

    identifier: Identifier
    read_at: Instant
    reader: Line
    role: Line = ""
    is_staff: bool = False
    group: Line = ""
    cycle: Identifier | None = None
    true_to_life: Paragraph = ""
    missing: Paragraph = ""
    would_do: Paragraph = ""
    quote_consent: QuoteConsent = QuoteConsent.NOBODY
    account: Line = ""
    written_down_by: Line = ""
    is_agreed: bool = False


class ResourceEntry(Record):
    """One line of the resources plan as this project filled it.

    Attributes
    ----------
    identifier, line
        Names it; line of the practice content, such as "rp.time.1".
    values : dict of str to str
        What was written in the line's fields.
    owner, agreed_by, agreed_on
        Who finds it; who agreed, and when. Without the latter it is still to be found.
    """

    identifier: Identifier
    line: Line
    values: dict[str, Line] = Field(default_factory=dict)
    owner: Line = ""
    agreed_by: Line = ""
    agreed_on: date | None = None


class Score(Record):
    """One score of the self-assessment; 3 or 4 without recent evidence is "claimed"."""

    item: Line
    score: int = Field(ge=0, le=4)
    evidence: Line = ""
    evidence_on: date | None = None


class AssessmentSheet(Record):
    """One person's self-assessment, made alone.

    Attributes
    ----------
    identifier, by, on
        Names it; who, in any words; when.
    is_outside : bool
        True for someone from outside the team; their line is shown apart.
    scores : tuple of Score
        Items that were scored.
    seen : tuple of str
        Aspects that were gone through alone; what others scored there may then be shown.
    """

    identifier: Identifier
    by: Line
    on: date
    is_outside: bool = False
    scores: tuple[Score, ...] = ()
    seen: tuple[Line, ...] = ()
