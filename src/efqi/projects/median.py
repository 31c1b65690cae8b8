"""The short word "median" for the fiftieth percentile."""

from collections.abc import Mapping
from typing import Any

MEDIAN = 50.0


def without_median(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read ``kind = "median"`` as ``kind = "percentile"`` with ``percentile = 50``.

    Beside another percentile the word stays, and is refused as a kind.
    """
    if given.get("kind") != "median" or given.get("percentile", MEDIAN) != MEDIAN:
        return given
    return {**given, "kind": "percentile", "percentile": MEDIAN}
