"""Examples as they ship, each answered once for all tests that only read the answer."""

from functools import cache
from pathlib import Path

from efqi.cli.project import Source, released

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@cache
def answered(name):
    """Give the plan of an example and its release."""
    return released(Source(EXAMPLES / name))
