"""Find every sentence of `efqi.reports.wording`: they stand in tables as well as in calls.

An extractor for Babel, named in `babel.cfg`.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

Found = tuple[int, str | None, str, list[str]]


def extract(
    file: IO[bytes],
    keywords: Sequence[str],
    comments: Sequence[str],
    options: Mapping[str, Any],
) -> Iterator[Found]:
    """Give the line and words of every text that holds more than one word.

    Parameters
    ----------
    file : binary file
        A Python module.
    keywords, comments, options
        As Babel passes them; not needed, since the whole module is words.
    """
    del keywords, comments, options
    tree = ast.parse(file.read())
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            silent |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in silent:
            value = node.value
            if isinstance(value, str) and _is_said(value):
                yield node.lineno, None, value, []


def _is_said(value: str) -> bool:
    """Tell words from names and signs: words have a space or begin with a capital."""
    return any(map(str.isalpha, value)) and (" " in value or value[0].isupper())
