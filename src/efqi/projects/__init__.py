"""The improvement work: the measurement plan and the answer it asks for."""
