"""Files and engines: extracts counted, plans and measures files read and written."""
