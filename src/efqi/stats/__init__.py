"""Numbers only: arrays in, frozen results out. Knows numpy and scipy, nothing else."""
