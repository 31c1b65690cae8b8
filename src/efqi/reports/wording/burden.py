"""What a change costs a patient, in words."""

from collections.abc import Mapping

from efqi.projects.document.change import Burden
from efqi.reports.wording.sentence import say

_WORDS: Mapping[Burden, str] = {
    Burden.TIME: "Time: waiting, travelling, forms, time off work",
    Burden.MONEY: "Money: fares, calls, childcare, lost pay",
    Burden.DATA: "Data or a device: a phone, credit, the internet",
    Burden.ENGLISH: "English: speaking or understanding it",
    Burden.READING: "Reading: letters, texts, long words",
    Burden.TRAVEL: "Travel: getting there and back",
    Burden.TRUST: "Trust: telling things to people who were not kind before",
    Burden.CARER: "A carer's help: someone who must come along or do it",
}


def burden_words(burden: Burden) -> str:
    """Say what a burden means for a patient."""
    return say(_WORDS[burden])


def burden_name(burden: Burden) -> str:
    """Name a burden in a word or three."""
    return burden_words(burden).partition(":")[0]
