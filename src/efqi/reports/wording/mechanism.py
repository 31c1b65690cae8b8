"""Ways in which a change can widen a gap, each as a question to a team."""

from collections.abc import Mapping

from efqi.projects.document.change import Risk
from efqi.projects.practice import Mechanism, RiskScales
from efqi.reports.wording.sentence import say

_QUESTIONS: Mapping[str, str] = {
    "igi.1": "Do we begin with the people who are easiest to contact?",
    "igi.2": "What must someone give to take part, and who cannot?",
    "igi.3": "Does a phone line, a paper letter or an open door go away or slow down?",
    "igi.4": "Does this help staff more than it helps patients?",
    "igi.5": "Who had good care before, and could lose it now?",
    "igi.6": "Could a good average hide a group that gets worse?",
    "igi.7": "Whom do we know least about, and do they differ from the others?",
    "igi.8": "Who needs this care and never reaches us?",
    "igi.9": "Does the “waste” that we cut help anyone to manage?",
    "igi.10": "Does one standard way leave out what made care work for someone?",
    "igi.11": "Do the sites with spare staff move ahead of the others?",
    "igi.12": "Whose harm would never come to us as a complaint or an incident?",
    "igi.13": "Could people feel marked out by what we offer them?",
    "igi.14": "Do a few familiar voices speak for everyone?",
    "igi.15": "Whose extra work is this, and what does it push aside?",
    "igi.16": "What happens to people on the day that the extra money ends?",
    "igi.17": "Could the gap close only because someone got worse?",
    "igi.18": "Could the figures themselves point at a person, or be used to blame?",
}


def mechanism_question(mechanism: Mechanism) -> str:
    """Ask a team whether a way to harm could happen in their project."""
    return say(_QUESTIONS[mechanism.identifier])


def risk_scores(risk: Risk, scales: RiskScales) -> str:
    """Say how likely and how bad a risk is for its group, and how soon it is seen."""
    return say(
        "Likely: {likelihood}. How bad: {severity}. Seen: {seen}.",
        likelihood=_score(scales.likelihood, risk.likelihood),
        severity=_score(scales.severity, risk.severity),
        seen=_score(scales.seen_by, risk.seen_by),
    )


def _score(words: tuple[str, ...], score: int) -> str:
    """Give the words of a score; one outside its scale stands as its number."""
    return words[score - 1] if 1 <= score <= len(words) else str(score)
