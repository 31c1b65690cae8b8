"""For whom: the gap over time, the verdict on it, and what unknown groups could change."""
