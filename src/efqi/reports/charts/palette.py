"""Colours and sizes; colour never carries a meaning alone.

Contrast on white: ink 14.4, soft 6.4, blue 6.4, plum 9.2, amber 5.5, quiet over 3.
"""

INK = "#212b32"
SOFT = "#4c6272"
QUIET = "#76848d"
RULE = "#d8dde0"
GRID = "#e8edee"
PALE = "#eef2f5"
WHITE = "#ffffff"
BLUE = "#005eb8"
PLUM = "#7c2855"
AMBER = "#b34700"

SMALL = 12.0
BODY = 14.0
LARGE = 24.0
LINE_HEIGHT = 1.25
