"""Bands of age, named as tables write them."""

from itertools import pairwise


def band_names(bands: tuple[int, ...]) -> tuple[str, ...]:
    """Name the bands that begin at given ages: 0, 18, 65 make "0-17", "18-64", "65+".

    Parameters
    ----------
    bands : tuple of int
        First age of each band in whole years, ascending.
    """
    closed = [
        str(first) if following == first + 1 else f"{first}-{following - 1}"
        for first, following in pairwise(bands)
    ]
    return (*closed, f"{bands[-1]}+")


def band_label(band: str) -> str:
    """Write a band in words: "0 to 17", "65 and over"."""
    if band.endswith("+"):
        return f"{band[:-1]} and over"
    return band.replace("-", " to ")
