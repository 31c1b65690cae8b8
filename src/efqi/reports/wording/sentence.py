"""The one door through which every sentence passes, so that it can be translated."""

from collections.abc import Callable

from efqi.reports.wording.dates import MONTHS

_translate: Callable[[str], str] = str


def translated_by(translate: Callable[[str], str]) -> None:
    """Say every sentence in another language from now on.

    Parameters
    ----------
    translate : callable
        Gives a template as a catalogue has it, with the same gaps.
    """
    global _translate
    _translate = translate


def say(template: str, **words: str) -> str:
    """Fill a whole-sentence template.

    Templates are complete sentences with named gaps, so that a catalogue can translate
    them as they stand (``make messages``).

    Parameters
    ----------
    template : str
        Sentence with gaps such as ``{group}``.
    **words : str
        What goes into the gaps.

    Returns
    -------
    str
        The sentence, its first letter a capital where a gap opened it.
    """
    sentence = _translate(template).format(**words)
    return capital(sentence) if template.startswith("{") else sentence


def phrase(template: str, **words: str) -> str:
    """Fill a template that stands inside a sentence: as `say`, without the capital."""
    return _translate(template).format(**words)


def capital(words: str) -> str:
    """Give the words with their first letter as a capital."""
    return words[:1].upper() + words[1:]


def joined(words: tuple[str, ...]) -> str:
    """Join words as a list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return phrase("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])


def shortened(words: str, most: int) -> str:
    """Give words on one line, cut after a whole word where they are too many letters."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    whole, _, _ = words[:most].rpartition(" ")
    return (whole or words[:most]).rstrip(" ,;:.") + " …"


def mid_sentence(words: str) -> str:
    """Give a label as it stands inside a sentence: no leading capital, names kept."""
    first, *rest = words.split(" ", maxsplit=2)
    is_name = first[1:] != first[1:].lower() or first in _ALWAYS_CAPITAL
    # A second capital makes a name: "Super Saturday", but not "The North ward".
    is_name = is_name or (rest[:1] != [] and rest[0][:1].isupper() and first != "The")
    return words if is_name else words[:1].lower() + words[1:]


_ALWAYS_CAPITAL = frozenset(
    [
        *MONTHS,
        "Asian",
        "Black",
        "White",
        "Mixed",
        "Bangladeshi",
        "Chinese",
        "Indian",
        "Pakistani",
        "African",
        "Caribbean",
        "Irish",
        "British",
        "Gypsy",
        "Roma",
        "Arab",
        "England",
        "Wales",
        "London",
        "I",
        "A",
    ]
)
