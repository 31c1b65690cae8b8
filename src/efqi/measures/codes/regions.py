"""Regions of England, 2024: ONS code and name.

Source: ONS geography (2024). Open Government Licence v3.0.
"""

from efqi.measures.codes.code_list import CodeList

_REGIONS = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
}

REGIONS = CodeList(
    "ONS geography, 2024",
    "region",
    _REGIONS,
    {code: (name,) for code, name in _REGIONS.items()},
    losses=("NHS regions have other borders than these nine.",),
)
"""``region``."""
