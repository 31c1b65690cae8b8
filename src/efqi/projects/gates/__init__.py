"""Gates: what must be met, or passed over by a named person, before a claim is made."""
