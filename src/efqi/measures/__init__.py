"""What is counted: measures, intervals, groups and the table of cells."""
