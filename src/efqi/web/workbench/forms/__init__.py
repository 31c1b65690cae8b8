"""Forms as data: which fields a page asks for, and what comes of what was written."""
