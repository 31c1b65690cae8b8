"""What may leave: policies, rounding, coarsening, and the Release they make."""
