"""Sex as data sets record it, and gender identity.

Sources: NHS Data Dictionary, PERSON GENDER CODE and GENDER IDENTITY CODE (June 2026).
Open Government Licence v3.0.
"""

from efqi.measures.codes.code_list import NOT_KNOWN, NOT_STATED, CodeList

SEX = CodeList(
    "NHS Data Dictionary, PERSON GENDER CODE, and the letters M, F, U, I and X that data use",
    "sex",
    {"1": "Male", "2": "Female"},
    {"1": ("M", "Male", "Males", "Man"), "2": ("F", "Female", "Females", "Woman")},
    {
        "0": NOT_KNOWN,
        "X": NOT_KNOWN,
        "U": NOT_KNOWN,
        "Not known": NOT_KNOWN,
        "9": "not specified",
        "I": "not specified",
        "Not specified": "not specified",
        "Indeterminate": "not specified",
    },
    reference="1",
    losses=(
        "Code 9 means 'not specified' in some data sets and 'indeterminate' in others; it "
        "is counted as unknown.",
        "Data sets mix sex registered at birth and gender as stated; this list cannot tell "
        "which one was recorded.",
    ),
)
"""``sex``."""

GENDER_IDENTITY = CodeList(
    "NHS Data Dictionary, GENDER IDENTITY CODE (release of June 2026)",
    "gender identity",
    {
        "1": "Male (including trans man)",
        "2": "Female (including trans woman)",
        "3": "Non-binary",
        "4": "Other (not listed)",
    },
    {},
    {"Z": NOT_STATED, "X": NOT_KNOWN},
    reference="1",
    losses=("Trans men and trans women are not told apart from other men and women.",),
)
"""``gender-identity``."""
