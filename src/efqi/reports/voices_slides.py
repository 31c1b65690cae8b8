"""Slides on what people made of the answer, and what the project says."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pptx.slide import Slide

from efqi.reports.alongside import Quote, Voices
from efqi.reports.figure import Block
from efqi.reports.slide import WHOLE, add_words, fitting_size, text_height
from efqi.reports.wording.figure import NBSP

SIZES = (18, 16, 15, 14)
"""Points of both sides of the slide; longer words go on to a further slide."""
GAP = 0.5
MOST_LETTERS = 500
"""Letters of one paragraph; a longer one is told in several."""


def add_voices(new: Callable[[str], Slide], voices: Voices) -> None:
    """Add slides with the quotes beside the team's words, then what the project says.

    Parameters
    ----------
    new : callable
        Adds a slide with a title.
    voices : Voices
        What they hold.
    """
    width = (WHOLE.width - GAP) / 2
    team = voices.team.title, *voices.team.sentences
    told = [words for quote in voices.quotes for words in _said(quote)]
    people = [voices.read, *told, *filter(None, [voices.silence])]
    left = replace(WHOLE, width=width)
    right = replace(left, left=WHOLE.left + width + GAP)
    stacks = list(_stacks(people, width, voices.people if told else ""))
    for number, words in enumerate(stacks, 1):
        part = f" ({number}{NBSP}of{NBSP}{len(stacks)})" if len(stacks) > 1 else ""
        slide = new(voices.title + part)
        size = min(fitting_size(w, width, WHOLE.height, SIZES) for w in (team, words))
        add_words(slide, left, team, size=size, is_first_bold=True)
        add_words(slide, right, words, size=size, is_first_bold=True)
    for block in voices.blocks:
        _block(new, block)


def _said(quote: Quote) -> Iterator[str]:
    """Give what someone said in paragraphs, each with what was asked, and who it was."""
    for block in quote.answers:
        pieces = [piece for words in block.sentences for piece in _pieces(words)]
        for number, piece in enumerate(pieces):
            opening = f"{block.title} “" if number == 0 else "“"
            yield f"{opening}{piece}”"
    yield quote.who


def _pieces(words: str) -> Iterator[str]:
    """Cut a long paragraph after whole words."""
    words = words.strip()
    while len(words) > MOST_LETTERS:
        whole, _, _ = words[:MOST_LETTERS].rpartition(" ")
        piece = whole or words[:MOST_LETTERS]
        yield piece
        words = words[len(piece) :].strip()
    if words:
        yield words


def _stacks(
    paragraphs: Sequence[str], width: float, heading: str
) -> Iterator[tuple[str, ...]]:
    """Share paragraphs out over slides, each under its heading."""
    head = (heading,) if heading else ()
    stack: tuple[str, ...] = head
    for words in paragraphs:
        grown = (*stack, words)
        if stack != head and text_height(grown, width, SIZES[-1]) > WHOLE.height:
            yield stack
            grown = (*head, words)
        stack = grown
    yield stack


def _block(new: Callable[[str], Slide], block: Block) -> None:
    size = fitting_size(block.sentences, WHOLE.width, WHOLE.height, (*SIZES, 12, 10))
    add_words(new(block.title), WHOLE, block.sentences, size=size)
