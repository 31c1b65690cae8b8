"""Equity-focused quality improvement: charts, gaps and verdicts by group."""

__version__ = "0.1.0"
