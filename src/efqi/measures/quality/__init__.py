"""How good the data are: what was seen in the source, and what it does to the answer."""
