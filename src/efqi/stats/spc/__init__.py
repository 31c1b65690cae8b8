"""Statistical process control: charts, limits and rules, for many series at once."""
