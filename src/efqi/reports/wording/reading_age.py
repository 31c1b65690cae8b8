"""How old a reader must be to follow a text: Flesch-Kincaid, on British school years.

The grade is 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others,
1975); a grade is met at the age of five more years. Syllables are counted by rule, which
errs by a few in a hundred words and rather upwards.
"""

import re
from typing import Final

GRADE_TO_AGE: Final = 5
PLAIN_AGE: Final = 11
"""Age that every sentence of the plain view is written for, at most."""
_SENTENCE_ENDS = re.compile(r"[.!?:](?:\s+|$)")
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)?|\d[\d,.]*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouylr]|[aeiouy][lr])e$|[^aeioutd]ed$|[^aeiouszxcgh]es$")
_SHORT_NUMBERS: Final = 12
"""Numbers up to this are said in one syllable, all but two of them."""


def syllables(word: str) -> int:
    """Count the syllables of a word; a number is one up to twelve, else two."""
    if word[0].isdigit():
        return 1 if word.isdigit() and int(word) <= _SHORT_NUMBERS else 2
    bare = re.sub(r"['\u2019].*", "", word.casefold())
    count = len(_VOWELS.findall(bare)) - bool(_SILENT.search(bare))
    return max(1, count)


def grade(text: str) -> float:
    """Give the school grade of a text; 0 where it holds no word."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = [s for s in _SENTENCE_ENDS.split(text) if _WORD.search(s)]
    a_sentence = len(words) / max(1, len(sentences))
    a_word = sum(map(syllables, words)) / len(words)
    return 0.39 * a_sentence + 11.8 * a_word - 15.59


def reading_age(text: str) -> float:
    """Give the age, in years, at which a text is read with ease."""
    return grade(text) + GRADE_TO_AGE
